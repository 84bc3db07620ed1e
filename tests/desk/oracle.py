"""What the rules of review allow, told again from the roles alone: the workflow is measured by it, not by itself."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass
class Person:
    """Somebody with the roles as the test gave them."""

    user: Any
    moderates: set[str] = field(default_factory=set)
    edits: set[str] = field(default_factory=set)
    member_of: set[int] = field(default_factory=set)
    leads: set[int] = field(default_factory=set)
    lead_editor: bool = False
    active: bool = True


@dataclass
class Away:
    person: Person
    deputy: Person | None
    first: date
    last: date

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass
class Thing:
    """A page: its place, its owner, and what the world may see of it."""

    page: Any
    region: str | None
    actor: int | None
    editorial: bool
    public: str | None = None
    last_editor: Person | None = None
    agreed: set[int] = field(default_factory=set)
    submitter: Person | None = None


@dataclass
class Oracle:
    """Everybody, who is away, and which region stands in for which."""

    people: list[Person]
    deputies: dict[str, str]
    absences: list[Away] = field(default_factory=list)
    today: date = field(default_factory=date.today)

    def is_away(self, person: Person) -> bool:
        return any(absence.person is person and absence.covers(self.today) for absence in self.absences)

    def stands_in_for(self, person: Person) -> list[Person]:
        return [
            absence.person
            for absence in self.absences
            if absence.deputy is person and absence.covers(self.today) and absence.person.active
        ]

    def may_edit(self, person: Person, thing: Thing) -> bool:
        own = thing.actor in person.member_of
        staff = thing.region is not None and thing.region in person.moderates | person.edits
        return person.active and (person.lead_editor or own or staff)

    def may_decide(self, person: Person, thing: Thing, stage: str) -> bool:
        if not person.active:
            return False
        if person.lead_editor:
            return True
        roles = [person, *self.stands_in_for(person)]
        if stage == "organisation":
            return any(thing.actor in one.leads for one in roles)
        if any(self._reviews(one, thing) for one in roles):
            return True
        neighbour = self.deputies.get(thing.region or "")
        stands_near = neighbour is not None and any(neighbour in one.moderates for one in roles)
        return stands_near and not self.able_at_home(thing)

    def _reviews(self, person: Person, thing: Thing) -> bool:
        return thing.region is not None and (
            thing.region in person.moderates or (thing.editorial and thing.region in person.edits)
        )

    def able_at_home(self, thing: Thing) -> list[Person]:
        """Who of the region itself is there and could approve: not the last editor, nobody of the owner."""
        able = []
        for person in self.people:
            holds = self._reviews(person, thing) or any(self._reviews(one, thing) for one in self.stands_in_for(person))
            if holds and person.active and not self.is_away(person) and self._independent(person, thing):
                able.append(person)
        return able

    def _independent(self, person: Person, thing: Thing) -> bool:
        return person is not thing.last_editor and thing.actor not in person.member_of

    def may_approve(self, person: Person, thing: Thing, stage: str) -> bool:
        """Four eyes: the last editor needs somebody's agreement, and the owner never approves for publication."""
        if not self.may_decide(person, thing, stage):
            return False
        seen_by_others = thing.agreed - {id(person), id(thing.last_editor)}
        if person is thing.last_editor and not seen_by_others:
            return False
        return stage == "organisation" or thing.actor not in person.member_of
