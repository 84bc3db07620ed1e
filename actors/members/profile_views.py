"""The profile of an organisation in "Mein Bereich": where it stands, its form, preview, withdrawal."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from actors.members import submission_views, submissions
from actors.members.profile import ProfileForm
from actors.members.proposals import is_proposal
from actors.members.submission_views import handed_in
from actors.models import Actor
from core.permissions import owns
from core.private_pages import unlisted
from core.resubmit import members_only
from core.review_status import Standing, status_of


def _own(request: HttpRequest, actor_id: int) -> Actor:
    """An organisation that the person belongs to; others do not exist here."""
    actor = get_object_or_404(Actor.objects.select_related("region", "district"), pk=actor_id)
    if not owns(request.user, actor):
        raise Http404
    return actor


@members_only
def profile(request: HttpRequest, actor_id: int) -> HttpResponseBase:
    """What is public stays while the desk looks at a change; nothing is changed while it does."""
    actor = _own(request, actor_id)
    if is_proposal(actor):
        return redirect("members:proposal", actor.pk)
    if request.method == "POST" and "agree" in request.POST:
        submission_views.agree(request, actor)
        return redirect("members:profile", actor.pk)
    status = status_of(actor, request.user)
    waits = status.standing == Standing.IN_REVIEW
    draft = actor.get_latest_revision_as_object()
    form, code = ProfileForm(request.POST or None, initial=ProfileForm.read(draft)), 200
    if request.method == "POST":
        code = handed_in(form, partial(submissions.send, obj=actor, user=request.user, form=form))
        if not code:
            messages.success(request, _("Thank you. The people of your region look at it."))
            return redirect("members:profile", actor.pk)
    shown = form if form.is_bound or not waits else None
    return render(request, "members/profile.html", {"actor": actor, "status": status, "form": shown}, status=code)


@members_only
@require_POST
def withdraw(request: HttpRequest, actor_id: int) -> HttpResponse:
    actor = _own(request, actor_id)
    submission_views.withdraw(request, actor)
    return redirect("members:profile", actor.pk)


@members_only
@require_safe
def preview(request: HttpRequest, actor_id: int) -> HttpResponse:
    """The draft as readers would see it."""
    draft = _own(request, actor_id).get_latest_revision_as_object()
    response = draft.serve_preview(request, draft.default_preview_mode)
    return unlisted(response)
