"""Requests and tandems of the mentor programme, led by its own services and moved to the days on which they were."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.confirming import contact_for
from actors.models import Actor
from core.models import District, FundingSource, Topic
from core.saxony import lookup_postcode
from core.workdays import add_working_days
from mentoring.models import Mentor
from mentoring.tandems import asking, deciding, steering, walking
from mentoring.tandems.asking import Wish
from mentoring.tandems.clock import ENDS
from mentoring.tandems.models import Agreement, Feedback, Match, Problem, Session, Side, State
from mentoring.tandems.states import enter, lock
from portal.demo.content import read

MOMENTS = ("created_at", "since", "requested_at", "answered_at")
DAYS = ("meeting_on", "started_on", "ends_on", "remind_on", "due_on")
STAGES = (State.ACCEPTED, State.FIRST_MEETING, State.RUNNING, State.FINISHED, State.ENDED)
SHEET = "Was wir besprechen, bleibt unter uns. Fotos und Namen nur nach Rücksprache."


def load_tandems() -> None:
    """All of them, unless somebody has asked already."""
    if Match.objects.exists():
        return
    for entry in read("tandems")["tandem"]:
        _lead(entry)
    for entry in read("tandems")["declaration"]:
        mentor = Mentor.objects.get(slug=entry["mentor"])
        steering.declare(
            mentor=mentor,
            user=mentor.user,
            sources=FundingSource.objects.filter(slug__in=entry.get("funding", [])),
            whole=False,
            competitors=Actor.objects.filter(slug__in=entry.get("competitors", [])),
        )


def _wish(entry: dict[str, Any]) -> Wish:
    postcode = lookup_postcode(entry["postcode"])
    district = District.objects.select_related("region").get(ags=postcode.ags) if postcode else None
    actor = Actor.objects.filter(slug=entry.get("actor", "")).first()
    return Wish(
        name=entry["name"],
        project=entry["project"],
        goal=entry["goal"],
        topics=list(Topic.objects.filter(slug__in=entry["topics"])),
        district=district,
        region=district.region if district else None,
        actor=actor,
        organisation=actor.name if actor else entry.get("organisation", ""),
        funding=list(FundingSource.objects.filter(slug__in=entry.get("funding", []))),
        languages=entry.get("languages", ["de"]),
        formats=entry.get("formats", []),
        access=entry.get("access", []),
    )


@transaction.atomic
def _lead(entry: dict[str, Any]) -> None:
    mentor = Mentor.objects.filter(slug=entry.get("mentor", "")).first()
    email = f"{entry['slug']}@example.org"
    made = asking.ask(wish=_wish(entry), mentor=mentor, email=email, language="de")
    match = asking.begin(match=made, contact=contact_for(email=email, language="de"))
    user: Any = mentor.user if mentor else None
    state = entry["state"]
    if state in STAGES:
        _go_on(match, user, entry)
    elif state == State.QUESTION:
        deciding.ask_back(match=match, user=user, text=entry["question"])
    elif state == State.DECLINED:
        deciding.decline(match=match, user=user, reason=entry["reason"], words=entry["words"])
    elif state == State.WITHDRAWN:
        asking.withdraw(match=match)
    elif state == State.EXPIRED:
        reached, kind = ENDS[State.REQUESTED]
        enter(lock(match.pk), reached, kind, by=Side.NOBODY)
    _move(Match.objects.get(pk=match.pk), entry)


def _go_on(match: Match, user: Any, entry: dict[str, Any]) -> None:
    state, today = entry["state"], timezone.localdate()
    deciding.accept(match=match, user=user, unbiased=True)
    if state == State.ACCEPTED:
        return
    walking.meet(match=match, by=Side.MENTOR, on=today + timedelta(days=9))
    if state == State.FIRST_MEETING:
        return
    sheet = walking.write_agreement(
        match=match,
        by=Side.MENTOR,
        goal=entry["goal"],
        rhythm=entry.get("rhythm", "einmal im Monat"),
        months=entry.get("months", 6),
        confidentiality=SHEET,
    )
    walking.agree(match=match, by=Side.MENTEE, version=sheet.version)
    for row in entry.get("sessions", []):
        on = today - timedelta(days=row["days"])
        Session.objects.create(match=match, on=on, minutes=row["minutes"], topic=row["topic"])
    for row in entry.get("feedback", []):
        Feedback.objects.create(match=match, kind=Feedback.Kind.MIDTERM, **row)
    if "problem" in entry:
        walking.tell_problem(match=match, by=Side.MENTEE, text=entry["problem"])
    if state == State.FINISHED:
        walking.finish(match=match, by=Side.MENTOR)
    elif state == State.ENDED:
        walking.end(match=match, by=Side.MENTEE, reason=entry["reason"])


def _move(match: Match, entry: dict[str, Any]) -> None:
    """Let it have begun so many days ago; what is over ended in the last weeks."""
    past = timedelta(days=entry["days"])
    for name in MOMENTS:
        if getattr(match, name) is not None:
            setattr(match, name, getattr(match, name) - past)
    for name in DAYS:
        day = getattr(match, name)
        ahead = match.state in (State.ACCEPTED, State.FIRST_MEETING) and name == "meeting_on"
        if day is not None and not ahead:
            # What is promised is promised for a working day.
            setattr(match, name, add_working_days(day - past, 0))
    if match.ended_at is not None:
        match.ended_at -= past / 4
    if match.state == State.RUNNING and match.remind_on and match.remind_on <= timezone.localdate():
        match.reminded_at = timezone.now()
    match.save()
    for number, step in enumerate(match.steps.all()):
        step.at = step.at - past + timedelta(days=min(number, entry["days"]))
        step.save(update_fields=["at"])
    Agreement.objects.filter(match=match).update(
        written_at=match.since - timedelta(days=1), agreed_at=match.since if match.started_on else None
    )
    Problem.objects.filter(match=match).update(told_at=timezone.now() - timedelta(days=2))
