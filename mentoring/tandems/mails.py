"""The mails of a step: to the mentee with a link, to the mentor's account, to the programme team."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.mail import mail_domain
from core.notices import Words, tell, write_to
from core.plain_words import without_links
from mentoring.tandems.models import Match, Side, Step
from mentoring.tandems.people import new_link, team_of
from mentoring.tandems.wording import (
    HANDED_BACK,
    MENTEE,
    MENTOR,
    NOTHING_TYPED_TWICE,
    REMINDED,
    TEAM,
    TEAM_LOOKS,
    Said,
)

INSPECT = "registers_tandems_modeladmin_inspect"
Kind = Step.Kind


def send(match: Match, step: Step) -> None:
    """Everybody whom this step concerns gets one mail."""
    audiences: tuple[str, ...] = ("mentee", "mentor", "team")
    if step.kind == Kind.REMINDED:
        audiences = REMINDED[match.state]  # type: ignore[index]
    elif step.kind == Kind.PROBLEM:
        audiences = (step.by, "team")
    if step.kind == Kind.ENDED and step.by == Side.TEAM:
        audiences = ("mentee", "mentor")
    for audience in audiences:
        _SENDERS[audience](match, step)


def _is_handed_back(step: Step) -> bool:
    """Whether the mentee gets others to turn to."""
    return step.kind in HANDED_BACK or (step.kind == Kind.ENDED and step.by != Side.MENTEE)


def key_of(match: Match, step: Step, audience: str) -> str:
    return f"tandem-{step.kind}-{match.pk}-{step.number}-{audience}"


def _to_mentee(match: Match, step: Step) -> None:
    said = MENTEE.get(step.kind)
    if said is None or match.contact is None:
        return
    back = _is_handed_back(step)
    others = _others(match) if back else []
    key = key_of(match, step, "mentee")
    match.mentee_mail = f"<{key}@{mail_domain()}>"
    match.save(update_fields=["mentee_mail"])

    def words() -> Words:
        follows = said.next
        if back:
            follows = NOTHING_TYPED_TWICE if others else TEAM_LOOKS
        return Words(
            **_said(said, follows, match, step, others=" · ".join(others)),
            quote=_quote_for_mentee(match, step),
            label=_("To your page"),
            why=_("You have asked for a mentor through the portal; that is why you get this mail."),
        )

    action = partial(reverse, "tandems:tandem", args=[new_link(match)])
    write_to(match.contact.email, words, action, language=match.contact.language, key=key)


def _to_mentor(match: Match, step: Step) -> None:
    said = MENTOR.get(step.kind)
    user: Any = match.mentor.user if match.mentor else None
    if said is None or user is None or not user.is_active:
        return
    key = key_of(match, step, "mentor")
    match.mentor_mail = f"<{key}@{mail_domain()}>"
    match.save(update_fields=["mentor_mail"])

    def words() -> Words:
        return Words(
            **_said(said, said.next, match, step),
            quote=_quote_for_mentor(match, step),
            label=_("Look at it in my area"),
            why=_("You are a mentor of the programme; that is why you get this mail."),
        )

    action = partial(reverse, "mentor_area:tandem", args=[match.pk])
    write_to(user.email, words, action, language=user.language, key=key)


def _to_team(match: Match, step: Step) -> None:
    said = TEAM.get(step.kind)
    if said is None:
        return

    def words() -> Words:
        return Words(
            **_said(said, said.next, match, step),
            label=_("To the tandem"),
            why=_("You get this mail because you run the mentor programme of this region."),
        )

    key = key_of(match, step, "team")
    tell(team_of(match.region), words, partial(reverse, INSPECT, args=[match.pk]), key=key)


_SENDERS: dict[str, Callable[[Match, Step], None]] = {"mentee": _to_mentee, "mentor": _to_mentor, "team": _to_team}


def _said(said: Said, follows: Any, match: Match, step: Step, **further: str) -> dict[str, str]:
    values = _values(match, step) | further
    texts = {"subject": said.subject, "happened": said.happened, "next": follows, "otherwise": said.otherwise}
    return {name: str(text) % values if text else "" for name, text in texts.items()}


def _values(match: Match, step: Step) -> dict[str, str]:
    def day(value: Any) -> str:
        return date_format(value, "DATE_FORMAT") if value else ""

    ender = {Side.MENTEE: match.name, Side.MENTOR: match.mentor_label, Side.TEAM: _("The programme team")}
    return {
        "project": match.project,
        "mentee": match.name,
        "mentor": match.mentor_label or _("a mentor"),
        "email": match.contact.email if match.contact else "",
        "state": str(match.get_state_display()),
        "day": day(match.due_on),
        "meeting": day(match.meeting_on),
        "end": day(match.ends_on),
        "reason": str(match.get_reason_display()) if match.reason else _("without a reason"),
        "ender": str(ender.get(Side(step.by), match.mentor_label)),
        "writer": str(ender.get(Side(step.by), "")),
    }


def _quote_for_mentee(match: Match, step: Step) -> str:
    if step.kind == Kind.ASKED:
        question = match.questions.last()
        return question.text if question else ""
    return match.words if step.kind == Kind.DECLINED or (step.kind == Kind.ENDED and step.by != Side.MENTEE) else ""


def _quote_for_mentor(match: Match, step: Step) -> str:
    if step.kind == Kind.REQUESTED:
        return without_links(match.goal)
    if step.kind == Kind.ANSWERED:
        question = match.questions.last()
        return without_links(question.answer) if question else ""
    return match.words if step.kind == Kind.ENDED and step.by != Side.MENTOR else ""


def _others(match: Match) -> list[str]:
    from mentoring.tandems.ranking import alternatives

    return [row.mentor.name for row in alternatives(match)]
