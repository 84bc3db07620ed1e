"""Handing a project to another organisation. The region stays; nothing is handed over during a review."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import ReferenceIndex

from actors.models import Actor
from core import gate, review
from core.models import Decision, PortalImage
from core.models.opening import pictures_in
from core.notices import Words, tell
from core.permissions import grants_of
from projects.models import ProjectPage, ProjectTransfer


class TransferError(Exception):
    """A step that cannot be taken; the message is for the person who tried."""


def may_offer(user: Any, project: ProjectPage) -> bool:
    return grants_of(user).leads_actor(project.actor_id)


def open_transfer(project: ProjectPage) -> ProjectTransfer | None:
    return ProjectTransfer.objects.open().filter(page=project).select_related("giver", "receiver", "offered_by").first()


@transaction.atomic
def offer(*, project: ProjectPage, receiver: Actor, by: Any, note: str = "") -> ProjectTransfer:
    """Offer a project to another public organisation. Raises PermissionDenied or TransferError."""
    row = review.locked(project)
    if not may_offer(by, row):
        raise PermissionDenied
    _refuse_review(row)
    if receiver.pk == row.actor_id or not receiver.live:
        raise TransferError(_("Please choose another organisation that is public."))
    if open_transfer(row):
        raise TransferError(_("This project is offered to an organisation already."))
    if not receiver.memberships.active_leads().exists():
        raise TransferError(_("Nobody leads this organisation on the portal yet, so nobody could accept."))
    made = ProjectTransfer.objects.create(
        page=row, giver=row.actor, receiver=receiver, offered_by=by, note=note.strip()
    )
    _mail_offer(made)
    return made


@transaction.atomic
def accept(*, transfer: ProjectTransfer, by: Any) -> None:
    """Take the project over, with the pictures that nothing else shows. Raises PermissionDenied or TransferError."""
    row, transfer = _locked(transfer)
    if not grants_of(by).leads_actor(transfer.receiver_id):
        raise PermissionDenied
    if row.actor_id != transfer.giver_id:
        raise TransferError(_("The project belongs to another organisation by now."))
    _refuse_review(row)
    for page in ProjectPage.objects.filter(translation_key=row.translation_key):
        # The owner is no content: readers see the same words, the ledger says who decided, and the gate's approvals
        # are bound to words alone.
        with gate.passing(page):
            page.actor = transfer.receiver
            page.save(clean=False, update_fields=["actor"])
    _move_pictures(row, transfer)
    gate.record(
        Decision.Kind.TRANSFERRED,
        row,
        revision=row.get_latest_revision(),
        user=by,
        comment=f"{transfer.giver} → {transfer.receiver}",
    )
    _close(transfer, ProjectTransfer.State.ACCEPTED, by)
    _mail_answer(transfer)


@transaction.atomic
def decline(*, transfer: ProjectTransfer, by: Any) -> None:
    """The receiving organisation does not want it. Raises PermissionDenied or TransferError."""
    _row, transfer = _locked(transfer)
    if not grants_of(by).leads_actor(transfer.receiver_id):
        raise PermissionDenied
    _close(transfer, ProjectTransfer.State.DECLINED, by)
    _mail_answer(transfer)


@transaction.atomic
def take_back(*, transfer: ProjectTransfer, by: Any) -> None:
    """The giving organisation changes its mind. Raises PermissionDenied or TransferError."""
    row, transfer = _locked(transfer)
    if not may_offer(by, row):
        raise PermissionDenied
    _close(transfer, ProjectTransfer.State.TAKEN_BACK, by)


def _refuse_review(row: ProjectPage) -> None:
    if review.active_state(row, lock=True) is not None:
        raise TransferError(_("The project is being reviewed. Please wait for the answer, or withdraw the submission."))


def _locked(transfer: ProjectTransfer) -> tuple[ProjectPage, ProjectTransfer]:
    row = review.locked(transfer.page)
    fresh = ProjectTransfer.objects.select_related("giver", "receiver", "offered_by", "page").get(pk=transfer.pk)
    if fresh.state != ProjectTransfer.State.OPEN:
        raise TransferError(_("This offer has been answered already, or was taken back."))
    return row, fresh


def _close(transfer: ProjectTransfer, state: str, by: Any) -> None:
    transfer.state, transfer.decided_by, transfer.decided_at = state, by, timezone.now()
    transfer.save(update_fields=["state", "decided_by", "decided_at"])


def _move_pictures(row: ProjectPage, transfer: ProjectTransfer) -> None:
    """Pictures of the giving organisation that only this project shows follow it, so that its new people see them."""
    draft = row.get_latest_revision_as_object()
    shown = {image.pk: image for image in (draft.image, *pictures_in(draft.body)) if image}
    for image in shown.values():
        if image.collection_id == transfer.giver.collection_id and not _used_elsewhere(image, row):
            image.collection = transfer.receiver.collection
            image.save(update_fields=["collection"])


def _used_elsewhere(image: PortalImage, row: ProjectPage) -> bool:
    found = ReferenceIndex.get_references_to(image)
    return found.exclude(base_content_type=row.get_base_content_type(), object_id=str(row.pk)).exists()


def _leads(actor: Actor) -> list[Any]:
    return [membership.user for membership in actor.memberships.active_leads().select_related("user")]


def _mail_offer(made: ProjectTransfer) -> None:
    values = {"title": made.page.draft_title, "giver": made.giver, "receiver": made.receiver, "name": made.offered_by}

    def words() -> Words:
        return Words(
            subject=_("%(giver)s hands “%(title)s” to you") % values,
            happened=_("%(name)s of %(giver)s offers the project “%(title)s” to %(receiver)s.") % values,
            quote=made.note,
            next=_("If you accept, the project belongs to your organisation with its draft and its public page."),
            label=_("Look at the offer"),
            why=_("You get this mail because you lead “%(actor)s”.") % {"actor": made.receiver},
            otherwise=_("If you do nothing, everything stays as it is."),
        )

    address = partial(reverse, "projects:transfer_answer", args=[made.pk])
    tell(_leads(made.receiver), words, address, key=f"transfer-offered-{made.pk}")


def _mail_answer(transfer: ProjectTransfer) -> None:
    values = {"title": transfer.page.draft_title, "receiver": transfer.receiver, "giver": transfer.giver}
    accepted = transfer.state == ProjectTransfer.State.ACCEPTED
    people = [*_leads(transfer.giver), *([transfer.offered_by] if transfer.offered_by else [])]

    def words() -> Words:
        return Words(
            subject=(_("Handed over: “%(title)s”") if accepted else _("Not taken over: “%(title)s”")) % values,
            happened=(
                _("%(receiver)s has taken over “%(title)s”.")
                if accepted
                else _("%(receiver)s has not taken over “%(title)s”; it stays with you.")
            )
            % values,
            next="",
            label=_("Our projects"),
            why=_("You get this mail because you lead “%(actor)s”.") % {"actor": transfer.giver},
            otherwise=_("You need not do anything."),
        )

    tell(people, words, partial(reverse, "projects:mine"), key=f"transfer-answered-{transfer.pk}")
