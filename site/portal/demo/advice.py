"""Advisers with hours and people whom they advise, led by the services of advice; dates follow today."""

from datetime import time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.confirming import contact_for
from accounts.models import User
from core.models import Topic
from mentoring.advice import advising, booking
from mentoring.advice.models import Adviser, Booking, CallBack, Case, Hours
from mentoring.advice.people import advisers_for
from mentoring.advice.slots import free_slots
from portal.demo.content import read

# Talks of the past lie a week back or more.
BACK = timedelta(days=7)
OVER = {"done", "missed"}


def load_advice() -> None:
    """All of it, unless somebody advises already."""
    if Adviser.objects.exists():
        return
    content = read("advice")
    emails = {user["key"]: user["email"] for user in read("people")["user"]}
    advisers = {entry["key"]: _adviser(entry, emails[entry["key"]]) for entry in content["adviser"]}
    for number, entry in enumerate(content["case"]):
        _case(entry, advisers[entry["adviser"]], number)


def _adviser(entry: dict[str, Any], email: str) -> Adviser:
    user = User.objects.get(email=email)
    role = user.region_roles.get(role="adviser")
    made = Adviser.objects.create(
        user=user,
        region=role.region,
        languages=entry["languages"],
        at_place=True,
        address=entry["address"],
        step_free=True,
        directions=entry["directions"],
        by_video=entry["by_video"],
        at_home=entry["at_home"],
    )
    made.topics.set(Topic.objects.filter(slug__in=entry["topics"]))
    for row in entry["hours"]:
        Hours.objects.create(adviser=made, weekday=row["weekday"], starts=time(row["starts"]), ends=time(row["ends"]))
    return made


@transaction.atomic
def _case(entry: dict[str, Any], adviser: Adviser, number: int) -> None:
    email, state = f"{entry['slug']}@example.org", entry["state"]
    concern = booking.Concern(
        name=entry["name"],
        email=email,
        phone=f"0171 39200 {number + 10:02}",
        words=entry["words"],
        needs=entry.get("needs", []),
        region=adviser.region,
        topic=Topic.objects.filter(slug=entry.get("topic", "")).first(),
        language="de",
    )
    contact = contact_for(email=email, language="de")
    if state.startswith("call") and state != "called_off":
        case = booking.confirm(case=booking.ask_call_back(concern=concern), contact=contact)
        if state == "call_taken":
            advising.take(call=CallBack.objects.get(case=case), user=adviser.user)
        return
    slot = _slot(adviser, number % 4)
    case = booking.hold(concern=concern, adviser_id=adviser.pk, starts_at=slot.starts_at, way=entry["way"])
    if state == "held":
        return
    case = booking.confirm(case=case, contact=contact)
    if state == "moved":
        other = _slot(adviser, 3)
        booking.choose(case=case, adviser_id=adviser.pk, starts_at=other.starts_at, way=entry["way"])
    elif state == "cancelled":
        booking.cancel(case=case)
    elif state == "called_off":
        advising.cancel_by_adviser(case=case, by=adviser.user, reason="Ich bin an dem Tag auf einer Beerdigung.")
    elif state in OVER:
        _over(entry, case, adviser)


def _slot(adviser: Adviser, number: int) -> Any:
    fresh = next(one for one in advisers_for(adviser.region_id) if one.pk == adviser.pk)
    return free_slots([fresh], timezone.now())[number]


def _over(entry: dict[str, Any], case: Case, adviser: Adviser) -> None:
    """The talk was some weeks ago."""
    row = Booking.objects.get(case=case)
    while row.starts_at > timezone.now():
        row.starts_at, row.ends_at = row.starts_at - BACK, row.ends_at - BACK
        row.made_at = row.starts_at - BACK
    row.save()
    if entry["state"] == "missed":
        advising.miss(case=case, by=adviser.user)
    else:
        advising.record(case=case, by=adviser.user, minutes=entry["minutes"], result=entry["result"])
