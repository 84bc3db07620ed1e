"""Several people and workers at the same moment, and workers that are killed: all of a package or nothing."""

import signal
import time
from datetime import timedelta
from threading import Event
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection  # noqa: F401 - for the mark
from django.utils import timezone
from wagtail.models import Page

from core import gate, review
from core.models import Decision, OutboxMessage
from core.packages import mails, publishing, services
from core.packages.models import Package, PackageItem
from core.packages.publishing import publish_due
from tests.factories import approve, make_editor, make_lead_editor, make_moderator, make_package, plan, submit
from tests.packages.conftest import three_pages
from tests.races import kill_at, together

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="threads meet row locks on PostgreSQL"),
]
PUBLISHING = "core.packages.publishing"


@pytest.fixture(autouse=True)
def kept_mail(settings: Any) -> None:
    settings.EMAIL_BACKEND = "core.outbox.OutboxBackend"


def approved_package() -> tuple[Package, list[Any]]:
    pages = three_pages()
    package = make_package(*pages)
    for page in pages:
        approve(page)
    return plan(package), pages


def later() -> Any:
    return timezone.now() + timedelta(hours=1, seconds=1)


def live(pages: list[Any]) -> list[bool]:
    return [Page.objects.get(pk=page.pk).live for page in pages]


def assert_published_once(package: Package, pages: list[Any]) -> None:
    package.refresh_from_db()
    assert package.state == Package.State.PUBLISHED
    assert live(pages) == [True] * 3
    for page in pages:
        assert Decision.objects.about(page).filter(kind=Decision.Kind.PACKAGED).count() == 1
    subjects = OutboxMessage.objects.filter(subject__startswith="Public:").values_list("subject", "recipients")
    assert len(subjects) == len({(subject, tuple(to)) for subject, to in subjects}) == 3


def test_two_workers_publish_a_package_once() -> None:
    package, pages = approved_package()
    at = later()
    assert not together(lambda: publish_due(at), lambda: publish_due(at), lambda: publish_due(at))
    assert_published_once(package, pages)


def test_an_approval_meets_the_publication_either_before_or_after() -> None:
    pages = three_pages()
    package = make_package(*pages)
    for page in pages[:2]:
        approve(page)
    last = pages[2]
    task_state = submit(type(last).objects.get(pk=last.pk), make_editor("leipzig"))
    moderator, shown = make_moderator("leipzig"), gate.shown_token(last.get_latest_revision())
    plan(package)
    at = later()
    assert not together(
        lambda: review.decide(task_state=task_state, user=moderator, action=review.APPROVE, shown=shown),
        lambda: publish_due(at),
    )
    package.refresh_from_db()
    if package.state == Package.State.PUBLISHED:
        assert_published_once(package, pages)
    else:
        assert package.state == Package.State.FAILED
        assert live(pages) == [False] * 3
    assert Decision.objects.about(last).filter(kind=Decision.Kind.APPROVED).count() == 1


def test_an_edit_in_the_middle_of_the_publication_waits_and_is_not_lost() -> None:
    package, pages = approved_package()
    checked = Event()
    ask = publishing.hindrances_of
    editor = make_editor("chemnitz")

    def asked_slowly(*args: Any) -> list[str]:
        found = ask(*args)
        checked.set()
        time.sleep(0.7)
        return found

    def edit() -> None:
        checked.wait(20)
        draft = type(pages[0]).objects.get(pk=pages[0].pk).get_latest_revision_as_object()
        draft.title = "Im letzten Augenblick"
        draft.save_revision(user=editor, clean=False)

    at = later()
    with patch(f"{PUBLISHING}.hindrances_of", asked_slowly):
        assert not together(lambda: publish_due(at), edit)
    assert_published_once(package, pages)
    page = Page.objects.get(pk=pages[0].pk)
    assert page.title == "Nachricht im Paket"
    assert page.get_latest_revision().object_str == "Im letzten Augenblick"
    assert page.has_unpublished_changes


def test_a_page_is_added_while_it_is_approved() -> None:
    """Either the approval comes first, and there is nothing left to wait for, or the page waits."""
    page = three_pages()[0]
    package = make_package()
    task_state = submit(type(page).objects.get(pk=page.pk), make_editor("chemnitz"))
    moderator, shown = make_moderator("chemnitz"), gate.shown_token(page.get_latest_revision())
    lead = make_lead_editor()
    raised = together(
        lambda: review.decide(task_state=task_state, user=moderator, action=review.APPROVE, shown=shown),
        lambda: services.add(package=package, page=page, user=lead),
    )
    waits = PackageItem.objects.filter(page_id=page.pk, is_open=True).exists()
    assert Page.objects.get(pk=page.pk).live is not waits
    assert [type(problem) for problem in raised] == ([] if waits else [review.ReviewError])


def test_a_page_gets_into_one_of_two_packages() -> None:
    page = three_pages()[0]
    lead = make_lead_editor()
    first, second = make_package(), make_package()
    raised = together(
        lambda: services.add(package=first, page=page, user=lead),
        lambda: services.add(package=second, page=page, user=lead),
    )
    assert [type(problem) for problem in raised] == [review.ReviewError]
    assert PackageItem.objects.filter(page_id=page.pk, is_open=True).count() == 1


# Where a worker is killed: the function it is about to call, and for the how many-th time.
STEPS = {
    "all locks are taken": (f"{PUBLISHING}.hindrances_of", 1),
    "before the first page": (f"{PUBLISHING}._publish_page", 1),
    "its text is written, its files are not": ("core.media_release.release_files_of", 1),
    "in the index of the second page": ("core.search.index.index_object", 2),
    "between two pages": (f"{PUBLISHING}._publish_page", 2),
    "before the ledger of the second": ("core.gate.record", 2),
    "in the dates of the event": ("events.services.expand_dates", 1),
    "before the mail of the third": ("core.review_mails._send", 3),
    "before the ledger of the third": ("core.gate.record", 3),
    "all is written": (f"{PUBLISHING}.log", 1),
}
SAMPLE = {"between two pages", "all is written"}
MATRIX = [
    pytest.param(*step, id=name, marks=() if name in SAMPLE else pytest.mark.heavy) for name, step in STEPS.items()
]


def kill_publishing_at(target: str, count: int, *, after: bool = False) -> int:
    return kill_at(target, count, lambda: publish_due(later()), after=after)


@pytest.mark.parametrize(("target", "count"), MATRIX)
def test_a_worker_killed_before_its_end_leaves_nothing_and_the_next_finishes(target: str, count: int) -> None:
    package, pages = approved_package()
    assert kill_publishing_at(target, count) == -signal.SIGKILL
    package.refresh_from_db()
    assert package.state == Package.State.SCHEDULED
    assert live(pages) == [False] * 3
    assert not Decision.objects.filter(kind=Decision.Kind.PACKAGED).exists()
    assert publish_due(later()) == 1
    assert_published_once(package, pages)


def test_a_worker_killed_after_its_end_leaves_all() -> None:
    package, pages = approved_package()
    assert kill_publishing_at(f"{PUBLISHING}.publish_package", 1, after=True) == -signal.SIGKILL
    assert_published_once(package, pages)
    assert publish_due(later()) == 0


@pytest.mark.heavy
def test_a_worker_killed_while_it_tells_of_a_failure_tells_later_and_once() -> None:
    pages = three_pages()
    package = make_package(*pages)
    plan(package)
    assert kill_publishing_at(f"{mails.__name__}.tell_of_failure", 1) == -signal.SIGKILL
    package.refresh_from_db()
    assert package.state == Package.State.SCHEDULED
    publish_due(later())
    publish_due(later())
    told = [tuple(row.recipients) for row in OutboxMessage.objects.filter(subject__startswith="Not published")]
    assert told
    assert len(told) == len(set(told))
