"""Deeds of review: write, submit, decide, withdraw, agree, publish by force, break in."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import TaskState, WorkflowState

from core import gate, review
from core.desk import claims
from core.models import Claim
from core.review_points import Wish
from tests.desk.machine.base import REFUSED, Base, Kind, said
from tests.desk.oracle import Person, Thing


class Reviews(Base):
    # What people do

    def write(self, *, who: int, what: int, turn: int, other: int) -> None:
        """Change the draft where the site lets the person; an autosave rewrites one's own revision in place."""
        person, thing, page = self._scene(who, what, turn, self._may_write)
        self._change(person, thing, page, in_place=bool(other % 2), small=other % 5 == 0)

    def _change(self, person: Person, thing: Thing, page: Any, *, in_place: bool, small: bool) -> None:
        """Another title, or where it is to be small and there are any, other costs."""
        if not person.active or not page.permissions_for_user(person.user).can_edit():
            return
        lock = page.get_lock()
        if lock and lock.for_user(person.user):
            return
        state = review.active_state(page)
        deciding = state is not None and self.oracle.may_decide(person, thing, self._stage(state))
        assert self.oracle.may_edit(person, thing) or deciding
        self.words += 1
        latest = page.get_latest_revision()
        assert said(latest.content) == thing.draft
        draft = latest.as_object()
        if small and hasattr(draft, "costs"):
            draft.costs = f"{self.words} Euro"
        else:
            draft.title = f"Fassung {self.words}"
        own = latest if in_place and latest.user_id == person.user.pk and thing.public != thing.draft else None
        if own and thing.kept == thing.draft:
            thing.kept = None
        revision = draft.save_revision(user=person.user, overwrite_revision=own)
        thing.last_editor, thing.agreed, thing.draft = person, set(), said(revision.content)
        self._lost_its_approval(thing)

    def _lost_its_approval(self, thing: Thing) -> None:
        """Who made or planned a package hears at once when an approved page of it has been changed."""
        bundle, opening = thing.package, thing.opening
        if bundle is None or bundle.state != "scheduled" or opening is None:
            return
        if thing.published_at is not None and opening[1] <= thing.published_at:
            return
        self.taken["approval lost"] += 1
        for one in {bundle.maker, bundle.planner}:
            if one is not None and one.active:
                self.mails.add(f"package-lost-{bundle.row.pk}-{opening[0]}-{one.user.pk}")

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
        theirs = self._may_approve if action == review.APPROVE and other % 5 else self._may_decide
        person, thing, page = self._scene(who, what, turn, theirs)
        task_state = TaskState.objects.for_instance(page).order_by("-pk").first()
        if task_state is None:
            return
        now = self._stage_of(thing)
        stage = "region" if hasattr(task_state.specific, "editorial") else "organisation"
        revision = page.get_latest_revision()
        waits = stage == "region" and any(one.thing is thing and one.waits(self._moment()) for one in self.questions)
        allowed = now == stage and self.oracle.may_decide(person, thing, stage)
        if action == review.APPROVE:
            allowed = allowed and self.oracle.may_approve(person, thing, stage) and not waits
        stale = other % 10 == 9
        shown = "1:alt" if stale else gate.shown_token(revision)
        words = {"comment": "Bitte ändern", "reason": "other"} if action == review.REJECT else {}
        wishes = [Wish("Wer?", "title"), Wish("Kürzer")] if action == review.REQUEST_CHANGES else []
        decision = self._try(
            allowed and not stale,
            lambda: review.decide(
                task_state=task_state, user=person.user, action=action, shown=shown, wishes=wishes, **words
            ),
        )
        if decision is None:
            return
        self._entered(decision.kind, person, thing, decision)
        if decision.kind == Kind.APPROVED and thing.package is None:
            self._published(thing)

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
        allowed = person.active and person.lead_editor and thing.package is None
        decision = self._try(allowed, lambda: gate.force_publish(obj=page, user=person.user, reason="Eilt"))
        if decision is None:
            return
        self._entered(Kind.FORCED, person, thing, decision)
        self._published(thing)

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
                    to = self._user(self.cast[other % len(self.cast)])
                    claims.hand_over(task_state=task_state, to=to, by=person.user)
                else:
                    claims.claim(task_state=task_state, user=person.user)
        except REFUSED:
            return
        stage = self._stage(page.current_workflow_state)
        assert self.oracle.may_decide(person, thing, stage), f"{person} {thing} {stage}"

    def break_in(self, *, who: int, what: int, turn: int, other: int) -> None:
        """Publish past the review: the revision itself, or the row."""
        person, thing, page = self._scene(who, what, turn, self._may_break_in)
        revision = page.get_latest_revision()
        if thing.draft in thing.opened and thing.package is None:
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

    # Whose turn it is

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

    def _may_approve(self, person: Person, thing: Thing, stage: str) -> bool:
        return stage in ("organisation", "region") and self.oracle.may_approve(person, thing, stage)

    def _may_force(self, person: Person, thing: Thing, stage: str) -> bool:
        return person.lead_editor and stage in ("organisation", "region")

    def _may_withdraw(self, person: Person, thing: Thing, stage: str) -> bool:
        return bool(stage) and (person is thing.submitter or thing.actor in person.member_of)

    def _may_agree(self, person: Person, thing: Thing, stage: str) -> bool:
        return bool(stage) and self.oracle.may_edit(person, thing) and person is not thing.last_editor

    def _may_break_in(self, person: Person, thing: Thing, stage: str) -> bool:
        return thing.draft not in thing.opened or thing.package is not None

    def _save_live(self, page: Any) -> None:
        page.live, page.title = True, "An allen vorbei"
        page.save()
