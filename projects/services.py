"""What members do to their projects: begin, save a step, answer. Every write locks the page and keeps a revision."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Locale, WorkflowState

from actors.members import trust
from actors.members.proposals import is_proposal
from actors.models import Actor
from core import review
from core.models import Decision
from core.permissions import grants_of, may_edit
from core.slugs import slug_from
from projects.forms import BasicsForm, StepForm, fingerprint
from projects.models import ProjectIndexPage, ProjectPage, StartedProject

SLUG_LENGTH = 80


class NoCatalogue(Exception):
    """There is no catalogue the project could be put into; the message is for the person who tried."""


class Locked(Exception):
    """The project is being reviewed and this person may not change it now."""


class ChangedMeanwhile(Exception):
    """Somebody else has saved the same step; `stored` holds their words."""

    def __init__(self, stored: dict[str, Any]) -> None:
        self.stored = stored
        super().__init__()


def start_project(*, user: Any, actor: Actor, key: UUID, form: BasicsForm) -> ProjectPage:
    """A new draft of this organisation in the catalogue of its place. The same key leads to the same page."""
    if not grants_of(user).belongs_to(actor.pk):
        raise PermissionDenied
    try:
        with transaction.atomic():
            return _started(user, key) or _create(user, actor, key, form)
    except IntegrityError:
        # The same form was sent twice at the same moment; the other one has made the page.
        page = _started(user, key)
        if page is None:
            raise
        return page


def _started(user: Any, key: UUID) -> ProjectPage | None:
    start = StartedProject.objects.filter(user=user, key=key).select_related("page").first()
    return start.page if start else None


def was_started(user: Any, key: UUID) -> bool:
    """Whether this form has made its project already."""
    return _started(user, key) is not None


def _create(user: Any, actor: Actor, key: UUID, form: BasicsForm) -> ProjectPage:
    page = ProjectPage(actor=actor, owner=user, live=False, has_unpublished_changes=True)
    form.write(page)
    place_draft(page, user)
    StartedProject.objects.create(user=user, key=key, page=page)
    return page


def place_draft(page: ProjectPage, user: Any) -> ProjectPage:
    """Put a new draft into the catalogue of its place, with its first revision. Raises NoCatalogue."""
    index = catalogue_for(page)
    page.locale = index.locale
    page.slug = free_slug(index, page.title)
    index.add_child(instance=page)
    page.save_revision(user=user, clean=False, log_action=True)
    return page


def catalogue_for(project: ProjectPage) -> ProjectIndexPage:
    """The catalogue a project belongs to by its place, locked against a second project of the same name."""
    indexes = ProjectIndexPage.objects.select_for_update(of=("self",)).filter(locale=Locale.get_default())
    region_id = project.district.region_id if project.district and not project.works_statewide else None
    statewide = indexes.filter(region=None)
    index = (indexes.filter(region_id=region_id) if region_id else statewide).first() or statewide.first()
    if index is None:
        raise NoCatalogue(_("There is no catalogue for this place yet. Please tell the editorial desk."))
    return index


def free_slug(index: ProjectIndexPage, title: str) -> str:
    """A slug from the title that no project of the catalogue has."""
    stem = slug_from(title, SLUG_LENGTH) or "projekt"
    taken = set(index.get_children().filter(slug__startswith=stem).values_list("slug", flat=True))
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


@transaction.atomic
def save_step(*, project: ProjectPage, user: Any, form: StepForm) -> ProjectPage:
    """Keep a valid form in a new revision; the public page stays as it is. Saving the same again changes nothing.

    Raises PermissionDenied, Locked or ChangedMeanwhile.
    """
    row = editable(project, user)
    draft = row.get_latest_revision_as_object()
    before = form.read(draft)
    form.write(draft)
    after = form.read(draft)
    if after == before:
        return row
    if form.cleaned_data.get("loaded") != fingerprint(before):
        raise ChangedMeanwhile(before)
    if isinstance(form, BasicsForm) and not row.live and not _was_submitted(row):
        row, draft = _follow_place(row, draft, user)
    draft.save_revision(user=user, clean=False, log_action=True)
    return row


def editable(project: ProjectPage, user: Any) -> ProjectPage:
    """The project's row, locked until the transaction ends. Raises PermissionDenied or Locked."""
    row = review.locked(project)
    if not may_edit(user, row):
        raise PermissionDenied
    if is_locked_for(row, user):
        raise Locked
    return row


def is_locked_for(project: ProjectPage, user: Any) -> bool:
    """Whether this person has to wait for a review (or an editor) before changing the draft."""
    lock = project.get_lock()
    return bool(lock and lock.for_user(user))


def _was_submitted(project: ProjectPage) -> bool:
    return Decision.objects.about(project).exclude(kind=Decision.Kind.TRANSFERRED).exists()


def _follow_place(row: ProjectPage, draft: ProjectPage, user: Any) -> tuple[ProjectPage, ProjectPage]:
    """A draft nobody has been asked to review yet moves to the catalogue of its new place."""
    target = catalogue_for(draft)
    if row.is_child_of(target):
        return row, draft
    row.slug = draft.slug = free_slug(target, draft.title)
    row.save(clean=False)
    MovePageAction(row, target, pos="last-child", user=user).execute(skip_permission_checks=True)
    moved = ProjectPage.objects.get(pk=row.pk)
    moved.save(update_fields=["region"])
    for name in ("path", "depth", "url_path", "region_id"):
        setattr(draft, name, getattr(moved, name))
    return moved, draft


@transaction.atomic
def send_to_review(*, project: ProjectPage, user: Any, done: Iterable[int], note: str) -> WorkflowState | None:
    """Submit, or answer requested changes and send the draft back; `done` are ids of points.

    None where a trusted organisation's small correction went live at once. Raises what `core.review.submit` raises.
    """
    if project.actor is not None and is_proposal(project.actor):
        raise review.NotReady([_("Your organisation has to be confirmed by the editorial desk first.")])
    if trust.correct(obj=project, user=user) is not None:
        return None
    state = review.active_state(project)
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return review.answer_and_submit(obj=project, user=user, comment=note, done=done)
    return review.submit(obj=project, user=user)
