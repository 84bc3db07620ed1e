"""Several people and workers at one page at the same moment: one wins, the others are told, and nothing else is public."""

import signal
from collections.abc import Iterator
from datetime import timedelta
from time import sleep
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection  # noqa: F401 - for the mark
from django.utils import timezone
from wagtail.models import WorkflowState

from accounts.models import RegionRole
from core import gate, review
from core.aftercare import take_downs
from core.aftercare.care import CareError
from core.models import Decision, OutboxMessage
from core.outbox import deliver_due
from tests.core.mail_servers import ObedientServer
from tests.factories import make_editor, make_lead_editor, make_moderator, make_news, submit
from tests.races import in_the_middle, kill_at, together

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="threads meet row locks on PostgreSQL"),
]
Kind = Decision.Kind
# Held by whoever writes the ledger: all locks are taken, nothing is decided yet.
LEDGER = "core.gate.record"
BOTH_WAYS = pytest.mark.parametrize("turned", [False, True], ids=["the first leads", "the second leads"])
REFUSALS = (review.ReviewError, PermissionDenied, CareError)


@pytest.fixture(autouse=True)
def server(settings: Any) -> Iterator[None]:
    settings.EMAIL_BACKEND = "core.outbox.OutboxBackend"
    settings.OUTBOX_DELIVERY_BACKEND = "tests.core.mail_servers.ObedientServer"
    ObedientServer.reset()
    yield
    ObedientServer.reset()


@pytest.fixture
def case() -> SimpleNamespace:
    return submitted()


def submitted(**fields: Any) -> SimpleNamespace:
    """A story that its author has submitted; two moderators could decide."""
    author = make_editor("chemnitz")
    page = make_news("chemnitz", user=author, title="Geprüft", **fields)
    task_state = submit(page, author)
    # Read anew: in memory a date is no text yet.
    shown = gate.shown_token(page.revisions.get(pk=page.get_latest_revision().pk))
    return SimpleNamespace(
        page=page,
        author=author,
        task_state=task_state,
        shown=shown,
        moderator=make_moderator("chemnitz"),
        colleague=make_moderator("chemnitz"),
        lead=make_lead_editor(),
    )


def now(case: SimpleNamespace) -> Any:
    return type(case.page).objects.get(pk=case.page.pk)


def decide(case: SimpleNamespace, by: Any, action: str = review.APPROVE, **words: Any) -> Decision:
    return review.decide(task_state=case.task_state, user=by, action=action, shown=case.shown, **words)


def edit(case: SimpleNamespace, by: Any, *, in_place: bool = False) -> None:
    """What the editor does when somebody types: a new revision, or the same person's autosave into the last one."""
    page = now(case)
    latest = page.get_latest_revision()
    draft = latest.as_object()
    draft.title = "Im letzten Augenblick"
    draft.save_revision(user=by, clean=False, overwrite_revision=latest if in_place else None)


def lines(case: SimpleNamespace) -> list[str]:
    return list(Decision.objects.about(case.page).order_by("pk").values_list("kind", flat=True))


def assert_in_order(case: SimpleNamespace) -> None:
    """Public is exactly what a decision opened, the workflow agrees with the ledger, each mail is there once."""
    page, kinds = now(case), lines(case)
    if page.live:
        assert page.title == "Geprüft"
        assert gate.opening_decision(page, page.live_revision) is not None
    assert page.latest_revision_id == page.revisions.order_by("-created_at", "-pk").first().pk
    assert len(kinds) == len(set(kinds)), kinds
    ended = {Kind.APPROVED, Kind.FORCED, Kind.REJECTED, Kind.WITHDRAWN} & {Kind(kind) for kind in kinds}
    assert (review.active_state(page) is None) is bool(ended)
    assert WorkflowState.objects.for_instance(page).count() == 1
    told = Decision.objects.about(page).filter(kind__in=[*ended, Kind.CHANGES_REQUESTED]).exclude(user=case.author)
    mails = OutboxMessage.objects.filter(message_id__startswith="<review-decision-")
    assert sorted(row.message_id.partition("@")[0] for row in mails) == sorted(
        f"<review-decision-{line.pk}-{case.author.pk}" for line in told
    )
    assert sorted(ObedientServer.taken) == sorted(OutboxMessage.objects.values_list("message_id", flat=True))


def race(first: Any, second: Any, turned: bool) -> list[Exception]:
    return in_the_middle(second, LEDGER, first) if turned else in_the_middle(first, LEDGER, second)


class TestOneWins:
    """Of two who decide, the first one in does, and the other one is told."""

    @pytest.fixture(params=["withdraw", "approve", "ask for changes", "reject", "force"])
    def rival(self, request: Any, case: SimpleNamespace) -> Any:
        return {
            "withdraw": lambda: review.withdraw(obj=case.page, user=case.author),
            "approve": lambda: decide(case, case.colleague),
            "ask for changes": lambda: decide(case, case.colleague, review.REQUEST_CHANGES, comment="Kürzer"),
            "reject": lambda: decide(case, case.colleague, review.REJECT, comment="Doppelt", reason="duplicate"),
            "force": lambda: gate.force_publish(obj=case.page, user=case.lead, reason="Eilt", shown=case.shown),
        }[request.param]

    @BOTH_WAYS
    def test_a_page_is_decided_once(self, case: SimpleNamespace, rival: Any, turned: bool) -> None:
        raised = race(lambda: decide(case, case.moderator), rival, turned)
        forced_after = lines(case) == ["submitted", "approved", "forced"]
        assert len(raised) == (0 if forced_after else 1), raised
        assert all(isinstance(problem, review.AlreadyDecided) for problem in raised), raised
        if not forced_after:
            assert len(lines(case)) == 2
            assert_in_order(case)


def test_of_two_at_the_very_same_moment_one_wins(case: SimpleNamespace) -> None:
    raised = together(
        lambda: decide(case, case.moderator),
        lambda: decide(case, case.colleague),
        lambda: review.withdraw(obj=case.page, user=case.author),
    )
    assert [type(problem) for problem in raised] == [review.AlreadyDecided] * 2
    assert_in_order(case)


class TestEdits:
    """What goes live is what was approved; what is typed meanwhile is neither public nor lost."""

    @pytest.mark.parametrize("in_place", [False, True], ids=["a new draft", "an autosave"])
    @pytest.mark.parametrize("at", [LEDGER, "core.gate.why_shut", "core.media_release.release_files_of"])
    @pytest.mark.parametrize("deed", ["approve", "force"])
    def test_an_edit_in_the_middle_waits_and_is_kept(
        self, case: SimpleNamespace, at: str, deed: str, in_place: bool
    ) -> None:
        works = {
            "approve": lambda: decide(case, case.moderator),
            "force": lambda: gate.force_publish(obj=case.page, user=case.lead, reason="Eilt", shown=case.shown),
        }
        assert not in_the_middle(works[deed], at, lambda: edit(case, case.author, in_place=in_place))
        page = now(case)
        assert (page.live, page.title) == (True, "Geprüft")
        assert page.get_latest_revision().object_str == "Im letzten Augenblick"
        assert page.has_unpublished_changes
        assert page.draft_title == "Im letzten Augenblick"

    def test_an_approval_waits_for_an_autosave_and_is_refused(self, case: SimpleNamespace) -> None:
        """The autosave has written its revision, and not its page yet."""
        autosave = lambda: edit(case, case.author, in_place=True)  # noqa: E731
        raised = in_the_middle(autosave, "core.gate.guard_save", lambda: decide(case, case.moderator))
        assert [type(problem) for problem in raised] == [review.ChangedMeanwhile]
        assert not now(case).live
        assert lines(case) == ["submitted"]

    def test_a_draft_that_nobody_can_see_yet_stays_a_draft(self, case: SimpleNamespace) -> None:
        draft = lambda: edit(case, case.author)  # noqa: E731
        assert not in_the_middle(draft, "core.gate.guard_save", lambda: decide(case, case.moderator))
        page = now(case)
        assert (page.live, page.title, page.draft_title) == (True, "Geprüft", "Im letzten Augenblick")
        assert page.has_unpublished_changes


@BOTH_WAYS
def test_a_role_taken_away_counts_from_the_moment_it_is_gone(case: SimpleNamespace, turned: bool) -> None:
    """Who has begun to decide with the role has decided with it; afterwards the click is refused."""

    def demote() -> None:
        RegionRole.objects.get(user=case.moderator).delete()

    if turned:
        demote()
        raised = together(lambda: decide(case, type(case.moderator).objects.get(pk=case.moderator.pk)))
        assert [type(problem) for problem in raised] == [PermissionDenied]
        assert not now(case).live
    else:
        assert not in_the_middle(lambda: decide(case, case.moderator), LEDGER, demote)
        assert now(case).live
    assert_in_order(case)


@BOTH_WAYS
def test_a_change_is_approved_while_the_page_is_taken_offline(turned: bool) -> None:
    """Whoever comes last decides what readers see: the approval brings the page back, with a line in the ledger."""
    case = submitted(live=True)
    raised = race(
        lambda: decide(case, case.moderator),
        lambda: take_downs.take_down(page=case.page, user=case.lead, kind="offline", explanation="Abgesagt"),
        turned,
    )
    assert not raised
    page, kinds = now(case), lines(case)
    assert page.live is turned
    assert kinds[-1] == ("restored" if turned else "unpublished")


def test_a_scheduled_page_is_published_once_by_two_workers() -> None:
    at = timezone.now() + timedelta(seconds=3)
    case = submitted(go_live_at=at)
    decide(case, case.moderator)
    assert not now(case).live
    sleep(max(0, (at - timezone.now()).total_seconds()))
    raised = together(lambda: call_command("publish_scheduled"), lambda: call_command("publish_scheduled"))
    assert not raised
    assert now(case).live
    assert lines(case) == ["submitted", "approved"]
    assert_in_order(case)


# Where the process of whoever approves is killed: the function it is about to call, and for the how many-th time.
STEPS = {
    "all locks are taken": ("core.gate.shown_token", 1),
    "before the ledger": (LEDGER, 1),
    "before its mail": ("core.review_mails._send", 1),
    "the gate is asked": ("core.gate.check", 1),
    "its text is written, its files are not": ("core.media_release.release_files_of", 1),
    "between the row and the index": ("core.search.index.index_object", 1),
    "it is public, its next check is not planned": ("core.aftercare.take_downs.on_published", 1),
}
SAMPLE = {"before its mail", "between the row and the index"}
MATRIX = [pytest.param(*at, id=name, marks=() if name in SAMPLE else pytest.mark.heavy) for name, at in STEPS.items()]


def assert_approved_once(case: SimpleNamespace) -> None:
    assert now(case).live
    assert lines(case) == ["submitted", "approved"]
    assert OutboxMessage.objects.filter(message_id__startswith="<review-decision-").count() == 1


@pytest.mark.parametrize(("target", "count"), MATRIX)
def test_a_process_killed_while_it_approves_leaves_nothing(case: SimpleNamespace, target: str, count: int) -> None:
    assert kill_at(target, count, lambda: decide(case, case.moderator)) == -signal.SIGKILL
    assert not now(case).live
    assert lines(case) == ["submitted"]
    assert not OutboxMessage.objects.filter(message_id__startswith="<review-decision-").exists()
    decide(case, case.moderator)
    assert_approved_once(case)
    assert_in_order(case)


@pytest.mark.heavy
def test_a_process_killed_before_its_mail_is_sent_leaves_all_and_the_mail_goes_out_once(case: SimpleNamespace) -> None:
    assert kill_at("core.outbox._enqueue_delivery", 1, lambda: decide(case, case.moderator)) == -signal.SIGKILL
    assert_approved_once(case)
    deliver_due(timezone.now())
    deliver_due(timezone.now())
    assert_in_order(case)


@pytest.mark.heavy
def test_a_process_killed_while_it_sends_never_sends_again(case: SimpleNamespace) -> None:
    """Nobody knows whether the mail has arrived: it is on the operators' list, and waits for them."""
    before = len(ObedientServer.taken)
    assert kill_at("core.outbox._note", 1, lambda: decide(case, case.moderator)) == -signal.SIGKILL
    assert_approved_once(case)
    for hours in range(0, 60, 5):
        deliver_due(timezone.now() + timedelta(hours=hours))
    assert len(ObedientServer.taken) == before
    row = OutboxMessage.objects.get(message_id__startswith="<review-decision-")
    assert row.status == OutboxMessage.Status.SENDING
    assert list(OutboxMessage.objects.needs_attention(timezone.now() + timedelta(hours=1))) == [row]
