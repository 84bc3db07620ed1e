"""Services around checks: what a publication means for the next review date, "still right", "not right any more"."""

from calendar import monthrange
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from core import gate, review
from core.aftercare import mails
from core.aftercare.models import Care, Concern, Round, TakeDown, key_of
from core.models import Decision
from core.permissions import grants_of, may_edit

MAX_WORDS = 2000


class CareError(Exception):
    """A step that cannot be taken now; the message is for the person who tried."""


def sources(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Those whose checks count: translations and aliases follow their original."""
    if not issubclass(rows.model, Page):
        return rows
    default = Locale.get_default()
    original = Page.objects.filter(translation_key=OuterRef("translation_key"), locale=default)
    return rows.filter(Q(locale=default) | ~Exists(original), alias_of=None)


def is_source(obj: Any) -> bool:
    """Whether checks of this object count."""
    return sources(type(obj)._base_manager.filter(pk=obj.pk)).exists()


def source_of(page: Any) -> Any:
    """The page whose desk answers for all of its versions."""
    page = page.alias_of if page.alias_of_id else page
    source = Page.objects.filter(translation_key=page.translation_key, locale=Locale.get_default()).first()
    return (source or page).specific


def care_of(obj: Any) -> Care:
    """The object's row; made where there is none yet."""
    source = source_of(obj) if isinstance(obj, Page) else obj
    place = {"base_content_type": source.get_base_content_type(), "object_id": str(source.pk)}
    care, _created = Care.objects.get_or_create(key=key_of(source), defaults=place)
    if care.object_id != place["object_id"]:
        # The first language came later than a translation.
        care.object_id = str(source.pk)
        care.save(update_fields=["object_id"])
    return care


def locked_care(obj: Any) -> Care:
    """The row, locked until the transaction ends."""
    return Care.objects.select_for_update(of=("self",)).get(pk=care_of(obj).pk)


def default_due(obj: Any, checked: date) -> date | None:
    """When content of this kind is due if its editors give no date; None where nobody is asked by itself."""
    months = settings.AFTERCARE_MONTHS.get(obj._meta.label_lower, 0)
    return add_months(checked, months) if months else None


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def take_over(obj: Any, decision: Decision | None) -> None:
    """Take note of a publication: an approval is a check, and a review date that is new counts once."""
    care = locked_care(obj)
    today = timezone.localdate()
    checked = decision is not None and decision.kind == Decision.Kind.APPROVED
    if decision is not None and checked:
        care.checked_on = max(timezone.localdate(decision.decided_at), care.checked_on or date.min)
    given, known = getattr(obj, "review_date", None), care.given_on
    care.given_on = given
    if given is not None and given != known:
        care.due_on = given
    elif given is not None and care.due_on == given and given > today:
        pass  # The date its editors gave still lies ahead.
    elif checked or care.due_on is None:
        care.due_on = default_due(obj, care.checked_on or today)
    care.save()
    if checked:
        settle(care, Round.Outcome.SETTLED)


def settle(care: Care, outcome: str) -> None:
    """End the open round and the open doubts: somebody has looked."""
    now = timezone.now()
    care.rounds.filter(closed_at=None).update(closed_at=now, outcome=outcome)
    care.concerns.filter(settled_at=None).update(settled_at=now)


def may_confirm(user: Any, obj: Any) -> bool:
    """Whoever may edit the content answers for its being right; of a mentor's profile also the mentor."""
    return may_edit(user, obj) or (user.is_authenticated and getattr(obj, "user_id", None) == user.pk)


@transaction.atomic
def confirm(*, obj: Any, user: Any, answer: str = "") -> Decision | None:
    """Keep that the content is still right; None if somebody has said so today already.

    Those whose doubts this settles get `answer` by mail. Raises PermissionDenied, or CareError where there is nothing
    public to confirm.
    """
    obj = review.locked(source_of(obj) if isinstance(obj, Page) else obj)
    if not may_confirm(user, obj):
        raise PermissionDenied
    care = locked_care(obj)
    if not obj.live or TakeDown.objects.filter(care=care).exists():
        raise CareError(_("This is not public any more, so there is nothing to confirm."))
    today = timezone.localdate()
    doubts = list(care.concerns.filter(settled_at=None).select_related("user"))
    if care.checked_on == today and not doubts and not care.rounds.filter(closed_at=None).exists():
        return None
    decision = gate.record(Decision.Kind.CONFIRMED, obj, revision=obj.live_revision, user=user)
    care.checked_on = today
    # A date that still lies ahead was given on purpose.
    if care.due_on is None or care.due_on <= today or care.due_on != care.given_on:
        care.due_on = default_due(obj, today)
    care.save()
    settle(care, Round.Outcome.CONFIRMED)
    for doubt in doubts:
        mails.answer_doubt(doubt, obj, by=user, answer=answer.replace("\x00", "").strip()[:MAX_WORDS])
    return decision


@transaction.atomic
def doubt(*, obj: Any, user: Any, words: str, kind: str = Concern.Kind.OUTDATED) -> Concern:
    """Keep somebody's words and tell the desk; the same person's words of the same kind are told once.

    Raises PermissionDenied, or CareError without words or while earlier words wait for an answer.
    """
    obj = review.locked(source_of(obj) if isinstance(obj, Page) else obj)
    right = may_confirm(user, obj)
    if kind == Concern.Kind.TAKE_DOWN:
        right = may_ask_to_take_down(user, obj)
    if not right:
        raise PermissionDenied
    words = words.replace("\x00", "").strip()[:MAX_WORDS]
    if not words:
        raise CareError(_("Please say in a few words what is not right any more, or why."))
    if not obj.live:
        raise CareError(_("This is not public any more."))
    care = locked_care(obj)
    try:
        with transaction.atomic():
            concern = Concern.objects.create(care=care, kind=kind, words=words, user=user)
    except IntegrityError:
        raise CareError(_("You have told the editorial desk already. It will answer you.")) from None
    care.rounds.filter(closed_at=None).update(closed_at=timezone.now(), outcome=Round.Outcome.OUTDATED)
    mails.tell_desk(concern, obj)
    return concern


def may_ask_to_take_down(user: Any, obj: Any) -> bool:
    """Leads of the owning organisation ask; the desk decides."""
    return grants_of(user).leads_actor(obj.governing_actor_id)
