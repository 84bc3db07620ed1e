"""The page of one conversation, whichever way somebody has come: by a link, or with their account."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from actors.relay import ending, writing
from actors.relay.forms import BLOCK, END, REPORT, LeaveForm, ReplyForm
from actors.relay.models import Participant

CONFLICT, INVALID, FLOOD = 409, 422, 429


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the page lies, and where one leaves; `inbox` is for people with an account."""

    here: str
    leave: str
    inbox: str = ""


def too_fast() -> str:
    return _(
        "Many messages have come from your network just now. Everything is still here: please try again in an hour."
    )


def page(request: HttpRequest, participant: Participant, ways: Ways) -> HttpResponseBase:
    """What was written, and the field for an answer."""
    passing = request.POST.get("to", "") if request.method == "POST" else ""
    form = ReplyForm(
        request.POST if request.method == "POST" and not passing else None, is_sender=participant.is_sender
    )
    status, problem = 200, ""
    try:
        if passing:
            kind, _colon, slug = passing.partition(":")
            writing.pass_on(participant=participant, kind=kind, slug=slug)
            return redirect(f"{ways.here}?sent=1")
        if form.is_bound:
            status = INVALID
            if form.is_valid():
                writing.reply(participant=participant, text=form.cleaned_data["text"])
                return redirect(f"{ways.here}?sent=1")
    except writing.TooMany as error:
        problem, status = str(error), FLOOD
    except writing.HasEnded as error:
        problem, status = str(error), CONFLICT
        participant.conversation.refresh_from_db()
    context = _context(participant, ways) | {
        "form": form,
        "problem": problem,
        "sent": request.method == "GET" and "sent" in request.GET,
    }
    return render(request, "relay/conversation.html", context, status=status)


def _context(participant: Participant, ways: Ways) -> dict[str, Any]:
    conversation = participant.conversation
    passes_on = participant.is_sender and writing.may_pass_on(conversation)
    return {
        "conversation": conversation,
        "participant": participant,
        "ways": ways,
        "counterpart": conversation.name if participant.is_sender else conversation.sender_name,
        "may_leave": bool(LeaveForm(is_sender=participant.is_sender, conversation=conversation).choices),
        "may_reply": conversation.is_open and conversation.delivered_at is not None,
        "messages_shown": [
            {
                "row": message,
                "own": message.side == participant.side,
                "author": conversation.sender_name if message.side == "sender" else conversation.name,
                # Whoever has answered trusts the other side enough to open what it points to.
                "links": participant.is_sender or conversation.answered_at is not None,
            }
            for message in conversation.messages.all()
        ],
        "others": writing.others(conversation) if passes_on else [],
        "passed_on": list(conversation.passed_on.all()) if participant.is_sender else [],
    }


def leaving(request: HttpRequest, participant: Participant, ways: Ways) -> HttpResponseBase:
    """End, block, report: one form with what this side may do."""
    conversation = participant.conversation
    form = LeaveForm(
        request.POST if request.method == "POST" else None,
        is_sender=participant.is_sender,
        conversation=conversation,
        initial={"what": END} if conversation.is_open else {},
    )
    if not form.choices:
        return redirect(ways.here)
    status = 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                _do(participant, **form.cleaned_data)
            except writing.HasEnded as error:
                form.add_error(None, str(error))
                status = CONFLICT
            else:
                return redirect(ways.here)
    context = {"form": form, "conversation": conversation, "participant": participant, "ways": ways}
    context["counterpart"] = conversation.name if participant.is_sender else conversation.sender_name
    return render(request, "relay/leave.html", context, status=status)


def _do(participant: Participant, what: str, reason: str = "", words: str = "") -> None:
    if what == REPORT:
        ending.report(participant=participant, reason=reason, words=words)
    elif what == BLOCK:
        ending.block(participant=participant)
    else:
        ending.end(participant=participant)
