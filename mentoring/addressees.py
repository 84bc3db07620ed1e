"""Mentors as somebody to write to: the message goes to their account, never to an address on the page."""

from typing import Any

from actors.relay.addressees import Addressee, Addressees, Recipient, people
from mentoring.models import Mentor


class MentorAddressees(Addressees):
    kind = "mentor"

    def rows(self) -> Any:
        return Mentor.objects.select_related("user", "actor", "region")

    def public(self) -> Any:
        return self.rows().live()

    def addressee(self, row: Mentor) -> Addressee:
        return Addressee(self.kind, row.pk, row.slug, row.name, row.get_absolute_url(), row.actor, row.region)

    def recipients(self, row: Mentor) -> list[Recipient]:
        return people([row.user] if row.user else [])
