"""What the checks say about one draft, in words, in an order that helps: what must be mended first."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from core.readiness.checks import CHECKS, Check
from core.readiness.models import CheckLevel, Level
from core.readiness.subjects import Subject, subject_of

Address = Callable[[str], str]
OK = "ok"


def _nowhere(place: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Item:
    """One check with its outcome: `state` is blocker, hint or ok; `findings` are [{text, url}]."""

    key: str
    label: str
    help: str
    state: str
    findings: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Report:
    """All checks that apply, what must be mended first, then hints, then what is in order."""

    items: list[Item]

    def of(self, state: str) -> list[Item]:
        return [item for item in self.items if item.state == state]

    @property
    def blockers(self) -> list[Item]:
        return self.of(Level.BLOCKER)

    @property
    def hints(self) -> list[Item]:
        return self.of(Level.HINT)

    @property
    def passed(self) -> list[Item]:
        return self.of(OK)

    def without(self, said: set[str]) -> "Report":
        """The same, where other words of the page have said some of it already."""
        left = [
            replace(item, findings=[one for one in item.findings if one["text"] not in said]) for item in self.items
        ]
        return Report([item for item in left if item.findings or item.state == OK])


def levels_of(kind: str) -> dict[str, str]:
    """How strict each check is for a kind of content; one query."""
    chosen = dict(CheckLevel.objects.filter(kind=kind).values_list("check_key", "level"))
    return {check.key: level_of(check, kind, chosen) for check in CHECKS.values()}


def level_of(check: Check, kind: str, chosen: dict[str, str]) -> str:
    """What is fixed by law stays as it is, whatever a row says."""
    return check.level if check.fixed else chosen.get(check.key, check.default_for(kind))


def report_on(draft: Any, address: Address = _nowhere) -> Report | None:
    """The checks of a draft; `address` leads from the name of a field to where it is mended."""
    subject = subject_of(draft)
    if subject is None:
        return None
    levels = levels_of(draft._meta.label_lower)
    items = [
        _item(check, subject, draft, levels[check.key], address)
        for check in CHECKS.values()
        if check.applies(subject) and levels[check.key] != Level.OFF
    ]
    order = [Level.BLOCKER, Level.HINT, OK]
    return Report(sorted(items, key=lambda item: order.index(item.state)))


def _item(check: Check, subject: Subject, draft: Any, level: str, address: Address) -> Item:
    found = list(check.find(subject, draft) or ())
    blocks = level == Level.BLOCKER and any(not finding.soft for finding in found)
    return Item(
        key=check.key,
        label=str(check.label),
        help=str(check.help),
        state=OK if not found else Level.BLOCKER if blocks else Level.HINT,
        findings=[{"text": finding.text, "url": address(finding.place)} for finding in found],
    )


def blockers_of(obj: Any) -> list[str]:
    """For the gate: only what must be mended, in words."""
    subject = subject_of(obj)
    if subject is None:
        return []
    levels = levels_of(obj._meta.label_lower)
    return [
        finding.text
        for check in CHECKS.values()
        if check.applies(subject) and levels[check.key] == Level.BLOCKER
        for finding in check.find(subject, obj) or ()
        if not finding.soft
    ]
