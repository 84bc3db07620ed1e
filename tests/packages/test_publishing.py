"""A package becomes public as one at its minute, or not at all."""

from datetime import timedelta
from io import StringIO
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from core import gate
from core.models import Decision, OutboxMessage, SearchEntry
from core.packages import services
from core.packages.models import Package
from core.packages.publishing import PackageRefused, publish_due, publish_package
from core.regular_work import do_due_work
from events.models import EventIndexPage
from news.models import NewsIndexPage
from tests.e2e.watching import public_lists
from tests.factories import (
    approve,
    make_editor,
    make_lead_editor,
    make_moderator,
    make_news,
    make_package,
    plan,
    publish,
    region_index,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def later():
    return timezone.now() + HOUR + timedelta(seconds=1)


def live(pages):
    return [Page.objects.get(pk=page.pk).live for page in pages.all]


def approved_package(pages):
    package = make_package(*pages.all)
    for page in pages.all:
        approve(page)
    return plan(package)


def edit(page, title="Danach geändert", user=None):
    draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.title = title
    return draft.save_revision(user=user or make_editor("chemnitz"), clean=False)


def test_an_approved_page_of_a_package_is_not_public_before_its_minute(pages):
    approved_package(pages)
    assert live(pages) == [False] * 3
    assert publish_due(timezone.now()) == 0
    assert live(pages) == [False] * 3


def test_all_pages_become_public_at_the_minute(pages):
    package = approved_package(pages)
    assert do_due_work(later())["packages"] == 1
    package.refresh_from_db()
    assert live(pages) == [True] * 3
    assert package.state == Package.State.PUBLISHED
    assert not package.items.filter(is_open=True).exists()
    for page in pages.all:
        line = Decision.objects.about(page).get(kind=Decision.Kind.PACKAGED)
        assert line.refers_to.kind == Decision.Kind.APPROVED
        assert line.content_hash == line.refers_to.content_hash
    assert publish_due(later()) == 0


def test_a_page_that_nobody_has_approved_keeps_all_back(pages):
    """ONS #262: unapproved pages slipped in."""
    package = make_package(*pages.all)
    approve(pages.news)
    approve(pages.event)
    plan(package)
    assert publish_due(later()) == 0
    package.refresh_from_db()
    assert package.state == Package.State.FAILED
    assert "Projekt im Paket: This version has not been approved" in package.failure
    assert live(pages) == [False] * 3


def test_the_approved_edit_of_a_live_page_becomes_public(pages):
    """ONS #614: drafts of live pages were skipped."""
    page = make_news("chemnitz", live=True, title="Erste Fassung")
    edit(page, "Zweite Fassung")
    package = make_package(type(page).objects.get(pk=page.pk), pages.project)
    approve(page)
    approve(pages.project)
    plan(package)
    assert type(page).objects.get(pk=page.pk).title == "Erste Fassung"
    assert publish_due(later()) == 1
    page = type(page).objects.get(pk=page.pk)
    assert page.title == "Zweite Fassung"
    assert not page.has_unpublished_changes


def test_every_page_s_own_approval_counts(pages):
    """ONS #764: the approval of one page was ignored. Each of them is decisive, alone."""
    for missing in pages.all:
        package = make_package(*pages.all)
        for page in pages.all:
            if page is not missing and not Decision.objects.about(page).opening().exists():
                gate.record(
                    Decision.Kind.APPROVED, page, revision=page.get_latest_revision(), user=make_moderator("dresden")
                )
        Decision.objects.about(missing).delete()
        with pytest.raises(PackageRefused) as refusal:
            publish_package(pk=package.pk, now=timezone.now(), by=make_lead_editor())
        assert [words.split(":")[0] for words in refusal.value.hindrances] == [missing.title]
        assert live(pages) == [False] * 3
        services.cancel(package=package, user=make_lead_editor())


def test_an_edit_after_the_approval_keeps_all_back(pages):
    package = approved_package(pages)
    edit(pages.news)
    assert publish_due(later()) == 0
    package.refresh_from_db()
    assert "Nachricht im Paket" in package.failure
    assert live(pages) == [False] * 3


def test_an_autosave_into_the_approved_revision_keeps_all_back(pages):
    approved_package(pages)
    page = type(pages.news).objects.get(pk=pages.news.pk)
    revision = page.get_latest_revision()
    draft = revision.as_object()
    draft.title = "Halb getippt"
    draft.save_revision(user=revision.user, overwrite_revision=revision, clean=False)
    assert publish_due(later()) == 0
    assert live(pages) == [False] * 3


def test_nothing_of_a_refused_package_is_visible_anywhere(pages, client, settings):
    """The last of the pages fails after the others have been written."""
    settings.EMAIL_BACKEND = "core.outbox.OutboxBackend"
    package = approved_package(pages)
    before = list(SearchEntry.objects.values_list("pk", flat=True).order_by("pk"))
    with patch("events.services.expand_dates", side_effect=RuntimeError("the last one fails")):
        assert publish_due(later()) == 0
    package.refresh_from_db()
    assert package.state == Package.State.FAILED
    assert live(pages) == [False] * 3
    assert list(SearchEntry.objects.values_list("pk", flat=True).order_by("pk")) == before
    assert not Decision.objects.filter(kind=Decision.Kind.PACKAGED).exists()
    for page in pages.all:
        assert client.get(page.url).status_code == 404
    for address in (*public_lists("Paket").values(), region_index(NewsIndexPage, None).url, "/"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert b"im Paket" not in answer.content
    subjects = list(OutboxMessage.objects.values_list("subject", flat=True))
    assert not any(subject.startswith("Public:") for subject in subjects)
    assert sum(subject.startswith("Not published:") for subject in subjects) >= 2


def test_a_failed_package_is_tried_once_and_told_once(pages):
    maker, moderator = make_lead_editor(), make_moderator("leipzig")
    package = make_package(*pages.all, user=maker)
    plan(package, user=maker)
    for _minute in range(3):
        publish_due(later())
    told = [message.to[0] for message in mail.outbox if "Herbst" in message.subject]
    assert sorted(told) == sorted({maker.email, moderator.email})
    [body] = [
        message.body for message in mail.outbox if message.to == [moderator.email] and "Herbst" in message.subject
    ]
    assert f"/cms/packages/{package.pk}/" in body
    assert "Projekt im Paket: This version has not been approved" in body


def test_a_failed_package_keeps_its_pages_back_and_can_be_planned_anew(pages):
    package = make_package(*pages.all)
    plan(package)
    publish_due(later())
    for page in pages.all:
        approve(page)
    assert live(pages) == [False] * 3
    plan(package)
    assert publish_due(later()) == 1
    assert live(pages) == [True] * 3


def test_a_late_run_still_publishes_and_says_how_late(pages):
    package = approved_package(pages)
    publish_due(package.publish_at + timedelta(minutes=47, seconds=5))
    package.refresh_from_db()
    assert package.minutes_late == 47


def test_no_other_road_publishes_a_page_of_a_package(pages):
    approved_package(pages)
    with pytest.raises(gate.PublishRefused, match="with the package"):
        gate.force_publish(obj=pages.news, user=make_lead_editor(), reason="Eilig")
    with pytest.raises(gate.PublishRefused, match="with the package"):
        pages.news.get_latest_revision().publish(user=make_lead_editor())
    assert live(pages) == [False] * 3


@pytest.mark.parametrize("what", ["deleted", "moved", "locked", "own time", "over", "in review"])
def test_whatever_happens_to_one_page_keeps_all_back(pages, what):
    package = approved_package(pages)
    at = later()
    if what == "deleted":
        Page.objects.get(pk=pages.event.pk).delete()
    elif what == "moved":
        dresden = region_index(EventIndexPage, "dresden")
        Page.objects.get(pk=pages.event.pk).specific.move(dresden, pos="last-child")
    elif what == "locked":
        Page.objects.filter(pk=pages.event.pk).update(locked=True, locked_by=make_lead_editor())
    elif what == "own time":
        pages.event.get_latest_revision().content_object.revisions.update(approved_go_live_at=at + HOUR)
    elif what == "in review":
        page = type(pages.event).objects.get(pk=pages.event.pk)
        page.get_workflow().start(page, make_editor("leipzig"))
    elif what == "over":
        at += timedelta(days=90)
    assert publish_due(at) == 0
    package.refresh_from_db()
    assert package.failure.startswith("Abend im Paket: ")
    assert not Page.objects.filter(pk__in=[page.pk for page in pages.all], live=True).exists()


def test_the_dry_run_says_what_would_happen_and_changes_nothing(pages):
    ready = make_package(pages.news, pages.project)
    approve(pages.news)
    approve(pages.project)
    plan(ready)
    make_package(pages.event)
    rows = {model: list(model.objects.values().order_by("pk")) for model in (Package, Decision, Page)}
    said = StringIO()
    call_command("publish_packages", "--dry-run", stdout=said)
    assert "would be published" in said.getvalue()
    assert "Abend im Paket: This version has not been approved" in said.getvalue()
    assert {model: list(model.objects.values().order_by("pk")) for model in rows} == rows


def test_one_broken_package_keeps_no_other_waiting(pages):
    broken = make_package(pages.event)
    plan(broken, minutes=1)
    good = make_package(pages.news)
    approve(pages.news)
    plan(good, minutes=2)
    call_command("publish_packages", stdout=StringIO())
    assert publish_due(later()) == 1
    assert Package.objects.get(pk=good.pk).state == Package.State.PUBLISHED


def test_a_lost_approval_is_told_at_once_and_once(pages):
    maker = make_lead_editor()
    package = make_package(*pages.all, user=maker)
    for page in pages.all:
        approve(page)
    plan(package, user=maker)
    mail.outbox.clear()
    edit(pages.news)
    told = [
        (message.to, message.extra_headers.get("Message-ID")) for message in mail.outbox if "Herbst" in message.subject
    ]
    assert [to for to, _key in told] == [[maker.email]]
    edit(pages.news, "Noch einmal")
    assert {message.extra_headers["Message-ID"] for message in mail.outbox} == {key for _to, key in told}


def test_a_draft_that_was_never_approved_alarms_nobody(pages):
    plan(make_package(pages.news))
    mail.outbox.clear()
    edit(pages.news)
    assert not mail.outbox


def test_what_was_public_before_stays_so_when_the_package_is_refused(pages):
    page = make_news("chemnitz", title="Schon öffentlich")
    page = publish(page)
    edit(page, "Neue Fassung")
    package = make_package(type(page).objects.get(pk=page.pk), pages.project)
    approve(page)
    plan(package)
    publish_due(later())
    page = type(page).objects.get(pk=page.pk)
    assert page.live
    assert page.title == "Schon öffentlich"
    assert Client().get(page.url).status_code == 200
