"""An entry begun without an account: the address is confirmed by mail, an account opened, and the form is filled in."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.confirming import Purpose, Shown
from accounts.models import ConfirmedContact, User
from actors.members import services as members
from actors.members.link_views import MailedLinkView
from actors.members.services import WrongAccount
from core.handover.services import PARAMETER, Draft, draft_of, start
from core.models import Topic
from core.notices import Words
from core.tokens import LinkUnusable

TARGET = "board"
PURPOSE = "board_begin"


def begin(draft: Draft, token: str) -> str:
    """Also from a talk with an adviser: the link has proven the address."""
    return reverse("board:begin", args=[token])


def initial_of(token: str, user: Any) -> dict[str, Any]:
    """What the form starts with; empty for links of others and those that open nothing."""
    draft = draft_of(token, TARGET)
    if draft is None or draft.email.lower() != user.email.lower():
        return {}
    topics = Topic.objects.filter(slug__in=draft.topics).values_list("pk", flat=True)
    return {"title": draft.title[:100], "text": draft.text, "topics": [str(pk) for pk in topics]}


def _words(payload: dict[str, Any]) -> Words:
    return Words(
        subject=_("Your entry on the board: please confirm your address"),
        happened=_("Somebody wants to write an entry among offers and needs with this address."),
        next=_("If it was you, please confirm it within two days. Then you open an account and write the entry."),
        label=_("Confirm and go on"),
        why=_("You get this mail because your address was typed in on the page of offers and needs."),
        otherwise=_("If you do nothing, nothing becomes public, and your address is deleted."),
    )


def _shown(payload: dict[str, Any]) -> Shown:
    return Shown(
        title=_("Write an entry"),
        text=_("Have you given this address to write an entry? Then press the button."),
        button=_("Yes, go on"),
    )


def _confirmed(contact: ConfirmedContact, payload: dict[str, Any]) -> str:
    return start(target=TARGET, draft=Draft(name=payload["name"], email=contact.email))


purpose = Purpose(words=_words, shown=_shown, confirmed=_confirmed)


class _Opened:
    """An account that was opened here, on its way to the form."""

    def __init__(self, user: User, token: str) -> None:
        self.user, self.token = user, token


class BeginView(MailedLinkView):
    """Signs in or opens the account, and leads to the form."""

    rate = "board_link"
    template_name = "board/begin.html"
    go_label = gettext_lazy("Write the entry")
    new_label = gettext_lazy("Open an account and write the entry")

    def find(self, token: str) -> Draft:
        draft = draft_of(token, TARGET)
        if draft is None:
            raise LinkUnusable("unknown")
        return draft

    def names(self) -> dict[str, str]:
        first, _space, last = self.row.name.rpartition(" ")
        return {"first_name": first or last, "last_name": last if first else ""}

    def go_on(self, token: str, user: Any) -> _Opened:
        if user.email.lower() != self.find(token).email.lower():
            raise WrongAccount
        return _Opened(user, token)

    def go_on_as_new(self, token: str, **person: str) -> _Opened:
        return _Opened(members.open_account(email=self.find(token).email, **person), token)

    def done(self, request: HttpRequest, outcome: _Opened) -> str:
        messages.success(request, _("Now you can write your entry."))
        return f"{reverse('own_board:new')}?{urlencode({PARAMETER: outcome.token})}"
