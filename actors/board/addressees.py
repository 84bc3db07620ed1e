"""Entries of the board as somebody to write to: whoever has put them there receives."""

from typing import Any

from actors.board.models import BoardEntry
from actors.board.services import owners
from actors.relay.addressees import Addressee, Addressees, Recipient, people


class EntryAddressees(Addressees):
    kind = "entry"

    def rows(self) -> Any:
        return BoardEntry.objects.select_related("actor", "person", "region", "latest_revision")

    def public(self) -> Any:
        return self.rows().current()

    def addressee(self, row: BoardEntry) -> Addressee:
        return Addressee(self.kind, row.pk, row.slug, row.title, row.get_absolute_url(), row.actor, row.region)

    def recipients(self, row: BoardEntry) -> list[Recipient]:
        return people(owners(row))
