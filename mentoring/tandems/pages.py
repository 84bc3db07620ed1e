"""The page of one tandem for either side, whichever way somebody has come."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.names import Topic, names_by_id
from mentoring.tandems import asking, certificate, walking
from mentoring.tandems.actions import ACTIONS, Act, form_for, possible
from mentoring.tandems.models import Agreement, Match, Side, State, Step
from mentoring.tandems.states import TandemError

CONFLICT, INVALID = 409, 422


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the page lies, and the addresses below it; `area` is for people with an account."""

    here: str
    act: Callable[[str], str]
    certificate: str
    area: str = ""


def page(request: HttpRequest, match: Match, side: str, user: Any, ways: Ways) -> HttpResponseBase:
    """Where it stands, what can be done, and what was noted."""
    problem = ""
    if request.method == "POST":
        try:
            if "to" in request.POST and side == Side.MENTEE:
                return redirect(_passed_on(request, match))
            if "session" in request.POST and side == Side.MENTOR:
                for session in match.sessions.all():
                    if str(session.pk) == request.POST["session"]:
                        walking.remove_session(match=match, session_id=session.pk)
                return redirect(ways.here)
        except TandemError as error:
            problem = str(error)
            match.refresh_from_db()
    context = _context(match, side, ways) | {"problem": problem, "done": _said(request)}
    return render(request, "tandems/tandem.html", context, status=CONFLICT if problem else 200)


def _said(request: HttpRequest) -> str:
    """What the last button has done, by its name in the address: links of mails come without a session."""
    name = request.GET.get("fertig", "")
    return str(ACTIONS[name].done) if request.method == "GET" and name in ACTIONS else ""


def _passed_on(request: HttpRequest, match: Match) -> str:
    from django.urls import reverse

    from mentoring.tandems.people import new_link

    chosen = request.POST["to"]
    rows = {str(row.mentor.pk): row.mentor for row in asking.choices(match)}
    if chosen != "team" and chosen not in rows:
        already = next((one for one in match.passed_on.all() if str(one.mentor_id) == chosen), None)
        if already is None:
            raise TandemError(_("This mentor cannot take your request any more. Please choose another one."))
        return reverse("tandems:tandem", args=[new_link(already)])
    made = asking.pass_on(match=match, mentor=rows.get(chosen))
    return reverse("tandems:tandem", args=[new_link(made)])


def _context(match: Match, side: str, ways: Ways) -> dict[str, Any]:
    names = possible(match, side)
    waiting = walking.waits_for(match)
    doable: list[dict[str, Any]] = [
        {"label": ACTIONS[name].label, "url": ways.act(name), "name": name}
        for name in names
        if name != "problem" and not (name == "vereinbarung" and waiting == side)
    ]
    main = [row for row in doable if ACTIONS[row["name"]].is_main]
    sessions = list(match.sessions.all())
    return {
        "match": match,
        "side": side,
        "is_mentee": side == Side.MENTEE,
        "counterpart": (match.mentor_label if side == Side.MENTEE else match.name) or "",
        "ways": ways,
        "main": main,
        "further": [row for row in doable if row not in main],
        "change_agreement": ways.act("vereinbarung") if "vereinbarung" in names and waiting == side else "",
        "problem_url": ways.act("problem") if "problem" in names else "",
        "promise": promise(match, side),
        "topics": [name.label for name in names_by_id(Topic, match.topics.values_list("pk", flat=True))],
        "questions": list(match.questions.all()),
        "agreement": Agreement.objects.filter(match=match).first(),
        "waits_for_me": waiting == side,
        "sessions": sessions,
        "hours": certificate.hours_of(sessions),
        "others": asking.choices(match) if side == Side.MENTEE else [],
        "may_pass_on": side == Side.MENTEE and asking.may_pass_on(match),
        "passed_on": list(match.passed_on.select_related("mentor")) if side == Side.MENTEE else [],
        "steps": _steps(match),
        "has_certificate": match.state == State.FINISHED and match.stripped_at is None,
        "email": match.contact.email if side == Side.MENTOR and match.contact and match.seat else "",
    }


def _steps(match: Match) -> list[dict[str, Any]]:
    """What both may know: problems are told to the team alone."""
    shown = match.steps.exclude(kind__in=(Step.Kind.PROBLEM, Step.Kind.MENTEE_LOST, Step.Kind.MENTOR_GONE))
    return [{"title": step.get_kind_display(), "date": step.at, "state": "done"} for step in shown]


def promise(match: Match, side: str) -> str:
    """What happens next and by when, for whoever reads it."""
    values = {
        "mentor": match.mentor_label,
        "mentee": match.name,
        "day": date_format(match.due_on, "DATE_FORMAT") if match.due_on else "",
        "end": date_format(match.ends_on, "DATE_FORMAT") if match.ends_on else "",
        "meeting": date_format(match.meeting_on, "DATE_FORMAT") if match.meeting_on else "",
    }
    mentee = side == Side.MENTEE
    texts = {
        State.SEEKING: _("The programme team looks for somebody and proposes a mentor to you by %(day)s."),
        State.REQUESTED: _("%(mentor)s answers by %(day)s. If not, we name others to you.")
        if mentee
        else _("%(mentee)s has been promised an answer by %(day)s. A no is fine, too."),
        State.QUESTION: _("%(mentor)s has asked you something. Please answer by %(day)s.")
        if mentee
        else _("%(mentee)s has your question and answers by %(day)s."),
        State.ACCEPTED: _("Arrange a first meeting by %(day)s and note its day here."),
        State.FIRST_MEETING: _("First meeting on %(meeting)s. Please agree by %(day)s how you go on."),
        State.RUNNING: _("Your tandem runs until %(end)s."),
        State.FINISHED: _("This tandem is finished. Thank you both!"),
        State.DECLINED: _("%(mentor)s has declined.") if mentee else _("You have declined."),
        State.WITHDRAWN: _("The request was withdrawn."),
        State.ENDED: _("This tandem has ended early."),
        State.EXPIRED: _("The request has ended, because something did not happen in time or somebody has left."),
    }
    return str(texts[State(match.state)]) % values if match.state in texts else ""


def act(request: HttpRequest, match: Match, side: str, user: Any, name: str, ways: Ways) -> HttpResponseBase:
    """The page of one action: what it means, its form, one button."""
    action = ACTIONS.get(name)
    if action is None or side not in action.sides:
        raise Http404
    if name not in possible(match, side) and request.method != "POST":
        return redirect(ways.here)
    form = form_for(name, match, request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                action.do(Act(match, side, user, form.cleaned_data))
            except TandemError as error:
                form.add_error(None, str(error))
                status = CONFLICT
            else:
                if ways.area:
                    messages.success(request, str(action.done))
                    return redirect(ways.here)
                return redirect(f"{ways.here}?fertig={name}")
    context = {
        "match": match,
        "action": action,
        "form": form,
        "ways": ways,
        "agreement": Agreement.objects.filter(match=match).first() if name == "zustimmen" else None,
        "is_confidential": name in ("problem", "rueckmeldung"),
        "counterpart": match.mentor_label if side == Side.MENTEE else match.name,
    }
    return render(request, "tandems/act.html", context, status=status)
