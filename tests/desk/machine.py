"""Random people do random things to random pages at random times; after each step the world has to be in order."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import time_machine
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from wagtail.models import Page, TaskState, WorkflowState

from accounts.models import Absence, RegionRole
from core import gate, review
from core.desk import claims
from core.models import Claim, Decision, OutboxMessage, Region, SentDigest, TaskNotice
from core.regular_work import do_due_work
from core.review_points import Wish
from tests.desk.oracle import Away, Oracle, Person, Thing
from tests.factories import (
    make_actor,
    make_actor_lead,
    make_contributor,
    make_editor,
    make_lead_editor,
    make_moderator,
    make_news,
    make_project,
)

Kind = Decision.Kind
TOLD = {Kind.STAGE_APPROVED, Kind.CHANGES_REQUESTED, Kind.REJECTED, Kind.WITHDRAWN, Kind.APPROVED, Kind.FORCED}
REFUSED = (PermissionDenied, review.ReviewError)
START = datetime(2026, 11, 9, 9, tzinfo=ZoneInfo("Europe/Berlin"))
PEOPLE, PAGES = 9, 4
ANY = st.integers(0, 99)
HOURS = (5, 24, 72, 200)
# What is done how often; three times out of four by somebody whose turn it is, else by anybody.
DEEDS = (
    *["write"] * 4, *["submit"] * 5, *["approve"] * 6, *["ask_for_changes"] * 3, *["agree"] * 2, *["wait"] * 2,
    *["countersign"] * 2, "reject", "withdraw", "force", "hold", "break_in", "go_away", "lose_the_role", "leave",
)  # fmt: skip


class Workflow(RuleBasedStateMachine):
    """One world in one transaction that is rolled back; the clock is the machine's own."""

    # How often each kind of decision was taken, over all runs.
    taken: Counter[str] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.clock = time_machine.travel(START, tick=False)
        self.now = self.clock.start()
        self.world = transaction.atomic()
        self.world.__enter__()
        self.ledger: list[tuple[str, int, int]] = []
        self.mails: set[str] = set()
        self.words = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.world.__exit__(None, None, None)
        self.clock.stop()

    @initialize()
    def people_and_pages(self) -> None:
        Region.objects.update(deputy=None)
        Region.objects.filter(slug="chemnitz").update(deputy=Region.objects.get(slug="leipzig"))
        weavers, cooks = make_actor("chemnitz", name="Weberei"), make_actor("leipzig", name="Küche")
        self.cast = [
            Person(make_contributor(weavers), member_of={weavers.pk}),
            Person(make_contributor(weavers), member_of={weavers.pk}),
            Person(make_actor_lead(weavers), member_of={weavers.pk}, leads={weavers.pk}),
            Person(make_contributor(cooks), member_of={cooks.pk}),
            Person(make_moderator("chemnitz"), moderates={"chemnitz"}),
            Person(make_editor("chemnitz"), edits={"chemnitz"}),
            Person(make_moderator("leipzig"), moderates={"leipzig"}),
            Person(make_lead_editor(), lead_editor=True),
            # A moderator who works for the organisation that submits.
            Person(make_moderator("chemnitz"), moderates={"chemnitz"}, member_of={weavers.pk}),
        ]
        weavers.memberships.create(user=self.cast[8].user, role="contributor")
        writer, cook, editor = self.cast[0].user, self.cast[3].user, self.cast[5].user
        self.things = [
            Thing(make_project("chemnitz", user=writer, actor=weavers), "chemnitz", weavers.pk, editorial=False),
            Thing(make_project("leipzig", user=cook, actor=cooks), "leipzig", cooks.pk, editorial=False),
            Thing(make_news("chemnitz", user=editor), "chemnitz", None, editorial=True),
            Thing(make_project(None, user=writer, actor=weavers), None, weavers.pk, editorial=False),
        ]
        for thing, author in zip(self.things, (0, 3, 5, 0), strict=True):
            thing.last_editor = self.cast[author]
        self.oracle = Oracle(self.cast, {"chemnitz": "leipzig"}, today=START.date())

    @rule(
        deed=st.sampled_from(DEEDS),
        who=ANY,
        what=ANY,
        turn=ANY,
        other=ANY,
    )
    def step(self, deed: str, who: int, what: int, turn: int, other: int) -> None:
        """One deed. A single rule, so that no run goes without submissions or decisions."""
        getattr(self, deed)(who=who, what=what, turn=turn, other=other)

    # What people do

    def write(self, *, who: int, what: int, turn: int, other: int) -> None:
        """Change the draft where the site lets the person; an autosave rewrites one's own revision in place."""
        person, thing, page = self._scene(who, what, turn, self._may_write)
        if not person.active or not page.permissions_for_user(person.user).can_edit():
            return
        lock = page.get_lock()
        if lock and lock.for_user(person.user):
            return
        state = review.active_state(page)
        deciding = state is not None and self.oracle.may_decide(person, thing, self._stage(state))
        assert self.oracle.may_edit(person, thing) or deciding
        self.words += 1
        draft = page.get_latest_revision_as_object()
        draft.title = f"Fassung {self.words}"
        latest = page.get_latest_revision()
        own = latest if other % 2 and latest.user_id == person.user.pk and thing.public != latest.object_str else None
        draft.save_revision(user=person.user, overwrite_revision=own)
        thing.last_editor, thing.agreed = person, set()

    def submit(self, *, who: int, what: int, turn: int, other: int) -> None:
        person, thing, page = self._scene(
            who, what, turn, self._may_answer if other % 2 and self._asked() else self._may_submit
        )
        state = review.active_state(page)
        answered = state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES
        try:
            with transaction.atomic():
                if answered:
                    review.answer_and_submit(obj=page, user=person.user, comment="Erledigt")
                else:
                    review.submit(obj=page, user=person.user)
        except REFUSED:
            return
        assert self.oracle.may_edit(person, thing)
        if answered:
            self._entered(Kind.ANSWERED, person, thing)
        self._entered(Kind.SUBMITTED, person, thing)
        thing.submitter = person

    def approve(self, **chance: int) -> None:
        self.decide(review.APPROVE, **chance)

    def ask_for_changes(self, **chance: int) -> None:
        self.decide(review.REQUEST_CHANGES, **chance)

    def reject(self, **chance: int) -> None:
        self.decide(review.REJECT, **chance)

    def decide(self, action: str, *, who: int, what: int, turn: int, other: int) -> None:
        person, thing, page = self._scene(who, what, turn, self._may_decide)
        task_state = TaskState.objects.for_instance(page).order_by("-pk").first()
        if task_state is None:
            return
        stage = "region" if hasattr(task_state.specific, "editorial") else "organisation"
        revision = page.get_latest_revision()
        stale = other % 10 == 9
        shown = "1:alt" if stale else gate.shown_token(revision)
        words = {"comment": "Bitte ändern", "reason": "other"} if action == review.REJECT else {}
        wishes = [Wish("Wer?", "title"), Wish("Kürzer")] if action == review.REQUEST_CHANGES else []
        try:
            with transaction.atomic():
                decision = review.decide(
                    task_state=task_state, user=person.user, action=action, shown=shown, wishes=wishes, **words
                )
        except REFUSED:
            return
        assert not stale, "a form that showed something else decided"
        assert self.oracle.may_decide(person, thing, stage)
        if action == review.APPROVE:
            assert self.oracle.may_approve(person, thing, stage)
        self._entered(decision.kind, person, thing, decision)
        if decision.kind == Kind.APPROVED:
            thing.public = revision.object_str

    def withdraw(self, *, who: int, what: int, turn: int, other: int) -> None:
        person, thing, page = self._scene(who, what, turn, self._may_withdraw)
        try:
            with transaction.atomic():
                review.withdraw(obj=page, user=person.user)
        except REFUSED:
            return
        assert self.oracle.may_edit(person, thing)
        assert person is thing.submitter or thing.actor in person.member_of
        self._entered(Kind.WITHDRAWN, person, thing)

    def agree(self, *, who: int, what: int, turn: int, other: int) -> None:
        person, thing, page = self._scene(who, what, turn, self._may_agree)
        try:
            with transaction.atomic():
                review.agree(obj=page, user=person.user, shown=gate.shown_token(page.get_latest_revision()))
        except REFUSED:
            return
        assert self.oracle.may_edit(person, thing)
        assert person is not thing.last_editor
        thing.agreed.add(id(person))
        self._entered(Kind.AGREED, person, thing)

    def force(self, *, who: int, what: int, turn: int, other: int) -> None:
        person, thing, page = self._scene(who, what, turn, self._may_force)
        revision = page.get_latest_revision()
        try:
            with transaction.atomic():
                decision = gate.force_publish(obj=page, user=person.user, reason="Eilt")
        except REFUSED:
            return
        assert person.lead_editor
        self._entered(Kind.FORCED, person, thing, decision)
        thing.public = revision.object_str

    def countersign(self, *, who: int, other: int, **_kwargs: int) -> None:
        decision = self._decisions().to_countersign().order_by("pk").first()
        if decision is None:
            return
        looking = [one for one in self.cast if one.lead_editor or one.moderates] if other % 4 else self.cast
        person = looking[who % len(looking)]
        if not person.active:
            return
        thing = next(thing for thing in self.things if str(thing.page.pk) == decision.object_id)
        try:
            with transaction.atomic():
                review.countersign(decision=decision, user=self._user(person))
        except REFUSED:
            return
        assert decision.user_id != person.user.pk
        assert thing.actor not in person.member_of
        self._entered(Kind.COUNTERSIGNED, person, thing)

    def hold(self, *, who: int, what: int, turn: int, other: int) -> None:
        """Take on, or hand over what is held."""
        person, thing, page = self._scene(who, what, turn, self._may_decide)
        task_state = page.current_workflow_task_state
        if task_state is None:
            return
        held = Claim.objects.filter(task_state=task_state).exists()
        try:
            with transaction.atomic():
                if held:
                    claims.hand_over(task_state=task_state, to=self._user(self.cast[other % PEOPLE]), by=person.user)
                else:
                    claims.claim(task_state=task_state, user=person.user)
        except REFUSED:
            return
        stage = self._stage(page.current_workflow_state)
        assert self.oracle.may_decide(person, thing, stage), f"{person} {thing} {stage}"

    def break_in(self, *, who: int, what: int, turn: int, other: int) -> None:
        """Publish past the review: the revision itself, or the row."""
        person, _thing, page = self._scene(who, what, turn, self._may_write)
        revision = page.get_latest_revision()
        if Decision.objects.about(page).opening().filter(content_hash=gate.content_hash(revision)).exists():
            return
        for attempt in (
            lambda: revision.publish(user=person.user, skip_permission_checks=True),
            lambda: self._save_live(page),
        ):
            try:
                with transaction.atomic():
                    attempt()
            except PermissionDenied:
                continue
            raise AssertionError("published past the gate")

    # What happens to people

    def go_away(self, *, who: int, other: int, **_kwargs: int) -> None:
        person, stand_in, days = self.cast[who % PEOPLE], self.cast[other % PEOPLE], other % 7
        stand_in = None if stand_in is person else stand_in
        today = self.oracle.today
        if any(away.person is person and away.last >= today for away in self.oracle.absences):
            return
        Absence.objects.create(
            person=person.user,
            deputy=stand_in.user if stand_in else None,
            starts_on=today,
            ends_on=today + timedelta(days=days),
        )
        self.oracle.absences.append(Away(person, stand_in, today, today + timedelta(days=days)))

    def lose_the_role(self, *, who: int, other: int, **_kwargs: int) -> None:
        person = self.cast[4 + who % 3]
        for role in list(RegionRole.objects.filter(user=person.user)):
            role.delete()
        person.moderates, person.edits = set(), set()

    def leave(self, *, who: int, other: int, **_kwargs: int) -> None:
        person = self.cast[who % PEOPLE]
        if sum(not one.active for one in self.cast) > 1:
            return
        user = self._user(person)
        user.is_active = False
        user.save()
        person.active = False

    def wait(self, *, who: int, other: int, **_kwargs: int) -> None:
        """Time passes, and the regular work is done."""
        self.now.shift(timedelta(hours=HOURS[other % len(HOURS)]))
        moment = datetime.now(ZoneInfo("Europe/Berlin"))
        self.oracle.today = moment.date()
        do_due_work(moment)
        before = OutboxMessage.objects.count()
        do_due_work(moment)
        assert OutboxMessage.objects.count() == before, "regular work repeated itself"
        for claim in Claim.objects.filter(task_state__in=claims.open_tasks()).select_related("user"):
            assert claim.user.is_active

    # What has to hold

    @invariant()
    def nothing_unapproved_is_public(self) -> None:
        for thing in getattr(self, "things", ()):
            row = Page.objects.values_list("live", "title").get(pk=thing.page.pk)
            assert row == (thing.public is not None, thing.public or row[1])

    @invariant()
    def no_decision_is_missing_from_the_ledger(self) -> None:
        if hasattr(self, "things"):
            pages = [str(thing.page.pk) for thing in self.things]
            lines = self._decisions().filter(object_id__in=pages).order_by("pk")
            assert [(line.kind, line.user_id, int(line.object_id)) for line in lines] == self.ledger

    @invariant()
    def every_mail_about_a_decision_is_written_once(self) -> None:
        rows = OutboxMessage.objects.filter(message_id__startswith="<review-decision-")
        keys = [row.rpartition("@")[0].lstrip("<") for row in rows.values_list("message_id", flat=True)]
        assert sorted(keys) == sorted(self.mails)

    @invariant()
    def every_summary_and_alarm_has_its_mail(self) -> None:
        digests = {f"<{digest.key}@" for digest in SentDigest.objects.all()}
        sent = OutboxMessage.objects.filter(message_id__startswith="<digest-").values_list("message_id", flat=True)
        assert {row.partition("@")[0] + "@" for row in sent} == digests
        if TaskNotice.objects.exists():
            assert OutboxMessage.objects.filter(message_id__startswith="<task-").exists()

    # Helpers

    def _decisions(self) -> Any:
        """The ledger on pages; organisations have their own numbers."""
        return Decision.objects.filter(base_content_type=ContentType.objects.get_for_model(Page))

    def _scene(
        self, who: int, what: int, turn: int, is_theirs: Callable[[Person, Thing, str], bool]
    ) -> tuple[Person, Thing, Any]:
        """Somebody and a page: whose turn it is where there is such a pair and `turn` says so, else any two."""
        stages = {id(thing): self._stage_of(thing) for thing in self.things} if turn % 4 < 3 else {}
        pairs = [(person, thing) for person in self.cast for thing in self.things]
        theirs = [pair for pair in pairs if is_theirs(*pair, stages[id(pair[1])])] if stages else []
        person, thing = (theirs or pairs)[(who * 100 + what) % len(theirs or pairs)]
        self._user(person)
        return person, thing, type(thing.page).objects.get(pk=thing.page.pk)

    def _stage_of(self, thing: Thing) -> str:
        """Whose turn a page is: "organisation", "region", "author" after requested changes, "" outside of a review."""
        state = review.active_state(thing.page)
        if state is None:
            return ""
        return "author" if state.status == WorkflowState.STATUS_NEEDS_CHANGES else self._stage(state)

    def _may_submit(self, person: Person, thing: Thing, stage: str) -> bool:
        return stage in ("", "author") and self.oracle.may_edit(person, thing)

    def _asked(self) -> bool:
        return any(self._stage_of(thing) == "author" for thing in self.things)

    def _may_answer(self, person: Person, thing: Thing, stage: str) -> bool:
        return stage == "author" and self.oracle.may_edit(person, thing)

    def _may_write(self, person: Person, thing: Thing, stage: str) -> bool:
        return stage in ("", "author") and self.oracle.may_edit(person, thing)

    def _may_decide(self, person: Person, thing: Thing, stage: str) -> bool:
        return stage in ("organisation", "region") and self.oracle.may_decide(person, thing, stage)

    def _may_force(self, person: Person, thing: Thing, stage: str) -> bool:
        return person.lead_editor and stage in ("organisation", "region")

    def _may_withdraw(self, person: Person, thing: Thing, stage: str) -> bool:
        return bool(stage) and (person is thing.submitter or thing.actor in person.member_of)

    def _may_agree(self, person: Person, thing: Thing, stage: str) -> bool:
        return bool(stage) and self.oracle.may_edit(person, thing) and person is not thing.last_editor

    def _user(self, person: Person) -> Any:
        person.user = get_user_model().objects.get(pk=person.user.pk)
        return person.user

    def _stage(self, state: Any) -> str:
        current = state.current_task_state
        return "region" if hasattr(current.specific, "editorial") else "organisation"

    def _save_live(self, page: Any) -> None:
        page.live, page.title = True, "An allen vorbei"
        page.save()

    def _entered(self, kind: str, person: Person, thing: Thing, decision: Decision | None = None) -> None:
        """Note what the ledger and the outbox have to hold now."""
        self.taken[str(kind)] += 1
        self.ledger.append((str(kind), person.user.pk, thing.page.pk))
        pages = self._decisions().filter(object_id=str(thing.page.pk), kind=kind)
        decision = decision or pages.order_by("-pk").first()
        assert decision is not None
        if kind == Kind.AGREED:
            wanted = [thing.last_editor]
        elif kind in TOLD:
            wanted = [thing.submitter, *(one for one in self.cast if thing.actor in one.leads)]
        else:
            return
        for one in wanted:
            if one is not None and one.active and one is not person:
                self.mails.add(f"review-decision-{decision.pk}-{one.user.pk}")
