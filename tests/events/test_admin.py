"""Events in the admin: an editor types dates, changes them, takes them away."""

import re
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from core import gate, review
from events.models import EventIndexPage, EventPage, Occurrence
from tests.factories import make_editor, make_topic, region_index

pytestmark = pytest.mark.django_db

EVENING = {
    "key": "",
    "start_date": "2031-07-03",
    "start_time": "17:00",
    "end_date": "",
    "end_time": "19:30",
    "timezone": "Europe/Berlin",
}


@pytest.fixture
def editor():
    return make_editor("chemnitz")


@pytest.fixture
def admin(staff_client, editor):
    return staff_client(editor)


def typed(dates, *, initial=0, **changes):
    form = {
        "title": "Erzählcafé am Obermarkt",
        "slug": "erzaehlcafe",
        "lead": "Ein Nachmittag für alle.",
        "dates": inline_formset(dates, initial=initial),
        "attendance": "onsite",
        "venue": "Bürgerhaus",
        "street": "Obermarkt 1",
        "postcode": "09599",
        "city": "Freiberg",
        "online_note": "",
        "access_notes": "Stufenlos.",
        "status": "planned",
        "status_reason": "",
        "organiser": "",
        "registration_url": "",
        "contact_links": inline_formset([]),
        "image": "",
        "image_alt": "",
        "image_caption": "",
        "programme": streamfield([]),
        "body": streamfield([]),
        "page_topics": inline_formset([]),
        "also_in": inline_formset([]),
        "summary_simple": "",
        "seo_title": "",
        "search_description": "",
        "review_date": "",
        "go_live_at": "",
        "expire_at": "",
        "comments": inline_formset([]),
    }
    return nested_form_data({**form, **changes})


def index_pk():
    return region_index(EventIndexPage, "chemnitz").pk


def add(admin, dates, **changes):
    url = reverse("wagtailadmin_pages:add", args=["events", "eventpage", index_pk()])
    return admin.post(url, typed(dates, **changes))


def edit(admin, page, dates, *, initial, **changes):
    topics = [{"topic": make_topic().pk}]
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    changes.setdefault("page_topics", inline_formset(topics))
    response = admin.post(url, typed(dates, initial=initial, **changes))
    assert response.status_code == 302, response.context["form"].errors
    return EventPage.objects.get(pk=page.pk)


def created():
    return EventPage.objects.get(slug="erzaehlcafe")


def approve(page):
    review.decide(
        task_state=page.current_workflow_task_state,
        user=make_editor("chemnitz"),
        action=review.APPROVE,
        shown=gate.shown_token(page.get_latest_revision()),
    )
    return EventPage.objects.get(pk=page.pk)


def keys(page):
    return [row["key"] for row in page.get_latest_revision().content["dates"]]


def shown_keys(admin, page):
    """The keys as the edit form carries them."""
    form = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"]
    return [str(child["key"].value()) for child in form.formsets["dates"].initial_forms]


def test_the_empty_row_for_new_dates_carries_no_key(admin):
    url = reverse("wagtailadmin_pages:add", args=["events", "eventpage", index_pk()])
    form = admin.get(url).context["form"]
    assert form.formsets["dates"].empty_form["key"].value() is None


def test_new_dates_get_keys_of_their_own(admin):
    add(admin, [EVENING, {**EVENING, "start_date": "2031-07-10"}])
    first, second = keys(created())
    assert UUID(first) != UUID(second)


def test_a_draft_keeps_the_key_of_its_date_when_it_is_saved_again(admin):
    add(admin, [EVENING])
    page = created()
    [key] = keys(page)
    assert shown_keys(admin, page) == [key]
    row = {**EVENING, "key": key, "start_time": "18:00", "id": page.dates.get().pk}
    edit(admin, page, [row], initial=1)
    assert keys(EventPage.objects.get(pk=page.pk)) == [key]


def test_a_changed_date_is_the_same_occurrence_after_the_next_approval(admin):
    add(admin, [EVENING], **{"action-submit": "1"})
    page = approve(created())
    before = Occurrence.objects.get(event=page)
    [key] = shown_keys(admin, page)
    row = {**EVENING, "key": key, "start_date": "2031-07-04", "id": page.dates.get().pk}
    page = edit(admin, page, [row], initial=1, **{"action-submit": "1"})
    assert Occurrence.objects.get(event=page).start == before.start
    page = approve(page)
    after = Occurrence.objects.get(event=page)
    assert (after.uid, after.sequence) == (before.uid, 1)
    assert after.start == before.start + timedelta(days=1)


def test_a_date_that_was_added_to_a_draft_keeps_its_key_until_it_is_public(admin):
    add(admin, [EVENING], **{"action-submit": "1"})
    page = approve(created())
    first = {**EVENING, "key": str(page.dates.get().key), "id": page.dates.get().pk}
    page = edit(admin, page, [first, {**EVENING, "start_date": "2031-07-10"}], initial=1)
    added = shown_keys(admin, page)[1]
    second = {**EVENING, "start_date": "2031-07-11", "key": added, "id": ""}
    page = approve(edit(admin, page, [first, second], initial=2, **{"action-submit": "1"}))
    assert sorted(str(key) for key in Occurrence.objects.values_list("key", flat=True)) == sorted([first["key"], added])
    assert page.dates.count() == 2


def test_a_date_taken_away_in_the_form_is_cancelled(admin):
    add(admin, [EVENING, {**EVENING, "start_date": "2031-07-10"}], **{"action-submit": "1"})
    page = approve(created())
    rows = [
        {**EVENING, "start_date": str(row.start_date), "key": str(row.key), "id": row.pk} for row in page.dates.all()
    ]
    rows[1]["DELETE"] = "1"
    page = approve(edit(admin, page, rows, initial=2, **{"action-submit": "1"}))
    assert page.dates.count() == 1
    assert list(Occurrence.objects.filter(event=page).order_by("start").values_list("status", flat=True)) == [
        "planned",
        "cancelled",
    ]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"end_time": "16:00"}, "end_time"),
        ({"start_time": ""}, "start_time"),
        ({"end_date": "2031-07-01"}, "end_date"),
        ({"start_date": "0001-01-01"}, "start_date"),
        ({"start_date": "2031-03-30", "start_time": "02:30"}, "start_time"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
    ],
)
def test_an_impossible_date_is_refused_at_its_field(admin, changes, field):
    response = add(admin, [{**EVENING, **changes}])
    assert response.status_code == 200
    assert field in response.context["form"].formsets["dates"].forms[0].errors


@pytest.mark.parametrize("key", ["not-a-key", "x" * 5000, "\x00"])
def test_a_forged_key_breaks_nothing(admin, key):
    assert add(admin, [{**EVENING, "key": key}]).status_code in {200, 302, 400}


def test_a_new_event_can_be_previewed_before_it_is_saved(admin):
    url = reverse("wagtailadmin_pages:preview_on_add", args=["events", "eventpage", index_pk()])
    assert admin.post(url, typed([EVENING])).json()["is_valid"]
    response = admin.get(url)
    assert response.status_code == 200
    assert "Donnerstag, 3. Juli 2031, 17:00–19:30 Uhr" in response.content.decode()


def test_an_unfinished_event_can_be_previewed(admin):
    url = reverse("wagtailadmin_pages:preview_on_add", args=["events", "eventpage", index_pk()])
    admin.post(url, typed([], venue="", city=""))
    assert admin.get(url).status_code == 200


def test_an_event_that_lacks_something_cannot_be_submitted(admin, editor):
    add(admin, [])
    with pytest.raises(review.NotReady):
        review.submit(obj=created(), user=editor)


def test_the_day_is_kept_as_typed(admin):
    add(admin, [EVENING])
    assert created().get_latest_revision_as_object().dates.get().start_date == date(2031, 7, 3)


def test_every_script_and_style_of_the_editor_is_there(admin):
    """A missing one stops the editor of the body, and nothing can be saved."""
    url = reverse("wagtailadmin_pages:add", args=["events", "eventpage", index_pk()])
    named = re.findall(r'(?:src|href)="/static/([^"?]+\.(?:js|css))', admin.get(url).content.decode())
    assert len(named) > 10
    assert [path for path in named if finders.find(path) is None] == []
