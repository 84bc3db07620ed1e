"""Asks the people of public content whether it is still right, when it is due. Regular work, safe to repeat.

Everything counts from the day on which people were really asked, so that work that stood still for weeks catches up
without skipping a reminder; and nobody gets more than a few of these mails a day.
"""

import logging
import secrets
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import CharField, Exists, IntegerField, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone

from core.aftercare import care as care_services
from core.aftercare import mails
from core.aftercare.models import Care, CheckLink, Concern, Round, TakeDown
from core.models import Decision
from core.search.index import searchable_models

logger = logging.getLogger(__name__)

REMIND_AFTER = timedelta(days=14)
ESCALATE_AFTER = timedelta(days=14)
TELL_READERS_AFTER = timedelta(days=60)
LINK_VALID = timedelta(days=60)
AT_ONCE = 100
Step = CheckLink.Step


def do_due_checks(now: datetime) -> int:
    """Take new content into care, ask, remind, hand to the region; returns how many mails were written."""
    take_into_care()
    mailed = 0
    for step, rows in (
        (Step.ASKED, due(now)),
        (Step.REMINDED, to_remind(now)),
        (Step.ESCALATED, to_escalate(now)),
    ):
        for pk in rows.values_list("pk", flat=True)[:AT_ONCE]:
            try:
                mailed += _ask(pk, now) if step == Step.ASKED else _go_on(pk, step, now)
            except IntegrityError:
                logger.info("Another process has written this mail: %s %s", step, pk)
    return mailed


def take_into_care() -> None:
    """Give a row to what became public before there were any, with what the ledger says of its last check."""
    for model in searchable_models():
        if not model.gated:
            continue
        content_type = model().get_base_content_type()
        known = Care.objects.filter(base_content_type=content_type, object_id=Cast(OuterRef("pk"), CharField()))
        rows = model._base_manager.filter(~Exists(known), live=True)
        for obj in care_services.sources(rows)[:AT_ONCE]:
            with transaction.atomic():
                opened = Decision.objects.about(obj).opening().filter(revision=obj.live_revision).last()
                care_services.take_over(obj, opened)


def due(now: datetime) -> QuerySet[Care]:
    """Content that is due and about which nobody has been asked since."""
    asked = Round.objects.filter(care=OuterRef("pk"), closed_at=None)
    waiting = Concern.objects.filter(care=OuterRef("pk"), settled_at=None)
    down = TakeDown.objects.filter(care=OuterRef("pk"))
    rows = Care.objects.filter(due_on__lte=timezone.localdate(now))
    return rows.exclude(Exists(asked)).exclude(Exists(waiting)).exclude(Exists(down)).order_by("due_on", "pk")


def due_pages(until: date) -> QuerySet[Any]:
    """Ids of pages that are to be checked by then, or of which somebody says that they are not right any more."""
    doubted = Concern.objects.filter(care=OuterRef("pk"), settled_at=None)
    rows = Care.objects.filter(Q(due_on__lte=until) | Exists(doubted), key__startswith="page:")
    rows = rows.exclude(Exists(TakeDown.objects.filter(care=OuterRef("pk"))))
    return rows.annotate(page_id=Cast("object_id", IntegerField())).values("page_id")


def to_remind(now: datetime) -> QuerySet[Round]:
    rows = Round.objects.filter(closed_at=None, reminded_at=None, escalated_at=None)
    return rows.filter(asked_at__lte=now - REMIND_AFTER).order_by("asked_at", "pk")


def to_escalate(now: datetime) -> QuerySet[Round]:
    rows = Round.objects.filter(closed_at=None, escalated_at=None)
    return rows.filter(reminded_at__lte=now - ESCALATE_AFTER).order_by("reminded_at", "pk")


@transaction.atomic
def _ask(care_id: int, now: datetime) -> int:
    care = Care.objects.select_for_update(of=("self",)).get(pk=care_id)
    obj = care.subject
    if obj is None or not obj.live or care.due_on is None:
        # Nothing to ask about; when it is published again, a new date is set.
        care.due_on = None
        care.save(update_fields=["due_on"])
        return 0
    people = mails.people_of(obj)
    step = Step.ASKED if people else Step.ESCALATED
    people = people or mails.desk_of(obj)
    if not people:
        logger.error("Nobody can be asked whether %s is still right", care.key)
    if _somebody_has_enough(people, now):
        return 0
    opened = Round.objects.create(
        care=care, due_on=care.due_on, asked_at=now, escalated_at=now if step == Step.ESCALATED else None
    )
    return _send(opened, obj, people, step, now)


@transaction.atomic
def _go_on(round_id: int, step: str, now: datetime) -> int:
    opened = Round.objects.select_for_update(of=("self",)).select_related("care").get(pk=round_id)
    field = "reminded_at" if step == Step.REMINDED else "escalated_at"
    if opened.closed_at or getattr(opened, field):
        return 0
    obj = opened.care.subject
    if obj is None or not obj.live:
        opened.closed_at, opened.outcome = now, Round.Outcome.SETTLED
        opened.save(update_fields=["closed_at", "outcome"])
        return 0
    people = mails.people_of(obj) if step == Step.REMINDED else mails.desk_of(obj)
    if _somebody_has_enough(people, now):
        return 0
    setattr(opened, field, now)
    opened.save(update_fields=[field])
    return _send(opened, obj, people, step, now)


def _somebody_has_enough(people: list[Any], now: datetime) -> bool:
    """Whether one of them has had the day's share of mails; then it is another day's turn."""
    sent = CheckLink.objects.filter(sent_at__gt=now - timedelta(days=1), sent_at__lte=now)
    return any(sent.filter(user=person).count() >= settings.AFTERCARE_MAILS_A_DAY for person in people)


def _send(opened: Round, obj: Any, people: list[Any], step: str, now: datetime) -> int:
    for person in people:
        token = secrets.token_urlsafe(32)
        link = CheckLink.objects.create(
            round=opened,
            user=person,
            step=step,
            token_hash=CheckLink.hash_of(token),
            sent_at=now,
            expires_at=now + LINK_VALID,
        )
        mails.ask(link, token, obj, people)
    return len(people)
