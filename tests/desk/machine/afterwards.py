"""Deeds about what is public: small corrections, second looks, take-downs and the way back."""

from django.db import transaction

from actors.members import trust
from core import review
from core.aftercare import take_downs
from core.aftercare.models import TakeDown
from tests.desk.machine.base import Kind
from tests.desk.machine.reviews import Reviews
from tests.desk.oracle import Content, Person, Thing

DOWN = (TakeDown.Kind.OFFLINE, TakeDown.Kind.WITHDRAWN, TakeDown.Kind.OFFLINE, TakeDown.Kind.ARCHIVED)


class Afterwards(Reviews):
    def correct(self, *, who: int, what: int, turn: int, other: int) -> None:
        """Somebody of an organisation changes the costs, mostly, and sends that off."""
        person, thing, page = self._scene(who, what, turn, self._may_begin_correcting)
        if other % 5:
            self._change(person, thing, page, in_place=bool(other % 2), small=other % 6 > 0)
        allowed = self.oracle.may_correct(person, thing, self._stage_of(thing))
        with transaction.atomic():
            decision = trust.correct(obj=self._fresh(thing), user=person.user)
        assert (decision is not None) == allowed
        if decision is not None:
            thing.corrected[decision.pk] = thing.draft
            self._entered(Kind.CORRECTED, person, thing, decision)
            self._published(thing)

    def countersign(self, *, who: int, other: int, **_kwargs: int) -> None:
        decision = self._decisions().to_countersign().order_by("pk").first()
        if decision is None:
            return
        thing = next(thing for thing in self.things if str(thing.page.pk) == decision.object_id)
        looking = [one for one in self.cast if self.oracle.moderates(one, thing.region)] if other % 4 else []
        person = (looking or self.cast)[who % len(looking or self.cast)]
        other_person = decision.user_id != person.user.pk and thing.actor not in person.member_of
        allowed = other_person and self.oracle.moderates(person, thing.region)
        if not self._try(allowed, lambda: review.countersign(decision=decision, user=self._user(person))):
            return
        self._entered(Kind.COUNTERSIGNED, person, thing)
        checked = thing.corrected.get(decision.pk)
        if checked and thing.opened[checked] == "corrected":
            thing.opened[checked] = "checked"

    def take_down(self, *, who: int, what: int, turn: int, other: int) -> None:
        person, thing, page = self._scene(who, what, turn, self._may_take_down)
        kind = DOWN[other % len(DOWN)]
        allowed = self._may_take_down(person, thing, "")
        decision = self._try(
            allowed, lambda: take_downs.take_down(page=page, user=person.user, kind=kind, explanation="Nicht mehr wahr")
        )
        if decision is None:
            return
        thing.taken_down = str(kind)
        self._entered(str(take_downs.LEDGER[kind]), person, thing, decision)
        self._told(decision.pk, person, thing)
        if kind == TakeDown.Kind.OFFLINE:
            thing.kept, thing.public = thing.public, None

    def restore(self, *, who: int, what: int, turn: int, other: int) -> None:
        person, thing, page = self._scene(who, what, turn, self.oracle.may_restore)
        allowed = self.oracle.may_restore(person, thing, self._stage_of(thing))
        decision = self._try(allowed, lambda: take_downs.restore(page=page, user=person.user, reason="Doch wahr"))
        if decision is None:
            return
        if thing.taken_down == "offline":
            thing.public, thing.published_at = thing.kept, self._moment()
        thing.taken_down, thing.kept = "", None
        self._entered(Kind.RESTORED, person, thing, decision)
        self._told(decision.pk, person, thing)

    # Helpers

    def _told(self, decision: int, by: Person, thing: Thing) -> None:
        """Whoever submitted last, else whoever began the page, if they still may edit it; and the organisation's leads."""
        author = thing.submitter or thing.owner
        people = {author} if self.oracle.may_edit(author, thing) else set()
        people |= {one for one in self.cast if one.active and thing.actor in one.leads}
        self.mails |= {f"aftercare-{decision}-{one.user.pk}" for one in people if one is not by}

    def _may_begin_correcting(self, person: Person, thing: Thing, stage: str) -> bool:
        public: Content | None = thing.public
        own = person.active and thing.actor in person.member_of & self.oracle.trusted
        return own and not stage and public is not None and public[0] == thing.draft[0]

    def _may_take_down(self, person: Person, thing: Thing, stage: str) -> bool:
        return thing.public is not None and not thing.taken_down and self.oracle.may_take_down(person, thing)
