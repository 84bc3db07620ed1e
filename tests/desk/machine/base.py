"""The world of the machine, what has to hold in it after each step, and how one finds one's way around it."""

import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

import time_machine
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from hypothesis.stateful import RuleBasedStateMachine, invariant
from wagtail.models import Page, WorkflowState

from actors.members.models import SmallCorrection, TrustedActor
from core import review
from core.aftercare.care import CareError
from core.models import Decision, OutboxMessage, Region, SentDigest, TaskNotice
from core.outside.services import OutsideError
from projects.models import ProjectPage
from tests.desk.oracle import Asked, Bundle, Content, Oracle, Person, Thing
from tests.factories import (
    make_actor,
    make_actor_lead,
    make_contributor,
    make_editor,
    make_lead_editor,
    make_moderator,
    make_news,
    make_project,
    make_user,
    publish,
)

Kind = Decision.Kind
TOLD = {Kind.STAGE_APPROVED, Kind.CHANGES_REQUESTED, Kind.REJECTED, Kind.WITHDRAWN, Kind.APPROVED, Kind.FORCED}
TOLD |= {Kind.PACKAGED}
# Decisions that end what somebody outside was asked.
ENDS = {Kind.APPROVED, Kind.FORCED, Kind.CORRECTED, Kind.PACKAGED, Kind.REJECTED, Kind.WITHDRAWN}
REFUSED = (PermissionDenied, review.ReviewError, OutsideError, CareError)
BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2026, 11, 9, 9, tzinfo=BERLIN)
DEPUTIES = {"chemnitz": "leipzig"}
STAGES = {"actorreviewtask": "organisation", "regionreviewtask": "region"}
# Mails whose every occasion the machine knows.
COUNTED = ("review-decision-", "package-", "outside-", "aftercare-")


def said(fields: Mapping[str, Any]) -> Content:
    """What a page tells its readers here."""
    return fields["title"], fields.get("costs") or ""


@dataclass
class World:
    """Everybody and every page as a run finds them: made once, and rolled back to after each run."""

    cast: list[Person]
    things: list[Thing]
    trusted: set[int]

    def begin(self) -> tuple[list[Person], list[Thing]]:
        """People and pages for one run, which may change them."""
        cast = [
            replace(one, moderates=set(one.moderates), edits=set(one.edits), member_of=set(one.member_of))
            for one in self.cast
        ]
        known = dict(zip(self.cast, cast, strict=True))
        things = [
            replace(
                thing,
                owner=known[thing.owner],
                last_editor=known[thing.owner],
                agreed=set(),
                opened=dict(thing.opened),
                corrected={},
            )
            for thing in self.things
        ]
        return cast, things


def make_world() -> World:
    with time_machine.travel(START, tick=False):
        return _made()


def _made() -> World:
    Region.objects.update(deputy=None)
    for region, deputy in DEPUTIES.items():
        Region.objects.filter(slug=region).update(deputy=Region.objects.get(slug=deputy))
    weavers, cooks = make_actor("chemnitz", name="Weberei"), make_actor("leipzig", name="Küche")
    TrustedActor.objects.create(actor=weavers)
    SmallCorrection.objects.create(place="projects.projectpage.costs")
    cast = [
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
    weavers.memberships.create(user=cast[8].user, role="contributor")
    writer, cook, editor = cast[0], cast[3], cast[5]

    def thing(page: Any, region: str | None, actor: Any, owner: Person) -> Thing:
        draft = said(page.get_latest_revision().content)
        editorial = actor is None
        return Thing(page, region, None if editorial else actor.pk, editorial, owner, draft, last_editor=owner)

    things = [
        thing(make_project("chemnitz", user=writer.user, actor=weavers), "chemnitz", weavers, writer),
        thing(make_project("leipzig", user=cook.user, actor=cooks), "leipzig", cooks, cook),
        thing(make_news("chemnitz", user=editor.user), "chemnitz", None, editor),
        thing(make_project(None, user=writer.user, actor=weavers), None, weavers, writer),
    ]
    # One is public from the beginning, approved by somebody who has nothing to do with the rest.
    known = thing(
        publish(make_project("chemnitz", user=writer.user, actor=weavers), by=make_user()), "chemnitz", weavers, writer
    )
    known.public, known.opened, known.published_at = known.draft, {known.draft: str(Kind.APPROVED)}, START
    return World(cast, [*things, known], {weavers.pk})


class Base(RuleBasedStateMachine):
    """One world in one transaction that is rolled back; the clock is the machine's own."""

    beginning: ClassVar[World]
    runs: ClassVar[int] = 0
    # How often each kind of thing was done, over all runs.
    taken: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.clock = time_machine.travel(START, tick=False)
        self.now = self.clock.start()
        self.world = transaction.atomic()
        self.world.__enter__()
        self.cast, self.things = self.beginning.begin()
        self.oracle = Oracle(self.cast, DEPUTIES, self.beginning.trusted, today=START.date())
        self.bundles: list[Bundle] = []
        self.questions: list[Asked] = []
        self.ledger: list[tuple[str, int | None, int]] = self._lines()
        self.mails: set[str] = set(self._counted_mails())
        self.words = self.steps = 0
        # The page that most of them look at, for stories with many steps.
        self.focus: Thing | None = None

    def teardown(self) -> None:
        # A run that failed is repeated for the report, as the same one.
        if sys.exc_info()[0] is None:
            type(self).runs += 1
        transaction.set_rollback(True)
        self.world.__exit__(None, None, None)
        self.clock.stop()

    # What has to hold

    @invariant()
    def nothing_unapproved_is_public(self) -> None:
        pages = [thing.page.pk for thing in self.things]
        rows = {pk: rest for pk, *rest in Page.objects.filter(pk__in=pages).values_list("pk", "live", "title")}
        costs = dict(ProjectPage.objects.filter(pk__in=pages).values_list("pk", "costs"))
        for thing in self.things:
            live, title = rows[thing.page.pk]
            assert live == (thing.public is not None)
            assert not live or (title, costs.get(thing.page.pk, "")) == thing.public

    @invariant()
    def no_decision_is_missing_from_the_ledger(self) -> None:
        assert self._lines() == self.ledger

    @invariant()
    def every_mail_about_a_decision_is_written_once(self) -> None:
        assert sorted(self._counted_mails()) == sorted(self.mails)

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

    def _lines(self) -> list[tuple[str, int | None, int]]:
        pages = [str(thing.page.pk) for thing in self.things]
        lines = self._decisions().filter(object_id__in=pages).order_by("pk")
        return [(kind, user, int(page)) for kind, user, page in lines.values_list("kind", "user_id", "object_id")]

    def _counted_mails(self) -> list[str]:
        counted = Q()
        for prefix in COUNTED:
            counted |= Q(message_id__startswith=f"<{prefix}")
        rows = OutboxMessage.objects.filter(counted).values_list("message_id", flat=True)
        return [row.rpartition("@")[0].lstrip("<") for row in rows]

    def _moment(self) -> datetime:
        return datetime.now(BERLIN)

    def _try(self, allowed: bool, work: Callable[[], Any]) -> Any:
        """Do it where it is allowed, and be refused where it is not; None where it was refused."""
        try:
            with transaction.atomic():
                done = work()
        except REFUSED as refusal:
            if allowed:
                raise AssertionError("refused to somebody who may") from refusal
            return None
        assert allowed, "done by somebody who may not"
        return True if done is None else done

    def _scene(
        self, who: int, what: int, turn: int, is_theirs: Callable[[Person, Thing, str], bool]
    ) -> tuple[Person, Thing, Any]:
        """Somebody and a page: whose turn it is where there is such a pair and `turn` says so, else any two."""
        stages = self._stages() if turn % 4 < 3 else {}
        pairs = [(person, thing) for person in self.cast for thing in self.things]
        theirs = [pair for pair in pairs if is_theirs(*pair, stages[pair[1]])] if stages else []
        if turn % 4 < 2:
            theirs = [pair for pair in theirs if pair[1] is self.focus] or theirs
        person, thing = (theirs or pairs)[(who * 100 + what) % len(theirs or pairs)]
        self._user(person)
        return person, thing, self._fresh(thing)

    def _fresh(self, thing: Thing) -> Any:
        return type(thing.page).objects.get(pk=thing.page.pk)

    def _stages(self) -> dict[Thing, str]:
        """Whose turn each page is: "organisation", "region", "author" after requested changes, "" outside of a review."""
        rows = WorkflowState.objects.active().values_list(
            "object_id", "status", "current_task_state__task__content_type__model"
        )
        found = {page: (status, task) for page, status, task in rows}
        stages = {}
        for thing in self.things:
            status, task = found.get(str(thing.page.pk), ("", ""))
            asks = status == WorkflowState.STATUS_NEEDS_CHANGES
            stages[thing] = "author" if asks else STAGES.get(task, "")
        return stages

    def _stage_of(self, thing: Thing) -> str:
        return self._stages()[thing]

    def _stage(self, state: Any) -> str:
        current = state.current_task_state
        return "region" if hasattr(current.specific, "editorial") else "organisation"

    def _user(self, person: Person) -> Any:
        person.user = get_user_model().objects.get(pk=person.user.pk)
        return person.user

    def _entered(self, kind: str, person: Person | None, thing: Thing, decision: Decision | None = None) -> None:
        """Note what the ledger and the outbox have to hold now."""
        self.taken[str(kind)] += 1
        self.ledger.append((str(kind), person.user.pk if person else None, thing.page.pk))
        pages = self._decisions().filter(object_id=str(thing.page.pk), kind=kind)
        decision = decision or pages.order_by("-pk").first()
        assert decision is not None
        self._ends_questions(kind, thing)
        if kind in Decision.OPENING:
            thing.opened[thing.draft] = str(kind)
            thing.opening = decision.pk, self._moment()
        if kind == Kind.AGREED:
            wanted = [thing.last_editor]
        elif kind in TOLD:
            wanted = [thing.submitter, *(one for one in self.cast if thing.actor in one.leads)]
        else:
            return
        for one in wanted:
            if one is not None and one.active and one is not person:
                self.mails.add(f"review-decision-{decision.pk}-{one.user.pk}")

    def _ends_questions(self, kind: str, thing: Thing) -> None:
        for asked in self.questions:
            replaced = kind == Kind.SUBMITTED and asked.content != thing.draft
            if asked.thing is thing and not asked.ended and (replaced or kind in ENDS):
                asked.ended = str(kind)

    def _published(self, thing: Thing) -> None:
        """The draft is public now; what was offline is back, which the ledger has to say."""
        thing.public, thing.published_at = thing.draft, self._moment()
        if thing.taken_down == "offline":
            thing.taken_down, thing.kept = "", None
            self._entered(Kind.RESTORED, None, thing)
