"""What the rules of review allow, told again from the roles alone: the workflow is measured by it, not by itself."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

# What readers see of a page here: its title, and its costs, which count as a small thing.
Content = tuple[str, str]


@dataclass(eq=False)
class Person:
    """Somebody with the roles as the test gave them."""

    user: Any
    moderates: set[str] = field(default_factory=set)
    edits: set[str] = field(default_factory=set)
    member_of: set[int] = field(default_factory=set)
    leads: set[int] = field(default_factory=set)
    lead_editor: bool = False
    active: bool = True


@dataclass(eq=False)
class Away:
    person: Person
    deputy: Person | None
    first: date
    last: date

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(eq=False)
class Thing:
    """A page: its place, its owner, what has been decided about which content, and what the world may see of it."""

    page: Any
    region: str | None
    actor: int | None
    editorial: bool
    owner: Person
    draft: Content
    public: Content | None = None
    last_editor: Person | None = None
    agreed: set[int] = field(default_factory=set)
    submitter: Person | None = None
    # By which kind of decision a content may be public; "checked" is a correction that was countersigned.
    opened: dict[Content, str] = field(default_factory=dict)
    # The newest of these decisions, and when it was taken.
    opening: tuple[int, datetime] | None = None
    published_at: datetime | None = None
    corrected: dict[int, Content] = field(default_factory=dict)
    package: "Bundle | None" = None
    taken_down: str = ""
    # What was public before the page was taken offline, unless its revision has been rewritten since.
    kept: Content | None = None

    @property
    def is_open(self) -> bool:
        """Whether the draft, exactly as it stands, may become public."""
        return self.opened.get(self.draft, "corrected") != "corrected"


@dataclass(eq=False)
class Bundle:
    """A publication package."""

    row: Any
    maker: Person
    regions: set[str]
    things: list[Thing] = field(default_factory=list)
    state: str = "draft"
    publish_at: datetime | None = None
    planner: Person | None = None

    @property
    def is_open(self) -> bool:
        return self.state in ("draft", "scheduled", "failed")

    @property
    def concerned(self) -> set[str | None]:
        return self.regions | {thing.region for thing in self.things}


@dataclass(eq=False)
class Asked:
    """A question to somebody outside, and whether each of its links is good."""

    row: Any
    thing: Thing
    asker: Person
    content: Content
    days: int
    sent_at: datetime
    tokens: dict[str, bool] = field(default_factory=dict)
    ended: str = ""
    reminded: bool = False
    expiry_told: bool = False

    @property
    def expires_at(self) -> datetime:
        return self.sent_at + timedelta(days=self.days)

    def waits(self, now: datetime) -> bool:
        return not self.ended and now < self.expires_at


@dataclass
class Oracle:
    """Everybody, who is away, which region stands in for which, and which organisations are trusted."""

    people: list[Person]
    deputies: dict[str, str]
    trusted: set[int] = field(default_factory=set)
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
        return person.active and (thing.actor in person.member_of or self.staff_in(person, thing.region))

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

    # Packages

    def is_staff(self, person: Person) -> bool:
        return person.active and (person.lead_editor or bool(person.moderates | person.edits))

    def staff_in(self, person: Person, region: str | None) -> bool:
        return person.active and (person.lead_editor or region in person.moderates | person.edits)

    def moderates(self, person: Person, region: str | None) -> bool:
        """In person, or in the place of somebody who is away."""
        roles = [person, *self.stands_in_for(person)]
        return person.active and (person.lead_editor or any(region in one.moderates for one in roles))

    def on_duty(self, region: str) -> set[Person]:
        """The region's moderators who are there, and the deputies of those who are not."""
        held = {one for one in self.people if one.active and region in one.moderates}
        covered = [one for one in self.absences if one.covers(self.today) and one.person in held]
        held |= {one.deputy for one in covered if one.deputy is not None and one.deputy.active}
        return {one for one in held if not self.is_away(one)}

    def may_place(self, person: Person, bundle: Bundle, region: str | None) -> bool:
        own = {where for one in [person, *self.stands_in_for(person)] for where in one.moderates | one.edits}
        reads = person.lead_editor or bool(bundle.regions & own) or bundle.maker is person
        return self.staff_in(person, region) and reads

    def may_change(self, person: Person, bundle: Bundle) -> bool:
        made_it = bundle.maker is person and self.is_staff(person)
        return made_it or any(self.moderates(person, region) for region in bundle.concerned)

    def may_plan(self, person: Person, bundle: Bundle) -> bool:
        return bool(bundle.concerned) and all(self.moderates(person, region) for region in bundle.concerned)

    # Questions outside, corrections, life after publishing

    def may_ask(self, person: Person, thing: Thing, stage: str) -> bool:
        if stage not in ("organisation", "region"):
            return False
        return person.active and (thing.actor in person.leads or self.may_decide(person, thing, stage))

    def may_end(self, person: Person, asked: Asked) -> bool:
        own = asked.asker is person or asked.thing.actor in person.leads
        return person.active and (own or self.may_take_down(person, asked.thing))

    def may_correct(self, person: Person, thing: Thing, stage: str) -> bool:
        """People of a trusted organisation, what is public, and nothing but the costs; never what waits for others."""
        own = person.active and thing.actor in person.member_of & self.trusted
        small = thing.public is not None and thing.public != thing.draft and thing.public[0] == thing.draft[0]
        return own and small and not stage and thing.package is None

    def may_take_down(self, person: Person, thing: Thing) -> bool:
        return person.active and (person.lead_editor or thing.region in person.moderates)

    def may_restore(self, person: Person, thing: Thing, stage: str) -> bool:
        """What went offline comes back as it was if that is still known and approved, and nothing else is under way."""
        if not thing.taken_down or not self.may_take_down(person, thing):
            return False
        if thing.taken_down != "offline":
            return True
        approved = thing.kept is not None and thing.opened[thing.kept] != "corrected"
        return approved and not stage and thing.package is None
