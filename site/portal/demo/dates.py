"""Events of the demo: their dates are counted from the day of loading, so that some always lie ahead."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from actors.models import Actor, ContactPerson
from events.models import EventIndexPage, EventPage
from events.models.dates import EventDate
from events.models.page import EventContact
from portal.demo.blocks import stream
from portal.demo.content import read
from portal.demo.pages import add_draft, author_of, index_of, new_entries, topics, use_opening_picture

EVENT_FIELDS = ("title", "attendance", "venue", "street", "postcode", "city", "online_note")


def load_events() -> None:
    today = timezone.localdate()
    for entry in new_entries(read("events")["event"], EventPage):
        with transaction.atomic():
            _add_event(entry, today)


def _add_event(entry: dict[str, Any], today: date) -> None:
    actor = Actor.objects.filter(slug=entry["actor"]).first()
    page = EventPage(
        slug=entry["slug"],
        lead=entry["lead"].strip(),
        status=entry["status"],
        status_reason=entry.get("reason", ""),
        access_notes=entry.get("access_notes", "").strip(),
        actor=actor,
        organiser=actor,
        **{name: entry.get(name, "") for name in EVENT_FIELDS},
    )
    page.body = page.body.stream_block.to_python(stream(entry.get("body", [])))
    page.page_topics = topics(entry)
    page.dates = [_date(session, today) for session in entry["sessions"]]
    page.contact_links = [
        EventContact(person=contact) for contact in ContactPerson.objects.filter(slug__in=entry.get("contacts", []))
    ]
    use_opening_picture(page, entry)
    add_draft(page, index_of(EventIndexPage, entry["region"]), author_of(entry))


def _date(session: dict[str, Any], today: date) -> EventDate:
    first = today + timedelta(days=session["start_offset_days"])
    minutes = timedelta(minutes=session["duration_minutes"])
    if session.get("all_day"):
        last = (datetime.combine(first, time.min) + minutes - timedelta(minutes=1)).date()
        return EventDate(start_date=first, end_date=last if last != first else None, all_day=True)
    start = datetime.combine(first, time.fromisoformat(session["start_time"]))
    end = start + minutes
    return EventDate(
        start_date=first,
        start_time=start.time(),
        end_date=end.date() if end.date() != first else None,
        end_time=end.time(),
    )
