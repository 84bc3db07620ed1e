"""Deeds around publication packages: fill, plan, take out, cancel, publish at once, publish what is left over."""

from datetime import datetime, timedelta
from typing import Any

from core import gate
from core.models import Region
from core.packages import publishing, services
from core.packages.models import PackageItem
from tests.desk.machine.base import Base, Kind
from tests.desk.oracle import Bundle, Person, Thing

AHEAD = (2, 30, 100)
MOST = 2


class Bundles(Base):
    def put_in(self, *, who: int, what: int, turn: int, other: int) -> None:
        """Put a page into an open package, or begin one for it."""
        person, thing, page = self._scene(who, what, turn, self._may_put_in)
        bundle = self._some_bundle(other)
        if bundle is None or (other % 3 == 0 and len(self._open_bundles()) < MOST):
            bundle = self._begin(person, thing, other)
        if bundle is None:
            return
        changed = thing.public is None or thing.public != thing.draft
        allowed = self.oracle.may_place(person, bundle, thing.region) and thing.package is None and changed
        if bundle.state == "scheduled" and thing.region not in bundle.concerned:
            allowed = allowed and self.oracle.may_plan(person, bundle)
        if not self._try(allowed, lambda: services.add(package=bundle.row, page=page, user=person.user)):
            return
        self.taken["put in"] += 1
        thing.package, self.focus = bundle, thing
        bundle.things.append(thing)
        bundle.regions |= {thing.region} - {None}  # type: ignore[arg-type]

    def _begin(self, person: Person, thing: Thing, other: int) -> Bundle | None:
        regions = {thing.region or "leipzig"} | ({"chemnitz", "leipzig"} if other % 2 else set())
        own = person.moderates | person.edits
        allowed = self.oracle.is_staff(person) and (person.lead_editor or bool(regions & own))
        chosen = Region.objects.filter(slug__in=regions)
        row = self._try(
            allowed, lambda: services.create(user=person.user, title=f"Paket {len(self.bundles)}", regions=chosen)
        )
        if row is None:
            return None
        self.bundles.append(Bundle(row, person, regions))
        return self.bundles[-1]

    def plan(self, *, who: int, what: int, turn: int, other: int) -> None:
        bundle = self._some_bundle(what, turn)
        if bundle is None:
            return
        person = self._somebody(who, turn, lambda one: self.oracle.may_plan(one, bundle))
        at = self._moment() + timedelta(hours=AHEAD[other % len(AHEAD)])
        allowed = self.oracle.may_plan(person, bundle) and bool(bundle.things)
        if not self._try(allowed, lambda: services.schedule(package=bundle.row, user=person.user, publish_at=at)):
            return
        self.taken["package planned"] += 1
        bundle.state, bundle.publish_at, bundle.planner = "scheduled", at, person

    def take_out(self, *, who: int, what: int, turn: int, other: int) -> None:
        bundle = self._some_bundle(what)
        if bundle is None or not bundle.things:
            return
        thing = bundle.things[other % len(bundle.things)]
        person = self._somebody(who, turn, lambda one: self._may_take_out(one, bundle, thing))
        item = PackageItem.objects.get(package=bundle.row, page_id=thing.page.pk)
        if not self._try(
            self._may_take_out(person, bundle, thing), lambda: services.take_out(item=item, user=person.user)
        ):
            return
        bundle.things.remove(thing)
        thing.package = None

    def cancel(self, *, who: int, what: int, turn: int, **_kwargs: int) -> None:
        bundle = self._some_bundle(what)
        if bundle is None:
            return
        person = self._somebody(who, turn, lambda one: self.oracle.may_change(one, bundle))
        if not self._try(
            self.oracle.may_change(person, bundle), lambda: services.cancel(package=bundle.row, user=person.user)
        ):
            return
        self.taken["package cancelled"] += 1
        self._closed(bundle, "cancelled")

    def publish_package(self, *, who: int, what: int, turn: int, **_kwargs: int) -> None:
        """Somebody publishes it at once: all of it, or they are told why not."""
        bundle = self._some_bundle(what, turn)
        if bundle is None:
            return
        person = self._somebody(who, turn, lambda one: self.oracle.may_plan(one, bundle))
        allowed = self.oracle.may_plan(person, bundle) and self._is_ready(bundle)
        if not self._try(
            allowed, lambda: publishing.publish_package(pk=bundle.row.pk, now=self._moment(), by=person.user)
        ):
            return
        self._went_live(bundle, person)

    def release(self, *, who: int, what: int, turn: int, other: int) -> None:
        """Publish what was approved for a package and is in none any more."""
        person, thing, page = self._scene(who, what, turn, self._may_release)
        shown = "1:alt" if other % 10 == 9 else gate.shown_token(page.get_latest_revision())
        allowed = self._may_release(person, thing, "") and shown != "1:alt"
        if not self._try(allowed, lambda: services.release(page=page, user=person.user, shown=shown)):
            return
        self.taken["released"] += 1
        self._published(thing)

    # What becomes due

    def due_packages(self, now: datetime) -> list[tuple[Bundle, bool]]:
        """Packages whose minute has come, each with whether it can be published."""
        due = [one for one in self.bundles if one.state == "scheduled" and one.publish_at and one.publish_at <= now]
        due.sort(key=lambda one: (one.publish_at, one.row.pk))
        return [(bundle, self._is_ready(bundle)) for bundle in due]

    def packages_came_due(self, due: list[tuple[Bundle, bool]]) -> None:
        for bundle, ready in due:
            bundle.row.refresh_from_db()
            assert bundle.row.state == ("published" if ready else "failed"), bundle.row.failure
            if ready:
                self._went_live(bundle, bundle.planner)
            else:
                self._failed(bundle)

    def _failed(self, bundle: Bundle) -> None:
        self.taken["package failed"] += 1
        bundle.state = "failed"
        people = {bundle.maker, bundle.planner}
        for region in bundle.concerned - {None}:
            people |= self.oracle.on_duty(region)  # type: ignore[arg-type]
        if None in bundle.concerned:
            people |= {one for one in self.cast if one.lead_editor}
        assert bundle.publish_at is not None
        planned = int(bundle.row.publish_at.timestamp())
        for one in people:
            if one is not None and one.active:
                self.mails.add(f"package-failed-{bundle.row.pk}-{planned}-{one.user.pk}")

    def _went_live(self, bundle: Bundle, by: Person | None) -> None:
        for thing in sorted(bundle.things, key=lambda one: one.page.pk):
            self._published(thing)
            self._entered(Kind.PACKAGED, by, thing)
        self._closed(bundle, "published")

    def _closed(self, bundle: Bundle, state: str) -> None:
        bundle.state = state
        for thing in bundle.things:
            thing.package = None

    # Helpers

    def _is_ready(self, bundle: Bundle) -> bool:
        return bool(bundle.things) and all(thing.is_open and not self._stage_of(thing) for thing in bundle.things)

    def _open_bundles(self) -> list[Bundle]:
        return [one for one in self.bundles if one.is_open]

    def _some_bundle(self, number: int, turn: int = 3) -> Bundle | None:
        """An open package; where `turn` says so one that could be published."""
        ready = [one for one in self._open_bundles() if self._is_ready(one)] if turn % 4 < 3 else []
        found = ready or self._open_bundles()
        return found[number % len(found)] if found else None

    def _somebody(self, who: int, turn: int, is_theirs: Any) -> Person:
        theirs = [one for one in self.cast if is_theirs(one)] if turn % 4 < 3 else []
        person = (theirs or self.cast)[who % len(theirs or self.cast)]
        self._user(person)
        return person

    def _may_put_in(self, person: Person, thing: Thing, stage: str) -> bool:
        """Best while it waits for the last approval: an earlier one would have published it."""
        fits = stage == "region" and thing.package is None and thing.public != thing.draft
        return fits and self.oracle.staff_in(person, thing.region)

    def _may_take_out(self, person: Person, bundle: Bundle, thing: Thing) -> bool:
        return self.oracle.may_place(person, bundle, thing.region) or self.oracle.may_change(person, bundle)

    def _may_release(self, person: Person, thing: Thing, stage: str) -> bool:
        """Not what was taken offline: that comes back by a decision with a reason."""
        waits = thing.is_open and thing.public != thing.draft and thing.taken_down != "offline"
        return waits and thing.package is None and self.oracle.moderates(person, thing.region)
