"""The page on which people enter when they are away."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts import absences
from accounts.models import User
from core.permissions import may_lead, roles_of
from core.resubmit import members_only

INVALID = 422


class DayField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AbsenceForm(forms.Form):
    """First and last day, and who decides meanwhile; lead editors enter it for others, too."""

    person = forms.ModelChoiceField(label=gettext_lazy("Who is away?"), queryset=User.objects.none())
    starts_on = DayField(label=gettext_lazy("First day"))
    ends_on = DayField(label=gettext_lazy("Last day"))
    deputy = forms.ModelChoiceField(
        label=gettext_lazy("Who decides in the meantime?"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("Nobody in particular: the others of the desk"),
        help_text=gettext_lazy(
            "This person reads the summaries and may decide what is submitted to you on these days."
        ),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        if may_lead(user):
            deciding = User.objects.filter(is_active=True)
            fields["person"].queryset = deciding.exclude(region_roles=None, memberships=None, groups=None).distinct()
            fields["deputy"].queryset = deciding
            fields["person"].initial = user.pk
        else:
            del fields["person"]
            fields["deputy"].queryset = absences.possible_deputies(user)


@members_only
def overview(request: HttpRequest) -> HttpResponse:
    """Absences to come, and the form for another one."""
    if not roles_of(request.user).decides:
        raise PermissionDenied
    form = AbsenceForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data.pop("person", request.user)
        try:
            absences.register(person=person, by=request.user, **form.cleaned_data)
        except PermissionDenied:
            form.add_error(
                "person" if "person" in form.fields else None, _("Nothing waits for this person’s decision.")
            )
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("Entered. What is submitted in these days goes to the others."))
            return redirect("absences:overview")
    context = {"form": form, "entries": absences.visible_to(request.user), "is_lead": may_lead(request.user)}
    return render(request, "accounts/absences.html", context, status=INVALID if form.errors else 200)


@require_POST
@members_only
def cancel(request: HttpRequest, absence_id: int) -> HttpResponse:
    """Take an absence back."""
    absence = get_object_or_404(absences.visible_to(request.user), pk=absence_id)
    absences.cancel(absence=absence, by=request.user)
    messages.success(request, _("The absence is taken back."))
    return redirect("absences:overview")


app_name = "absences"
urlpatterns = [
    path("", overview, name="overview"),
    path("<int:absence_id>/zuruecknehmen/", cancel, name="cancel"),
]
