"""Stretches of time in words. Like Django's own date formats they are a matter of the language, not of a catalogue."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import formats
from django.utils.translation import get_language, override

from events.span import Span

HOME_ZONE = "Europe/Berlin"
# An evening that ends before this hour of the next morning is still one evening.
NIGHT_ENDS = time(6)

SORBIAN_MONTHS = "januara februara měrca apryla meje junija julija awgusta septembra oktobra nowembra decembra".split()
SORBIAN_WEEKDAYS = "póndźela wutora srjeda štwórtk pjatk sobota njedźela".split()


@dataclass(frozen=True, slots=True)
class Patterns:
    """How one language puts days and times together."""

    day: str
    weekday: str
    month: str
    days: str
    clock: str
    clocks: str
    night: str
    stretch: str
    all_day: str
    elsewhere: str


GERMAN = Patterns(
    day="{number}.",
    weekday="{weekday}, {date}",
    month="{day} {month}",
    days="{first} bis {last}",
    clock="{start} Uhr",
    clocks="{start}–{end} Uhr",
    night="{start} Uhr bis {end} Uhr am nächsten Tag",
    stretch="{first}, {start} Uhr, bis {last}, {end} Uhr",
    all_day="ganztägig",
    elsewhere="{words} (Ortszeit {place})",
)
EASY_GERMAN = Patterns(
    day="{number}.",
    weekday="{weekday}, {date}",
    month="{day} {month}",
    days="{first} bis {last}",
    clock="um {start} Uhr",
    clocks="von {start} Uhr bis {end} Uhr",
    night="von {start} Uhr bis {end} Uhr am nächsten Tag",
    stretch="{first} um {start} Uhr bis {last} um {end} Uhr",
    all_day="den ganzen Tag",
    elsewhere="{words} (Zeit in {place})",
)
ENGLISH = Patterns(
    day="{number}",
    weekday="{weekday}, {date}",
    month="{day} {month}",
    days="{first} to {last}",
    clock="{start}",
    clocks="{start}–{end}",
    night="{start} to {end} the next day",
    stretch="{first}, {start}, to {last}, {end}",
    all_day="all day",
    elsewhere="{words} ({place} time)",
)
SORBIAN = Patterns(
    day="{number}.",
    weekday="{weekday}, {date}",
    month="{day} {month}",
    days="{first} do {last}",
    clock="{start} hodź.",
    clocks="{start}–{end} hodź.",
    night="{start} hodź. do {end} hodź. nazajtra",
    stretch="{first}, {start} hodź., do {last}, {end} hodź.",
    all_day="cyły dźeń",
    elsewhere="{words} (lokalny čas: {place})",
)
PATTERNS = {"de": GERMAN, "de-simple": EASY_GERMAN, "en": ENGLISH, "hsb": SORBIAN}


def in_words(span: Span, language: str | None = None) -> str:
    """Days and times: "Donnerstag, 3. Dezember 2026, 17:00–19:30 Uhr" or "3. bis 5. Dezember 2026"."""
    code, patterns = _patterns(language)
    if is_one_day(span):
        return _elsewhere(f"{days_in_words(span, code)}, {times_in_words(span, code)}", span, patterns)
    if span.all_day:
        return days_in_words(span, code)
    first, last = span.local_start, span.local_end or span.local_start
    words = patterns.stretch.format(
        first=_full_date(first.date(), code), start=_clock(first), last=_full_date(last.date(), code), end=_clock(last)
    )
    return _elsewhere(words, span, patterns)


def days_in_words(span: Span, language: str | None = None) -> str:
    """The days without times; a single one with its weekday."""
    code, patterns = _patterns(language)
    first, last = span.first_day, span.last_day
    if is_one_day(span):
        return patterns.weekday.format(weekday=_weekday(first, code), date=_full_date(first, code))
    if first.year != last.year:
        start = _full_date(first, code)
    elif first.month != last.month:
        start = _day_and_month(first, code)
    else:
        start = patterns.day.format(number=first.day)
    return patterns.days.format(first=start, last=_full_date(last, code))


def times_in_words(span: Span, language: str | None = None) -> str:
    """The times of one day: "17:00–19:30 Uhr", "17:00 Uhr" where the end is open, "ganztägig"."""
    _code, patterns = _patterns(language)
    if span.all_day:
        return patterns.all_day
    start, end = span.local_start, span.local_end
    if end is None:
        return patterns.clock.format(start=_clock(start))
    pattern = patterns.clocks if start.date() == end.date() else patterns.night
    return pattern.format(start=_clock(start), end=_clock(end))


def _patterns(language: str | None) -> tuple[str, Patterns]:
    code = language or get_language() or "de"
    return (code, PATTERNS[code]) if code in PATTERNS else ("de", GERMAN)


def is_one_day(span: Span) -> bool:
    """Whether people would call it one day, an evening that ends after midnight included."""
    if span.first_day == span.last_day:
        return True
    end = span.local_end
    return (
        end is not None
        and not span.all_day
        and end.date() == span.first_day + timedelta(days=1)
        and end.time() < NIGHT_ENDS
    )


def _elsewhere(words: str, span: Span, patterns: Patterns) -> str:
    """Names the place whose clock is meant, if it is not the one on our walls."""
    if span.all_day or span.timezone == HOME_ZONE:
        return words
    place = span.timezone.rpartition("/")[2].replace("_", " ")
    return patterns.elsewhere.format(words=words, place=place)


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def _full_date(day: date, code: str) -> str:
    return f"{_day_and_month(day, code)} {day.year}"


def _day_and_month(day: date, code: str) -> str:
    patterns = PATTERNS[code]
    return patterns.month.format(day=patterns.day.format(number=day.day), month=_month(day, code))


def _month(day: date, code: str) -> str:
    if code == "hsb":
        return SORBIAN_MONTHS[day.month - 1]
    with override(code):
        return formats.date_format(day, "F", use_l10n=False)


def _weekday(day: date, code: str) -> str:
    if code == "hsb":
        return SORBIAN_WEEKDAYS[day.weekday()]
    with override(code):
        return formats.date_format(day, "l", use_l10n=False)
