"""Stretches of time in words, in every language of the site."""

from datetime import date, time

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from events.span import Span, SpanError
from events.when import PATTERNS, days_in_words, in_words, is_one_day, times_in_words


def span(first, last=None, start="17:00", end="19:30", timezone="Europe/Berlin"):
    return Span.from_wall_clock(
        start_date=date.fromisoformat(first),
        end_date=date.fromisoformat(last) if last else None,
        start_time=time.fromisoformat(start) if start else None,
        end_time=time.fromisoformat(end) if end else None,
        all_day=not start,
        timezone=timezone,
    )


EVENING = span("2026-12-03")
OPEN_END = span("2026-12-03", end=None)
WHOLE_DAY = span("2026-12-03", start=None)
THREE_DAYS = span("2026-12-03", "2026-12-05", start=None)
OVER_MONTHS = span("2026-11-30", "2026-12-02", start=None)
OVER_YEARS = span("2026-12-30", "2027-01-02", start=None)
WORKSHOP = span("2026-12-03", "2026-12-05", "17:00", "12:00")
NIGHT = span("2026-12-05", "2026-12-06", "20:00", "01:00")
LONDON = span("2026-12-03", timezone="Europe/London")
NEW_YORK = span("2026-12-03", timezone="America/New_York")
SPRING_FORWARD = span("2026-03-28", "2026-03-29", "22:00", "04:00")


@pytest.mark.parametrize(
    ("stretch", "words"),
    [
        (EVENING, "Donnerstag, 3. Dezember 2026, 17:00–19:30 Uhr"),
        (OPEN_END, "Donnerstag, 3. Dezember 2026, 17:00 Uhr"),
        (WHOLE_DAY, "Donnerstag, 3. Dezember 2026, ganztägig"),
        (THREE_DAYS, "3. bis 5. Dezember 2026"),
        (OVER_MONTHS, "30. November bis 2. Dezember 2026"),
        (OVER_YEARS, "30. Dezember 2026 bis 2. Januar 2027"),
        (WORKSHOP, "3. Dezember 2026, 17:00 Uhr, bis 5. Dezember 2026, 12:00 Uhr"),
        (NIGHT, "Samstag, 5. Dezember 2026, 20:00 Uhr bis 01:00 Uhr am nächsten Tag"),
        (LONDON, "Donnerstag, 3. Dezember 2026, 17:00–19:30 Uhr (Ortszeit London)"),
        (NEW_YORK, "Donnerstag, 3. Dezember 2026, 17:00–19:30 Uhr (Ortszeit New York)"),
        (SPRING_FORWARD, "Samstag, 28. März 2026, 22:00 Uhr bis 04:00 Uhr am nächsten Tag"),
    ],
)
def test_german_words(stretch, words):
    assert in_words(stretch, "de") == words


@pytest.mark.parametrize(
    ("stretch", "words"),
    [
        (EVENING, "Thursday, 3 December 2026, 17:00–19:30"),
        (OPEN_END, "Thursday, 3 December 2026, 17:00"),
        (WHOLE_DAY, "Thursday, 3 December 2026, all day"),
        (THREE_DAYS, "3 to 5 December 2026"),
        (OVER_MONTHS, "30 November to 2 December 2026"),
        (OVER_YEARS, "30 December 2026 to 2 January 2027"),
        (WORKSHOP, "3 December 2026, 17:00, to 5 December 2026, 12:00"),
        (NIGHT, "Saturday, 5 December 2026, 20:00 to 01:00 the next day"),
        (LONDON, "Thursday, 3 December 2026, 17:00–19:30 (London time)"),
    ],
)
def test_english_words(stretch, words):
    assert in_words(stretch, "en") == words


@pytest.mark.parametrize(
    ("stretch", "words"),
    [
        (EVENING, "štwórtk, 3. decembra 2026, 17:00–19:30 hodź."),
        (WHOLE_DAY, "štwórtk, 3. decembra 2026, cyły dźeń"),
        (THREE_DAYS, "3. do 5. decembra 2026"),
        (OVER_MONTHS, "30. nowembra do 2. decembra 2026"),
        (OVER_YEARS, "30. decembra 2026 do 2. januara 2027"),
    ],
)
def test_upper_sorbian_words(stretch, words):
    assert in_words(stretch, "hsb") == words


@pytest.mark.parametrize(
    ("stretch", "words"),
    [
        (EVENING, "Donnerstag, 3. Dezember 2026, von 17:00 Uhr bis 19:30 Uhr"),
        (WHOLE_DAY, "Donnerstag, 3. Dezember 2026, den ganzen Tag"),
        (THREE_DAYS, "3. bis 5. Dezember 2026"),
    ],
)
def test_leichte_sprache_has_no_dashes(stretch, words):
    assert in_words(stretch, "de-simple") == words


def test_the_active_language_decides_where_none_is_named():
    with override("en"):
        assert in_words(EVENING) == "Thursday, 3 December 2026, 17:00–19:30"


def test_an_unknown_language_gets_german():
    assert times_in_words(EVENING, "fr") == "17:00–19:30 Uhr"


def test_days_and_times_can_be_said_apart():
    assert days_in_words(EVENING, "de") == "Donnerstag, 3. Dezember 2026"
    assert times_in_words(EVENING, "de") == "17:00–19:30 Uhr"
    assert times_in_words(WHOLE_DAY, "de") == "ganztägig"


def test_an_evening_that_ends_after_midnight_is_one_day():
    assert is_one_day(NIGHT)
    assert not is_one_day(WORKSHOP)


DAYS = st.dates(date(2001, 1, 1), date(2099, 1, 1))
CLOCKS = st.none() | st.times().map(lambda clock: clock.replace(second=0, microsecond=0))


@given(
    first=DAYS,
    last=st.none() | DAYS,
    start=CLOCKS,
    end=CLOCKS,
    all_day=st.booleans(),
    zone=st.sampled_from(["Europe/Berlin", "Europe/London", "America/New_York", "UTC"]),
    language=st.sampled_from(sorted(PATTERNS)),
)
def test_whatever_is_accepted_can_be_said_and_keeps_its_days(first, last, start, end, all_day, zone, language):
    try:
        stretch = Span.from_wall_clock(
            start_date=first, end_date=last, start_time=start, end_time=end, all_day=all_day, timezone=zone
        )
    except SpanError:
        return
    assert stretch.first_day == first
    assert stretch.last_day == (last or first)
    assert stretch.over_at > stretch.start
    assert str(first.year) in in_words(stretch, language)
