"""Views on people in the admin beyond Wagtail's own."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from wagtail.admin.auth import permission_required

from accounts.models import User
from accounts.second_factor import has_second_factor
from accounts.services import take_off_second_factor
from accounts.viewsets import may_manage


@permission_required("accounts.change_user")
def take_off_second_factor_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody who has lost phone and codes set up a new second factor, after a question."""
    person = get_object_or_404(User, pk=pk)
    if not may_manage(request.user, person) or person == request.user:
        raise PermissionDenied
    if request.method == "POST":
        if take_off_second_factor(user=person, by=request.user):
            messages.success(request, _("The second factor of %(name)s has been taken off.") % {"name": person})
        else:
            messages.info(request, _("%(name)s has no second factor.") % {"name": person})
        return redirect("wagtailusers_users:edit", person.pk)
    return render(
        request, "accounts/take_off_second_factor.html", {"person": person, "is_set_up": has_second_factor(person)}
    )
