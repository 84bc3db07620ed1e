"""Publishing turns typed dates into occurrences that calendars recognise again."""

from datetime import time, timedelta

import pytest
from django.utils import timezone
from wagtail.models import Locale

from events import services
from events.models import EventPage, Occurrence
from tests.factories import make_event, make_event_date, publish

pytestmark = pytest.mark.django_db


def only_occurrence(page):
    return Occurrence.objects.get(event=page)


def test_a_draft_has_no_occurrences():
    make_event()
    assert not Occurrence.objects.exists()


def test_each_typed_date_becomes_an_occurrence_of_the_published_event():
    page = make_event(live=True, dates=[make_event_date(10), make_event_date(17)])
    first, second = Occurrence.objects.filter(event=page).order_by("start")
    assert second.start.date() - first.start.date() == timedelta(days=7)
    assert first.uid != second.uid
    assert first.sequence == 0
    assert first.status == "planned"
    assert first.month == f"{first.start:%Y-%m}"


def test_an_unchanged_date_keeps_uid_and_sequence_when_the_text_is_edited(republish):
    page = make_event(live=True)
    before = only_occurrence(page)
    republish(page, lambda draft: setattr(draft, "lead", "Neuer Vorspann."))
    after = only_occurrence(page)
    assert (after.uid, after.sequence, after.changed_at) == (before.uid, 0, before.changed_at)


def test_a_changed_time_keeps_the_uid_and_raises_the_sequence(republish):
    page = make_event(live=True)
    before = only_occurrence(page)
    republish(page, lambda draft: setattr(draft.dates.get(), "start_time", time(18)))
    after = only_occurrence(page)
    assert after.uid == before.uid
    assert after.sequence == 1
    assert after.start == before.start + timedelta(hours=1)
    assert after.changed_at > before.changed_at


def test_a_changed_day_keeps_the_uid(republish):
    page = make_event(live=True)
    before = only_occurrence(page)

    def one_week_later(draft):
        draft.dates.get().start_date += timedelta(days=7)

    republish(page, one_week_later)
    after = only_occurrence(page)
    assert (after.uid, after.sequence) == (before.uid, 1)


def test_another_place_raises_the_sequence(republish):
    page = make_event(live=True)
    republish(page, lambda draft: setattr(draft, "venue", "Stadthalle"))
    assert only_occurrence(page).sequence == 1
    assert only_occurrence(page).place == "Stadthalle, Freiberg"


def test_a_removed_date_is_cancelled_and_not_deleted(republish):
    page = make_event(live=True, dates=[make_event_date(10), make_event_date(17)])

    def without_the_last(draft):
        draft.dates = list(draft.dates.all())[:1]

    republish(page, without_the_last)
    first, second = Occurrence.objects.filter(event=page).order_by("start")
    assert (first.status, first.sequence) == ("planned", 0)
    assert (second.status, second.sequence) == ("cancelled", 1)


def test_cancelling_twice_changes_nothing_more(republish):
    page = make_event(live=True, dates=[make_event_date(10), make_event_date(17)])
    republish(page, lambda draft: setattr(draft, "dates", list(draft.dates.all())[:1]))
    republish(page, lambda draft: setattr(draft, "lead", "Noch ein Satz."))
    assert Occurrence.objects.get(event=page, status="cancelled").sequence == 1


def test_a_removed_date_that_is_over_has_still_taken_place(republish):
    page = make_event(live=True, dates=[make_event_date(-10), make_event_date(17)])
    republish(page, lambda draft: setattr(draft, "dates", list(draft.dates.all())[1:]))
    assert not Occurrence.objects.filter(event=page, status="cancelled").exists()


def test_an_added_date_gets_a_uid_of_its_own(republish):
    page = make_event(live=True)
    before = only_occurrence(page)
    republish(page, lambda draft: setattr(draft, "dates", [*draft.dates.all(), make_event_date(40)]))
    assert Occurrence.objects.filter(event=page).count() == 2
    assert Occurrence.objects.get(uid=before.uid).sequence == 0


def test_a_date_that_lost_its_key_is_recognised_by_its_start(republish):
    page = make_event(live=True)
    before = only_occurrence(page)
    republish(page, lambda draft: setattr(draft, "dates", [make_event_date()]))
    assert only_occurrence(page).uid == before.uid


def test_two_dates_with_the_same_key_do_not_swallow_one_another(republish):
    page = make_event(live=True)
    key = page.dates.get().key
    twice = [make_event_date(10, key=key), make_event_date(17, key=key)]
    republish(page, lambda draft: setattr(draft, "dates", twice))
    uids = set(Occurrence.objects.filter(event=page).values_list("uid", flat=True))
    republish(page, lambda draft: setattr(draft, "lead", "Neuer Vorspann."))
    assert len(uids) == 2
    assert uids == set(Occurrence.objects.filter(event=page).values_list("uid", flat=True))


def test_a_cancelled_event_cancels_the_dates_to_come_and_leaves_the_past(republish):
    page = make_event(live=True, dates=[make_event_date(-10), make_event_date(17)])

    def cancel(draft):
        draft.status, draft.status_reason = "cancelled", "Die Referentin ist erkrankt."

    republish(page, cancel)
    past, coming = Occurrence.objects.filter(event=page).order_by("start")
    assert (past.status, past.sequence) == ("planned", 0)
    assert (coming.status, coming.sequence) == ("cancelled", 1)


def test_a_cancelled_date_can_take_place_after_all(republish):
    page = make_event(live=True, status="cancelled", status_reason="Der Saal ist nicht frei.")
    republish(page, lambda draft: setattr(draft, "status", "planned"))
    assert (only_occurrence(page).status, only_occurrence(page).sequence) == ("planned", 1)


def test_a_draft_with_other_dates_leaves_the_public_ones_alone():
    page = make_event(live=True)
    before = only_occurrence(page)
    draft = page.get_latest_revision().as_object()
    draft.dates.get().start_date += timedelta(days=7)
    draft.save_revision(clean=False)
    services.expand_dates(event_id=page.pk)
    assert only_occurrence(page).start == before.start


def test_publishing_later_expands_nothing_before(republish):
    page = make_event()

    def tomorrow(draft):
        draft.go_live_at = timezone.now() + timedelta(days=1)

    republish(page, tomorrow)
    assert not Occurrence.objects.exists()


def test_nothing_is_published_if_the_dates_cannot_be_written(monkeypatch):
    page = make_event()

    def fail(**kwargs):
        raise RuntimeError

    monkeypatch.setattr(services, "expand_dates", fail)
    with pytest.raises(RuntimeError):
        publish(page)
    assert not EventPage.objects.get(pk=page.pk).live


def test_a_copy_has_dates_but_no_occurrences_of_its_own():
    page = make_event(live=True)
    copy = page.copy(update_attrs={"slug": "kopie", "title": "Kopie"})
    assert copy.dates.count() == 1
    assert not Occurrence.objects.filter(event=copy).exists()
    publish(copy)
    assert Occurrence.objects.filter(event=copy).get().uid != only_occurrence(page).uid


def translated(page):
    translation = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    translation.save_revision(clean=False)
    return publish(translation)


def test_a_translation_shows_the_dates_of_the_first_language():
    page = make_event(live=True)
    english = translated(page)
    assert not Occurrence.objects.filter(event=english).exists()
    assert list(EventPage.objects.filter(pk=english.pk).occurrences()) == [only_occurrence(page)]


def test_an_event_without_a_german_page_has_its_own_dates(republish):
    page = make_event()
    english = translated(page)
    own = only_occurrence(english)
    publish(page)
    assert only_occurrence(page).uid == own.uid
    assert not Occurrence.objects.filter(event=english).exists()
