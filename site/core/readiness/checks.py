"""The checks: each with what it is called, how to mend what it finds, and how strict it is unless somebody decides."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.readiness.content import Heading, Text, links_of, outline, prose_of
from core.readiness.models import Level, LinkState
from core.readiness.reading import school_year
from core.readiness.subjects import ALT, CONSENT, CREDIT, Finding, Subject

ENOUGH_WORDS, HARDEST_YEAR = 40, 12


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at. `find` gives None where it does not apply; what is `fixed` the law asks for."""

    key: str
    label: str | Promise
    help: str | Promise
    find: Callable[[Subject, Any], Iterable[Finding] | None]
    level: str = Level.HINT
    fixed: bool = False
    levels: dict[str, str] = field(default_factory=dict)

    def applies(self, subject: Subject) -> bool:
        """Whether a kind of content knows this question at all."""
        return APPLIES.get(self.key, lambda _subject: True)(subject)

    def default_for(self, kind: str) -> str:
        return self.levels.get(kind, self.level)


APPLIES: dict[str, Callable[[Subject], bool]] = {
    "headings": lambda subject: bool(subject.streams),
    "contact": lambda subject: subject.contact is not None,
    "funding": lambda subject: subject.funding is not None,
    "place": lambda subject: subject.place is not None,
    "access": lambda subject: subject.access is not None,
    "links": lambda subject: bool(subject.streams or subject.link_fields),
    "length": lambda subject: subject.length is not None,
}


def _pictures(problem: str) -> Callable[[Subject, Any], Iterable[Finding]]:
    return lambda subject, draft: [finding for found, finding in subject.pictures(draft) if found == problem]


def _asked(name: str) -> Callable[[Subject, Any], Iterable[Finding]]:
    return lambda subject, draft: getattr(subject, name)(draft)


def find_headings(subject: Subject, draft: Any) -> Iterator[Finding]:
    """Skipped levels, headings of nothing, and bold lines that only look like headings."""
    for name in subject.streams:
        level, last = 1, None
        for part in outline(getattr(draft, name)):
            if isinstance(part, Text):
                last = None
            elif not part.real:
                text = _("“%(text)s” is only bold. Please make it a heading, so that it can be found by listening.")
                yield Finding(text % {"text": part.text}, name)
            else:
                yield from _heading(part, level, last, name)
                level, last = part.level, part
        if last is not None:
            yield Finding(_("Nothing follows the heading “%(text)s”.") % {"text": last.text}, name)


def _heading(part: Heading, level: int, last: Heading | None, name: str) -> Iterator[Finding]:
    if not part.text.strip():
        yield Finding(_("A heading is empty."), name)
    elif part.level > level + 1:
        text = _("“%(text)s” skips a level: it needs a heading of the level above before it.")
        yield Finding(text % {"text": part.text}, name)
    if last is not None and part.level <= last.level:
        yield Finding(_("Nothing follows the heading “%(text)s”.") % {"text": last.text}, name)


def all_links(subject: Subject, draft: Any) -> set[str]:
    """Every address elsewhere that a draft leads to."""
    own = {getattr(draft, name) for name in subject.link_fields} - {""}
    return own.union(*(links_of(getattr(draft, name)) for name in subject.streams))


def find_dead_links(subject: Subject, draft: Any) -> Iterator[Finding]:
    """Reads what the background work has found; nothing is called here."""
    links = all_links(subject, draft)
    if not links:
        return
    for state in LinkState.objects.dead().filter(url__in=links).order_by("url"):
        place = next((name for name in subject.link_fields if getattr(draft, name) == state.url), "body")
        yield Finding(_("The link leads nowhere: %(url)s") % {"url": state.url}, place)


def words_in(subject: Subject, draft: Any) -> list[str]:
    """All running text of a draft."""
    streams = (words for name in subject.streams for words in prose_of(getattr(draft, name)))
    return [words for words in (*subject.prose(draft), *streams) if words.strip()]


def find_length(subject: Subject, draft: Any) -> Iterator[Finding]:
    if subject.length is None:
        return
    least, most = subject.length
    count = sum(len(words.split()) for words in words_in(subject, draft))
    values = {"count": count, "least": least, "most": most}
    if count < least:
        text = _("The text has %(count)d words. From %(least)d on, readers learn what they need.")
        yield Finding(text % values, subject.prose_place)
    elif count > most:
        text = _("The text has %(count)d words. More than %(most)d are rarely read to the end.")
        yield Finding(text % values, subject.prose_place)


def find_hard_text(subject: Subject, draft: Any) -> Iterator[Finding]:
    """Only of German texts, and only where there is enough to judge."""
    language = draft.locale.language_code if hasattr(draft, "locale") else settings.LANGUAGE_CODE
    words = words_in(subject, draft)
    if language != settings.LANGUAGE_CODE or sum(len(text.split()) for text in words) < ENOUGH_WORDS:
        return
    grade = round(school_year(words))
    if grade > HARDEST_YEAR:
        text = _(
            "The text reads like school year %(grade)d (Wiener Sachtextformel). "
            "Up to year %(most)d most people follow easily."
        )
        yield Finding(text % {"grade": grade, "most": HARDEST_YEAR}, subject.prose_place)


CHECKS: dict[str, Check] = {
    check.key: check
    for check in (
        Check(
            ALT,
            gettext_lazy("Descriptions of pictures"),
            gettext_lazy("Say in one sentence what is to be seen, or mark the picture as decorative."),
            _pictures(ALT),
            Level.BLOCKER,
            fixed=True,
        ),
        Check(
            CREDIT,
            gettext_lazy("Authors of pictures"),
            gettext_lazy("Name who made the picture. Without a name it must not be published."),
            _pictures(CREDIT),
            Level.BLOCKER,
            fixed=True,
        ),
        Check(
            CONSENT,
            gettext_lazy("Consent of the people in pictures"),
            gettext_lazy("Ask those who can be recognised, and note it at the picture."),
            _pictures(CONSENT),
            Level.BLOCKER,
            fixed=True,
        ),
        Check(
            "headings",
            gettext_lazy("Order of headings"),
            gettext_lazy("Divide the text with the block “Heading”; sub-headings stand below one."),
            find_headings,
        ),
        Check(
            "contact",
            gettext_lazy("Contact person"),
            gettext_lazy("Name somebody whom readers can ask."),
            _asked("contact"),
        ),
        Check(
            "funding",
            gettext_lazy("Funding source"),
            gettext_lazy("Name who pays: funders demand it, and readers like to know."),
            _asked("funding"),
        ),
        Check(
            "place", gettext_lazy("Place"), gettext_lazy("Say where it is, so that it can be found."), _asked("place")
        ),
        Check(
            "access",
            gettext_lazy("Accessibility of the event"),
            gettext_lazy("Step-free, toilet, sign language, quiet room: say what there is, and whom to ask."),
            _asked("access"),
        ),
        Check(
            "links",
            gettext_lazy("Links to other sites"),
            gettext_lazy("Open the link yourself. Mend it or take it out."),
            find_dead_links,
        ),
        Check(
            "length",
            gettext_lazy("Length of the text"),
            gettext_lazy("Short enough to be read, long enough to be understood."),
            find_length,
        ),
        Check(
            "reading",
            gettext_lazy("Ease of reading"),
            gettext_lazy("Shorter sentences, shorter words, one thought at a time."),
            find_hard_text,
        ),
    )
}
