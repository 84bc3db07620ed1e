"""Calendars that programs read: one event to save, a list to subscribe to."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from core.models import PageTopic
from events.ical import BERLIN
from events.models import EventIndexPage, EventPage, Occurrence
from tests.factories import make_event, make_event_date, make_topic, region_index

pytestmark = pytest.mark.django_db


def read(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return Calendar.from_ical(response.content)


def only_event(client, page):
    [event] = read(client, f"{page.url}termin.ics").events
    return event


def dated(day=date(2031, 7, 3), **fields):
    return make_event_date(start_date=day, **fields)


def test_an_event_is_a_file_named_after_it(client):
    page = make_event(live=True)
    response = client.get(f"{page.url}termin.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="{page.slug}.ics"'
    assert not response.cookies


def test_times_are_given_in_the_time_zone_of_the_event(client):
    page = make_event(live=True, dates=[dated()])
    body = client.get(f"{page.url}termin.ics").content
    assert b"DTSTART;TZID=Europe/Berlin:20310703T170000\r\n" in body
    assert b"DTEND;TZID=Europe/Berlin:20310703T193000\r\n" in body


def test_the_calendar_defines_each_time_zone_it_uses(client):
    page = make_event(live=True, dates=[dated(), dated(date(2031, 7, 4), timezone="Europe/London")])
    calendar = read(client, f"{page.url}termin.ics")
    assert {zone.tz_name for zone in calendar.timezones} == {"Europe/Berlin", "Europe/London"}
    assert not calendar.get_missing_tzids()


@pytest.mark.parametrize("month", range(1, 13))
def test_the_rules_for_berlin_agree_with_the_system(month):
    ours = Calendar.from_ical(f"BEGIN:VCALENDAR\r\n{BERLIN}END:VCALENDAR\r\n").timezones[0].to_tz(lookup_tzid=False)
    for day in (1, 15, 26, 28):
        noon = datetime(2027, month, day, 12, tzinfo=ours)
        assert noon.utcoffset() == noon.replace(tzinfo=ZoneInfo("Europe/Berlin")).utcoffset()


def test_whole_days_are_dates_and_end_on_the_day_after(client):
    page = make_event(live=True, dates=[dated(all_day=True, end_date=date(2031, 7, 5))])
    event = only_event(client, page)
    assert event["DTSTART"].dt == date(2031, 7, 3)
    assert event["DTEND"].dt == date(2031, 7, 6)
    assert b"VTIMEZONE" not in client.get(f"{page.url}termin.ics").content


def test_an_open_end_is_left_open(client):
    assert "DTEND" not in only_event(client, make_event(live=True, dates=[dated(end_time=None)]))


def test_text_is_escaped_and_free_of_control_characters(client):
    page = make_event(
        live=True, title="Kaffee; Kuchen, und \\mehr", lead="Erste Zeile\nzweite\x0b Zeile", venue="Haus 3, Hof; links"
    )
    body = client.get(f"{page.url}termin.ics").content.decode()
    assert "SUMMARY:Kaffee\\; Kuchen\\, und \\\\mehr\r\n" in body
    assert "LOCATION:Haus 3\\, Hof\\; links\\, Freiberg\r\n" in body
    assert "\x0b" not in body
    assert all(len(line.encode()) <= 75 for line in body.split("\r\n"))
    assert only_event(client, page)["SUMMARY"] == "Kaffee; Kuchen, und \\mehr"


def test_place_and_address_of_the_page_are_given(client):
    page = make_event(live=True, street="Obermarkt 1", postcode="09599")
    event = only_event(client, page)
    assert event["LOCATION"] == "Bürgerhaus, Obermarkt 1, 09599 Freiberg"
    assert event["URL"] == f"http://localhost{page.url}"
    assert 50 < event["GEO"].latitude < 52
    assert 12 < event["GEO"].longitude < 15


def test_an_online_event_has_no_coordinates(client):
    page = make_event(live=True, attendance="online", online_note="Der Link kommt per Mail.", postcode="09599")
    event = only_event(client, page)
    assert "GEO" not in event
    assert event["LOCATION"] == "Online"
    assert "Der Link kommt per Mail." in event["DESCRIPTION"]


def test_uid_stays_and_sequence_rises_when_the_time_changes(client, republish):
    page = make_event(live=True)
    before = only_event(client, page)
    republish(page, lambda draft: setattr(draft.dates.get(), "start_time", time(18)))
    after = only_event(client, page)
    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after["LAST-MODIFIED"].dt >= before["LAST-MODIFIED"].dt


def test_a_new_text_shows_in_last_modified(client, republish):
    page = make_event(live=True)
    Occurrence.objects.update(changed_at=timezone.now() - timedelta(days=3))
    EventPage.objects.update(last_published_at=timezone.now() - timedelta(days=3))
    before = only_event(client, page)
    republish(page, lambda draft: setattr(draft, "title", "Neuer Titel"))
    after = only_event(client, page)
    assert after["LAST-MODIFIED"].dt > before["LAST-MODIFIED"].dt
    assert after["SEQUENCE"] == 0


def test_a_cancelled_event_says_so_in_status_title_and_text(client, republish):
    page = make_event(live=True, title="Erzählcafé")

    def cancel(draft):
        draft.status, draft.status_reason = "cancelled", "Sturmwarnung."

    republish(page, cancel)
    with translation.override("en"):
        event = only_event(client, page)
    assert event["STATUS"] == "CANCELLED"
    assert event["SUMMARY"].endswith(": Erzählcafé")
    assert "Sturmwarnung." in event["DESCRIPTION"]


def test_an_event_that_takes_place_is_confirmed(client):
    assert only_event(client, make_event(live=True))["STATUS"] == "CONFIRMED"


def test_each_date_of_an_event_is_an_entry_of_its_own(client):
    page = make_event(live=True, dates=[make_event_date(10), make_event_date(17)])
    first, second = read(client, f"{page.url}termin.ics").events
    assert first["UID"] != second["UID"]


def test_the_calendar_of_a_region_holds_its_own_events(client):
    own = make_event("chemnitz", live=True)
    make_event("dresden", live=True)
    index = region_index(EventIndexPage, "chemnitz")
    response = client.get(f"{index.url}calendar.ics")
    calendar = Calendar.from_ical(response.content)
    assert [event["SUMMARY"] for event in calendar.events] == [own.title]
    assert response["Content-Disposition"] == 'attachment; filename="veranstaltungen-chemnitz.ics"'
    assert index.title in calendar.calendar_name


def test_the_statewide_calendar_holds_all_regions(client):
    make_event("chemnitz", live=True)
    make_event("dresden", live=True)
    assert len(read(client, f"{region_index(EventIndexPage, None).url}calendar.ics").events) == 2


def test_a_calendar_keeps_the_filters_of_its_list(client):
    topic = make_topic(slug="pflege")
    tagged = make_event(live=True)
    PageTopic.objects.create(page=tagged, topic=topic)
    make_event(live=True)
    events = read(client, f"{region_index(EventIndexPage, None).url}calendar.ics?topic=pflege").events
    assert [event["SUMMARY"] for event in events] == [tagged.title]


def test_a_calendar_keeps_what_has_been_lately_and_lets_go_of_the_rest(client):
    recent = make_event(live=True, dates=[make_event_date(-20)])
    make_event(live=True, dates=[make_event_date(-300)])
    events = read(client, f"{region_index(EventIndexPage, None).url}calendar.ics").events
    assert [event["SUMMARY"] for event in events] == [recent.title]


def test_an_unchanged_calendar_is_not_sent_twice(client):
    make_event(live=True)
    url = f"{region_index(EventIndexPage, None).url}calendar.ics"
    first = client.get(url)
    assert client.get(url, headers={"if-none-match": first["ETag"]}).status_code == 304
    assert client.get(url, headers={"if-modified-since": first["Last-Modified"]}).status_code == 304
    assert client.get(url, headers={"if-none-match": '"other"'}).status_code == 200


def test_drafts_and_restricted_events_have_no_calendar(client):
    draft = make_event()
    restricted = make_event(live=True)
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    assert client.get(f"{draft.url}termin.ics").status_code == 404
    assert client.get(f"{restricted.url}termin.ics").status_code == 404
    assert not read(client, f"{region_index(EventIndexPage, None).url}calendar.ics").events


@pytest.mark.parametrize("path", ["calendar.ics", "archiv/calendar.ics", "feed.atom", "nicht-da.ics"])
def test_only_the_files_of_a_page_are_found_below_it(client, path):
    page = make_event(live=True)
    assert client.get(f"{page.url}{path}").status_code == 404


def test_the_archive_has_no_calendar_of_its_own(client):
    index = region_index(EventIndexPage, None)
    assert client.get(f"{index.url}archiv/calendar.ics").status_code == 404


def test_calendars_are_read_only(client):
    assert client.post(f"{region_index(EventIndexPage, None).url}calendar.ics").status_code == 405


def test_stamps_are_in_universal_time(client):
    event = only_event(client, make_event(live=True))
    assert event["DTSTAMP"].dt.utcoffset() == timedelta(0)
    assert event["CREATED"].dt <= datetime.now(UTC)
