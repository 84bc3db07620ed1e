"""The people of an organisation: who belongs to it, who is invited, who leads."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actors.members import services
from actors.members.everything import everything_of
from actors.members.forms import InvitationForm
from actors.members.proposals import ProposalForm, is_proposal, may_propose_again, propose_again
from actors.models import Actor, Invitation, Membership
from core import review
from core.permissions import allows, grants_of
from core.resubmit import members_only
from core.review_status import Standing, status_of


def _actor_for(request: HttpRequest, actor_id: int) -> Actor:
    """The organisation, if its list of people is this person's business; otherwise it does not exist.

    Raises SecondFactorRequired for staff who have signed in with their password alone.
    """
    actor = get_object_or_404(Actor.objects.select_related("region"), pk=actor_id)
    if grants_of(request.user).belongs_to(actor.pk) or allows(
        request.user, lambda user: services.may_invite(user, actor)
    ):
        return actor
    raise Http404


@members_only
def people(request: HttpRequest, actor_id: int) -> HttpResponse:
    """Members and open invitations; the way to invite for those who may."""
    return _people_page(request, _actor_for(request, actor_id), InvitationForm())


@members_only
def everything(request: HttpRequest, actor_id: int) -> HttpResponse:
    """All that the organisation shows or is about to show; for its leads and lead editors."""
    actor = _actor_for(request, actor_id)
    if not allows(request.user, lambda user: services.may_manage(user, actor)):
        raise PermissionDenied
    page_obj = everything_of(actor, request.GET.get("page"))
    return render(request, "members/everything.html", {"actor": actor, "page_obj": page_obj})


@members_only
def proposal(request: HttpRequest, actor_id: int) -> HttpResponseBase:
    """Where a proposed organisation stands; its form, as long as nobody is looking at it."""
    actor = _actor_for(request, actor_id)
    if not is_proposal(actor):
        return redirect("members:people", actor.pk)
    status, draft = status_of(actor, request.user), actor.get_latest_revision_as_object()
    open_to_change = may_propose_again(request.user, actor) and status.standing != Standing.IN_REVIEW
    form = ProposalForm(request.POST or None, initial=ProposalForm.read(draft)) if open_to_change else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            propose_again(actor=actor, user=request.user, form=form)
        except review.ReviewError as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, _("Thank you. The editorial desk looks at it again."))
        return redirect("members:proposal", actor.pk)
    context = {"actor": draft, "status": status, "form": form}
    return render(request, "members/proposal.html", context, status=422 if form and form.is_bound else 200)


@members_only
@require_POST
def invite_person(request: HttpRequest, actor_id: int) -> HttpResponse:
    actor = _actor_for(request, actor_id)
    form = InvitationForm(request.POST)
    if form.is_valid():
        try:
            invitation = services.invite(actor=actor, by=request.user, **form.cleaned_data)
        except services.MembersError as error:
            form.add_error("email", str(error))
        else:
            messages.success(
                request,
                _("%(email)s has been invited. The link in the mail is valid for two weeks.")
                % {"email": invitation.email},
            )
            return redirect("members:people", actor.pk)
    return _people_page(request, actor, form)


def _people_page(request: HttpRequest, actor: Actor, form: InvitationForm) -> HttpResponse:
    may_invite = services.may_invite(request.user, actor)
    return render(
        request,
        "members/people.html",
        {
            "actor": actor,
            "memberships": actor.memberships.listed(),
            "invitations": actor.invitations.open().select_related("invited_by") if may_invite else [],
            "form": form if may_invite else None,
            "may_manage": services.may_manage(request.user, actor),
            "leads": grants_of(request.user).leads_actor(actor.pk),
            "belongs": grants_of(request.user).belongs_to(actor.pk),
        },
        status=422 if form.is_bound else 200,
    )


def _membership_for(request: HttpRequest, membership_id: int) -> Membership:
    membership = get_object_or_404(Membership.objects.select_related("actor", "user"), pk=membership_id)
    _actor_for(request, membership.actor_id)
    return membership


def _done(
    request: HttpRequest, actor_id: int, step: Callable[[], Any], success: str, then: str = ""
) -> HttpResponseBase:
    """Take a step; say that it is done, or why not, on the list of people."""
    try:
        step()
    except services.MembersError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, success)
        if then:
            return redirect(then)
    return redirect("members:people", actor_id)


@members_only
@require_POST
def set_role(request: HttpRequest, membership_id: int) -> HttpResponseBase:
    membership = _membership_for(request, membership_id)
    role = request.POST.get("role")
    if role not in Membership.Role.values:
        raise Http404
    return _done(
        request,
        membership.actor_id,
        lambda: services.change_role(membership=membership, role=role, by=request.user),
        _("The role of %(name)s has been changed.") % {"name": membership.user},
    )


@members_only
def hand_over(request: HttpRequest, membership_id: int) -> HttpResponseBase:
    """Asks first, because the person who leads now can no longer take it back alone."""
    membership = _membership_for(request, membership_id)
    if not grants_of(request.user).leads_actor(membership.actor_id) or membership.user_id == request.user.pk:
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "members/hand_over.html", {"membership": membership, "actor": membership.actor})
    return _done(
        request,
        membership.actor_id,
        lambda: services.hand_over(membership=membership, by=request.user),
        _("%(name)s now leads the organisation.") % {"name": membership.user},
    )


@members_only
def remove(request: HttpRequest, membership_id: int) -> HttpResponseBase:
    """Asks first, because the person loses access at once."""
    membership = _membership_for(request, membership_id)
    if not services.may_manage(request.user, membership.actor):
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "members/confirm_end.html", {"membership": membership, "actor": membership.actor})
    return _done(
        request,
        membership.actor_id,
        lambda: services.end_membership(membership=membership, by=request.user),
        _("%(name)s no longer belongs to the organisation.") % {"name": membership.user},
    )


@members_only
def leave(request: HttpRequest, actor_id: int) -> HttpResponseBase:
    """Asks first; the way back is a new invitation."""
    actor = _actor_for(request, actor_id)
    membership = get_object_or_404(actor.memberships.select_related("actor", "user"), user=request.user)
    if request.method != "POST":
        return render(
            request, "members/confirm_end.html", {"membership": membership, "actor": membership.actor, "leaving": True}
        )
    return _done(
        request,
        actor_id,
        lambda: services.end_membership(membership=membership, by=request.user),
        _("You no longer belong to “%(actor)s”.") % {"actor": membership.actor},
        then="members:overview",
    )


@members_only
@require_POST
def take_back(request: HttpRequest, invitation_id: int) -> HttpResponseBase:
    invitation = get_object_or_404(Invitation.objects.select_related("actor"), pk=invitation_id)
    _actor_for(request, invitation.actor_id)
    return _done(
        request,
        invitation.actor_id,
        lambda: services.revoke(invitation=invitation, by=request.user),
        _("The invitation to %(email)s has been taken back.") % {"email": invitation.email},
    )
