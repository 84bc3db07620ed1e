"""What the owners of an entry are told by mail: its time runs out, or is over. The link needs no sign-in."""

from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actors.board.models import BoardEntry, EntryStep
from actors.board.services import new_link
from core.notices import Words, tell


def remind(entry: BoardEntry, person: Any, step: str) -> None:
    def words() -> Words:
        values = {"title": entry.title, "day": date_format(entry.term.until, "DATE_FORMAT")}
        over = step == EntryStep.Kind.EXPIRED
        if over:
            subject = _("“%(title)s” is no longer on the board")
            happened = _("The time of “%(title)s” was over on %(day)s. Readers do not see it any more.")
            then = _(
                "Do you still need it? One press puts it up for sixty days more. If it is solved, please tell us how."
            )
        else:
            subject = _("“%(title)s” ends on %(day)s")
            happened = _("“%(title)s” stands among offers and needs until %(day)s.")
            then = _(
                "Is it still right? One press renews it for sixty days. If it is solved, close it and tell us how."
            )
        return Words(
            subject=subject % values,
            happened=happened % values,
            next=then,
            label=_("Renew or close"),
            why=_("You get this mail because you have put the entry on the board, or lead the organisation that has."),
            otherwise=(
                _("If you do nothing, it stays invisible. You find it in your own area for ninety days.")
                if over
                else _("If you do nothing, it disappears by itself after that day.")
            ),
        )

    address = partial(reverse, "board:manage", args=[new_link(entry, person)])
    tell([person], words, address, key=f"board-{step}-{entry.pk}-{entry.term.until:%Y%m%d}")
