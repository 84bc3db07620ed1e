"""Who may do what with packages, and what people are shown."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, WorkflowState

from core import gate
from core.aftercare import take_downs
from core.models import Region
from core.packages import permissions, services
from core.packages.minutes import NoSuchMinute, comes_twice, local_minute
from core.packages.models import Package, PackageItem
from core.packages.publishing import publish_due, publish_package
from core.review import ReviewError
from core.review_status import Standing, status_of
from projects.mine import own_projects
from tests.factories import (
    approve,
    make_actor,
    make_contributor,
    make_editor,
    make_lead_editor,
    make_moderator,
    make_news,
    make_package,
    make_project,
    plan,
    submit,
)
from tests.permissions.roles import ROLES

pytestmark = pytest.mark.django_db


def moderator_of_both():
    person = make_moderator("chemnitz")
    person.region_roles.create(region=Region.objects.get(slug="leipzig"), role="moderator")
    return person


# A package of Chemnitz alone: create, read, change, place a page of Chemnitz, place one of Leipzig, plan and publish.
RIGHTS = {
    "anonymous": "------",
    "stranger": "------",
    "other_lead": "------",
    "member": "------",
    "actor_lead": "------",
    "other_editor": "c-----",
    "other_moderator": "c-----",
    "editor": "cr-p--",
    "moderator": "crhp-!",
    "lead": "crhpo!",
    "admin": "crhpo!",
}


@pytest.mark.parametrize("role", RIGHTS)
def test_rights_on_a_package(role, client, staff_client):
    package = make_package(make_news("chemnitz"), regions=("chemnitz",))
    user = ROLES[role](make_actor())
    chemnitz, leipzig = (Region.objects.get(slug=slug).pk for slug in ("chemnitz", "leipzig"))
    answers = (
        permissions.may_create(user),
        permissions.may_read(user, package),
        permissions.may_change(user, package),
        permissions.may_place(user, package, chemnitz),
        permissions.may_place(user, package, leipzig),
        permissions.may_publish(user, package),
    )
    assert "".join(sign if yes else "-" for sign, yes in zip("crhpo!", answers, strict=True)) == RIGHTS[role]
    assert Package.objects.visible_to(user).filter(pk=package.pk).exists() is answers[1]
    if user.pk is None:
        return
    browser = staff_client(user)
    shown = browser.get(reverse("packages_show", args=[package.pk]))
    assert (shown.status_code == 200) is answers[1]
    assert shown.status_code in (200, 302, 403, 404)
    changed = browser.post(reverse("packages_cancel", args=[package.pk]), {"sure": "yes"})
    assert changed.status_code in (302, 403, 404)
    package.refresh_from_db()
    assert (package.state == Package.State.CANCELLED) is answers[2]


def test_a_package_of_two_regions_is_planned_by_who_moderates_both():
    package = make_package(make_news("chemnitz"), make_project("leipzig"))
    for person in (make_moderator("chemnitz"), make_moderator("leipzig"), make_editor("chemnitz")):
        with pytest.raises(PermissionDenied):
            plan(package, user=person)
        with pytest.raises(PermissionDenied):
            publish_package(pk=package.pk, now=timezone.now(), by=person)
    assert plan(package, user=moderator_of_both()).state == Package.State.SCHEDULED
    assert plan(package, minutes=90).state == Package.State.SCHEDULED


def test_content_of_all_saxony_is_planned_by_lead_editors():
    package = make_package(make_news(None), regions=("chemnitz",))
    with pytest.raises(PermissionDenied):
        plan(package, user=make_moderator("chemnitz"))
    assert plan(package).state == Package.State.SCHEDULED


def test_everybody_adds_pages_of_their_own_region():
    package, page = make_package(), make_project("leipzig")
    with pytest.raises(PermissionDenied):
        services.add(package=package, page=page, user=make_editor("chemnitz"))
    services.add(package=package, page=page, user=make_editor("leipzig"))
    assert package.items.get().page_id == page.pk


def test_no_further_region_joins_a_planned_package_behind_the_planners_back():
    package = make_package(make_news("chemnitz"), regions=("chemnitz",))
    plan(package, user=make_moderator("chemnitz"))
    person = make_editor("chemnitz")
    person.region_roles.create(region=Region.objects.get(slug="leipzig"), role="editor")
    with pytest.raises(ReviewError, match="planned already"):
        services.add(package=package, page=make_project("leipzig"), user=person)
    services.add(package=package, page=make_project("chemnitz"), user=person)


def test_a_page_is_in_one_open_package_whatever_code_writes():
    page = make_news("chemnitz")
    make_package(page)
    with pytest.raises(ReviewError, match="another package"):
        make_package(page)
    with pytest.raises(IntegrityError), transaction.atomic():
        PackageItem.objects.create(package=make_package(), page_id=page.pk, title="x")
    services.cancel(package=Package.objects.exclude(items=None).get(), user=make_lead_editor())
    make_package(page)


def test_a_public_page_without_a_draft_is_not_added():
    with pytest.raises(ReviewError, match="public as it is"):
        make_package(make_news("chemnitz", live=True))


def test_an_approved_page_that_is_taken_out_is_published_by_a_button(staff_client):
    page = make_news("chemnitz")
    package = make_package(page)
    approve(page)
    moderator = make_moderator("chemnitz")
    browser = staff_client(moderator)
    item = package.items.get()
    answer = browser.post(reverse("packages_take_out", args=[package.pk, item.pk]))
    release = reverse("packages_release", args=[page.pk])
    assert answer.url == release
    assert not Page.objects.get(pk=page.pk).live
    shown = browser.get(release).context["shown"]
    browser.post(release, {"shown": "1:forged"})
    assert not Page.objects.get(pk=page.pk).live
    with pytest.raises(PermissionDenied):
        services.release(page=page, user=make_editor("chemnitz"), shown=shown)
    browser.post(release, {"shown": shown})
    assert Page.objects.get(pk=page.pk).live
    assert browser.get(release).context["can_be_released"] is False


def test_a_page_that_waits_is_not_released():
    page = make_news("chemnitz")
    make_package(page)
    approve(page)
    with pytest.raises(ReviewError):
        services.release(page=page, user=make_lead_editor(), shown=gate.shown_token(page.get_latest_revision()))


def test_what_was_taken_offline_is_not_released():
    """It comes back with a reason, or by an approval."""
    moderator, page = make_moderator("chemnitz"), make_news("chemnitz")
    approve(page)
    page = type(page).objects.get(pk=page.pk)
    take_downs.take_down(page=page, user=moderator, kind="offline", explanation="Abgesagt")
    page = type(page).objects.get(pk=page.pk)
    with pytest.raises(ReviewError):
        services.release(page=page, user=moderator, shown=gate.shown_token(page.get_latest_revision()))
    assert not services.can_be_released(page)


def test_author_and_reviewer_read_that_it_waits_for_the_package(staff_client):
    actor = make_actor("chemnitz")
    member = make_contributor(actor)
    page = make_project("chemnitz", user=member, actor=actor)
    package = plan(make_package(page))
    task_state = submit(type(page).objects.get(pk=page.pk), make_editor("chemnitz"))
    asked = staff_client(make_moderator("chemnitz")).get(reverse("core_review", args=[task_state.pk]))
    assert "Approving does not make this public at once." in asked.text
    WorkflowState.objects.get().cancel(user=None)
    mail.outbox.clear()
    approve(page)
    page = type(page).objects.get(pk=page.pk)
    status = status_of(page, member)
    assert status.standing == Standing.HELD
    assert [item["standing"] for item in own_projects(member)] == [Standing.HELD]
    assert f"with the package “{package.title}” on" in status.promise
    assert not status.can_submit
    [told] = [message for message in mail.outbox if message.subject == f"Approved: {page.title}"]
    assert f"with the package “{package.title}” on" in told.body
    assert "See the public page" not in told.body
    publish_due(package.publish_at + timedelta(seconds=1))
    assert status_of(type(page).objects.get(pk=page.pk), member).standing == Standing.LIVE
    assert mail.outbox[-1].subject == f"Public: {page.title}"
    assert f"with the package “{package.title}”." in mail.outbox[-1].body
    assert "In the words of" not in mail.outbox[-1].body


def test_the_editor_of_a_page_leads_to_its_package(staff_client):
    page = make_news("chemnitz")
    browser = staff_client(make_editor("chemnitz"))
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert reverse("packages_add_page", args=[page.pk]) in browser.get(edit).text
    package = make_package(page)
    assert reverse("packages_show", args=[package.pk]) in browser.get(edit).text


def test_a_whole_package_through_the_forms(staff_client):
    page = make_news("chemnitz")
    browser = staff_client(make_moderator("chemnitz"))
    chemnitz = Region.objects.get(slug="chemnitz")
    assert browser.get(reverse("packages_create")).status_code == 200
    browser.post(reverse("packages_create"), {"title": "Woche", "note": "", "regions": [chemnitz.pk]})
    package = Package.objects.get()
    address = reverse("packages_show", args=[package.pk])
    browser.post(reverse("packages_add_page", args=[page.pk]), {"package": package.pk})
    assert "This version has not been approved" in browser.get(address).text
    day = timezone.localdate() + timedelta(days=3)
    browser.post(reverse("packages_schedule", args=[package.pk]), {"day": day.isoformat(), "clock": "10:30"})
    package.refresh_from_db()
    assert timezone.localtime(package.publish_at).strftime("%H:%M:%S") == "10:30:00"
    tried = browser.post(reverse("packages_dry_run", args=[package.pk]))
    assert "Dry run: nothing would become public." in tried.text
    now = reverse("packages_publish", args=[package.pk])
    assert "These pages become public at once" in browser.post(now).text
    refused = browser.post(now, {"sure": "yes"})
    assert refused.status_code == 422
    package.refresh_from_db()
    assert package.state == Package.State.SCHEDULED
    approve(page)
    assert "Dry run: all pages" in browser.post(reverse("packages_dry_run", args=[package.pk])).text
    browser.post(reverse("packages_change", args=[package.pk]), {"title": "Neu", "note": "", "regions": [chemnitz.pk]})
    browser.post(now, {"sure": "yes"})
    assert Page.objects.get(pk=page.pk).live
    for name in ("packages_index", "packages_calendar"):
        assert "Neu" in browser.get(reverse(name), {"month": f"{day:%Y-%m}"}).text


@pytest.mark.parametrize(
    "day", ["", "morgen", "2026-02-30", "0001-01-01", "9999-12-31", "2026-01-01\x00", "2027-03-28"]
)
def test_a_bad_minute_is_told_and_never_a_fault(staff_client, day):
    package = make_package(make_news("chemnitz"))
    browser = staff_client(make_lead_editor())
    answer = browser.post(reverse("packages_schedule", args=[package.pk]), {"day": day, "clock": "02:30"})
    assert answer.status_code in (302, 422)
    package.refresh_from_db()
    assert package.state == Package.State.DRAFT


@pytest.mark.parametrize(
    "query",
    ["month=2026-13", "month=0000-00", "month=2000-01", "month=2099-12", "month=%00", "month=٢٠٢٦-٠١", "region=x",
     "region=99999999999999999999", "p=-1&month=" + "9" * 500],
)  # fmt: skip
def test_the_calendar_bears_any_address(staff_client, query):
    assert staff_client(make_editor("chemnitz")).get(f"{reverse('packages_calendar')}?{query}").status_code in (
        200,
        400,
    )


def test_the_calendar_shows_what_concerns_a_person(staff_client):
    page, single = make_news("chemnitz", title="Im Paket"), make_news("chemnitz", title="Einzeln geplant")
    package = plan(make_package(page, regions=("chemnitz",)))
    single.revisions.update(approved_go_live_at=package.publish_at)
    query = {"month": f"{timezone.localtime(package.publish_at):%Y-%m}"}
    own = staff_client(make_editor("chemnitz")).get(reverse("packages_calendar"), query).text
    assert package.title in own
    assert "Einzeln geplant" in own
    foreign = staff_client(make_editor("leipzig")).get(reverse("packages_calendar"), query).text
    assert package.title not in foreign
    assert "Einzeln geplant" not in foreign
    dresden = Region.objects.get(slug="dresden").pk
    lead = staff_client(make_lead_editor())
    assert package.title in lead.get(reverse("packages_calendar"), query).text
    assert package.title not in lead.get(reverse("packages_calendar"), {**query, "region": dresden}).text


def test_minutes_by_the_clock_on_the_wall():
    assert local_minute(date(2026, 12, 1), time(9, 5, 59)) == datetime(2026, 12, 1, 8, 5, tzinfo=UTC)
    with pytest.raises(NoSuchMinute):
        local_minute(date(2027, 3, 28), time(2, 30))
    twice = local_minute(date(2026, 10, 25), time(2, 30))
    assert twice == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert comes_twice(twice)
    assert not comes_twice(local_minute(date(2026, 10, 25), time(3, 30)))
