"""What each side can do at a tandem, when, and with which form: one table for mailed links and "Mein Bereich"."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.utils.functional import Promise
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from mentoring.tandems import asking, deciding, forms, walking
from mentoring.tandems.models import HOLDING, Agreement, Match, Side, State

BOTH = (Side.MENTEE, Side.MENTOR)
UNDECIDED = (State.REQUESTED, State.QUESTION)


@dataclass(frozen=True, slots=True)
class Act:
    """Who does it to which tandem, with what was typed."""

    match: Match
    side: str
    user: Any
    data: dict[str, Any]


def _always(match: Match, side: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Action:
    """`label` stands on the button; `lead` says above the form what follows."""

    label: str | Promise
    lead: str | Promise
    do: Callable[[Act], Any]
    form: type[django_forms.BaseForm]
    sides: tuple[str, ...]
    states: tuple[str, ...]
    done: str | Promise
    when: Callable[[Match, str], bool] = _always
    is_main: bool = False


def _agree_awaited(match: Match, side: str) -> bool:
    return walking.waits_for(match) == side


def _feedback_awaited(match: Match, side: str) -> bool:
    return bool(walking.feedback_due(match, side))


ACTIONS: dict[str, Action] = {
    "annehmen": Action(
        _("Accept"),
        _("You take one of your places for this mentee and get the mail address. Then you arrange a first meeting."),
        lambda act: deciding.accept(match=act.match, user=act.user, unbiased=act.data["unbiased"]),
        forms.AcceptForm,
        (Side.MENTOR,),
        UNDECIDED,
        _("You have accepted. The mentee hears of it."),
        is_main=True,
    ),
    "rueckfrage": Action(
        _("Ask back"),
        _("The mentee gets your question by mail and answers on the page. Addresses are not shown."),
        lambda act: deciding.ask_back(match=act.match, user=act.user, text=act.data["text"]),
        forms.AskForm,
        (Side.MENTOR,),
        (State.REQUESTED,),
        _("Your question is on its way."),
    ),
    "ablehnen": Action(
        _("Decline"),
        _("A no is fine. The mentee gets the reason and up to three others, and the programme team knows of it."),
        lambda act: deciding.decline(match=act.match, user=act.user, **act.data),
        forms.DeclineForm,
        (Side.MENTOR,),
        UNDECIDED,
        _("You have declined. The mentee is given others to turn to."),
    ),
    "antworten": Action(
        _("Answer the question"),
        _("Your mentor reads the answer and then decides."),
        lambda act: asking.answer(match=act.match, text=act.data["text"]),
        forms.AnswerForm,
        (Side.MENTEE,),
        (State.QUESTION,),
        _("Your answer is on its way."),
        is_main=True,
    ),
    "treffen": Action(
        _("Note the first meeting"),
        _("Both of you get a mail with the day. You can change it here as long as nothing is agreed."),
        lambda act: walking.meet(match=act.match, by=act.side, on=act.data["on"]),
        forms.MeetForm,
        BOTH,
        (State.ACCEPTED, State.FIRST_MEETING),
        _("The day is noted."),
        is_main=True,
    ),
    "vereinbarung": Action(
        _("Write the agreement"),
        _("By writing it you agree to it. The other side is asked; the tandem begins when both have agreed."),
        lambda act: walking.write_agreement(match=act.match, by=act.side, **act.data),
        forms.AgreementForm,
        BOTH,
        (State.FIRST_MEETING,),
        _("The agreement is written, and the other side is asked."),
        is_main=True,
    ),
    "zustimmen": Action(
        _("Agree"),
        _("With your agreement the tandem begins."),
        lambda act: walking.agree(match=act.match, by=act.side, version=act.data["version"]),
        forms.AgreeForm,
        BOTH,
        (State.FIRST_MEETING,),
        _("Both have agreed. The tandem begins."),
        when=_agree_awaited,
        is_main=True,
    ),
    "sitzung": Action(
        _("Note a session"),
        _("Day, length and topic are enough: as proof for the funder and for your certificate."),
        lambda act: walking.note_session(match=act.match, **act.data),
        forms.SessionForm,
        (Side.MENTOR,),
        (State.FIRST_MEETING, State.RUNNING, State.FINISHED),
        _("The session is in the log."),
        is_main=True,
    ),
    "rueckmeldung": Action(
        _("Answer five questions"),
        _("Only the programme team reads this, never the other side. It helps to make the programme better."),
        lambda act: walking.give_feedback(match=act.match, by=act.side, answers=act.data),
        forms.FeedbackForm,
        BOTH,
        (State.RUNNING, State.FINISHED, State.ENDED),
        _("Thank you for your answers."),
        when=_feedback_awaited,
        is_main=True,
    ),
    "abschliessen": Action(
        _("Finish the tandem"),
        _("The goal is reached or the time is over. Both get a certificate."),
        lambda act: walking.finish(match=act.match, by=act.side),
        forms.NoForm,
        BOTH,
        (State.RUNNING,),
        _("The tandem is finished."),
    ),
    "verlaengern": Action(
        _("Go on for longer"),
        _("Please talk about it with each other first."),
        lambda act: walking.extend(match=act.match, by=act.side, months=act.data["months"]),
        forms.ExtendForm,
        (Side.MENTOR,),
        (State.RUNNING,),
        _("The new end is noted."),
    ),
    "zurueckziehen": Action(
        _("Withdraw the request"),
        _("The other side gets a friendly mail. You can ask again at any time."),
        lambda act: asking.withdraw(match=act.match, **act.data),
        forms.EndForm,
        (Side.MENTEE,),
        (State.SEEKING, *UNDECIDED),
        _("Your request is withdrawn."),
    ),
    "beenden": Action(
        _("End the tandem early"),
        _("Either of you may do that at any time; you need not give a reason. The other side gets a friendly mail."),
        lambda act: walking.end(match=act.match, by=act.side, **act.data),
        forms.EndForm,
        BOTH,
        HOLDING,
        _("The tandem has ended."),
    ),
    "problem": Action(
        _("Tell the programme team of a problem"),
        _("Only the programme team reads this, never the other side. It gets in touch with you."),
        lambda act: walking.tell_problem(match=act.match, by=act.side, text=act.data["text"]),
        forms.ProblemForm,
        BOTH,
        (*UNDECIDED, *HOLDING, State.FINISHED, State.ENDED, State.DECLINED, State.EXPIRED),
        _("The programme team has your message."),
    ),
}


def possible(match: Match, side: str) -> list[str]:
    """What this side can do now, in the order of the table."""
    return [
        name
        for name, action in ACTIONS.items()
        if side in action.sides and match.state in action.states and action.when(match, side)
    ]


def form_for(name: str, match: Match, data: Any) -> Any:
    """The form of an action with what it starts with."""
    action, agreement = ACTIONS[name], Agreement.objects.filter(match=match).first()
    options: dict[str, Any] = {}
    if name == "vereinbarung":
        options["initial"] = (
            {key: getattr(agreement, key) for key in ("goal", "rhythm", "months", "confidentiality")}
            if agreement
            else {"goal": match.goal, "confidentiality": say("What we talk about stays between us.")}
        )
    elif name == "zustimmen" and agreement:
        options["initial"] = {"version": agreement.version}
    elif name == "treffen":
        options["initial"] = {"on": match.meeting_on}
    return action.form(data, **options)
