"""An event as readers find it, and what keeps it from them."""

from datetime import date, time, timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from core.gate import publication_blockers
from core.models import District
from events.models import EventContact, EventDate, EventPage, Occurrence
from tests.factories import (
    make_actor,
    make_contact_person,
    make_event,
    make_event_date,
    make_image,
    publish,
)

pytestmark = pytest.mark.django_db


def html_of(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def test_when_and_where_are_said_in_words(client):
    page = make_event(
        live=True, dates=[make_event_date(start_date=date(2031, 7, 3))], street="Obermarkt 1", postcode="09599"
    )
    html = html_of(client, page)
    assert '<time datetime="2031-07-03T17:00:00+02:00">Donnerstag, 3. Juli 2031, 17:00–19:30 Uhr</time>' in html
    assert "Bürgerhaus" in html
    assert "Obermarkt 1, 09599 Freiberg" in html


def test_whole_days_are_days(client):
    page = make_event(
        live=True,
        dates=[make_event_date(start_date=date(2031, 12, 3), end_date=date(2031, 12, 5), all_day=True)],
    )
    assert '<time datetime="2031-12-03">3. bis 5. Dezember 2031</time>' in html_of(client, page)


def test_every_date_of_a_series_is_named(client):
    page = make_event(live=True, dates=[make_event_date(5), make_event_date(12), make_event_date(-5)])
    assert len(client.get(page.url).context_data["dates"]) == 3


def test_a_date_that_was_taken_away_is_struck_through(client, republish):
    page = make_event(live=True, dates=[make_event_date(5), make_event_date(12)])
    republish(page, lambda draft: setattr(draft, "dates", list(draft.dates.all())[:1]))
    assert html_of(client, page).count("<s>") == 1


def test_a_cancelled_event_says_so_with_its_reason_and_takes_no_registration(client):
    page = make_event(
        live=True, status="cancelled", status_reason="Sturmwarnung.", registration_url="https://example.org/dabei"
    )
    html = html_of(client, page)
    assert "notice--error" in html
    assert "Sturmwarnung." in html
    assert "https://example.org/dabei" not in html


def test_an_event_that_lost_all_its_dates_is_cancelled(client, republish):
    page = make_event(live=True, dates=[make_event_date(5)])
    republish(page, lambda draft: setattr(draft, "dates", [make_event_date(-30)]))
    Occurrence.objects.filter(status="planned").update(status="cancelled")
    assert client.get(page.url).context_data["status"] == "cancelled"


def test_a_moved_event_says_so(client):
    page = make_event(live=True, status="moved", status_reason="Statt am 1. Juli.")
    html = html_of(client, page)
    assert "notice--warning" in html
    assert "Statt am 1. Juli." in html


def test_registration_is_a_link_while_something_is_to_come(client):
    page = make_event(live=True, registration_url="https://example.org/dabei")
    assert 'href="https://example.org/dabei"' in html_of(client, page)
    over = make_event(live=True, registration_url="https://example.org/dabei", dates=[make_event_date(-5)])
    assert "https://example.org/dabei" not in html_of(client, over)
    assert client.get(over.url).context_data["is_past"]


def test_the_calendar_file_is_offered(client):
    page = make_event(live=True)
    assert f'href="{page.url}termin.ics"' in html_of(client, page)


def test_the_organiser_is_named_and_linked(client):
    actor = make_actor(name="Nachbarschaftswerk")
    assert f'href="{actor.get_absolute_url()}"' in html_of(client, make_event(live=True, organiser=actor))
    owner = make_event(live=True, actor=actor)
    assert client.get(owner.url).context_data["organiser"]["name"] == "Nachbarschaftswerk"


def test_an_organiser_that_is_not_public_is_named_without_a_link(client):
    actor = make_actor(name="Neuer Verein", live=False)
    page = make_event(live=True, organiser=actor)
    assert client.get(page.url).context_data["organiser"] == {"name": "Neuer Verein", "url": ""}


def test_the_programme_is_a_part_with_times(client):
    page = make_event()
    draft = page.get_latest_revision().as_object()
    draft.programme = [
        ("day", {"title": "Vormittag"}),
        ("item", {"time": time(10), "title": "Ankommen", "text": None, "persons": "Jana Wirth, Verein"}),
    ]
    draft.save_revision()
    html = html_of(client, publish(EventPage.objects.get(pk=page.pk)))
    assert '<section class="programme" aria-labelledby="programme">' in html
    assert '<time datetime="10:00">10:00</time>' in html
    assert "Jana Wirth, Verein" in html


def test_the_next_events_of_the_region_are_offered(client):
    other = make_event("chemnitz", live=True)
    make_event("dresden", live=True)
    page = make_event("chemnitz", live=True)
    assert [row["title"] for row in client.get(page.url).context_data["also"]] == [other.title]


def test_the_postcode_tells_the_district():
    page = make_event(live=True, postcode="09599")
    assert page.district == District.objects.get(ags="14522")
    assert make_event(live=True, postcode="10115").district is None
    assert make_event(live=True).district is None


def test_a_draft_shows_its_typed_dates_in_the_preview():
    page = make_event(dates=[make_event_date(start_date=date(2031, 7, 3)), EventDate(start_date=date(2031, 7, 4))])
    draft = page.get_latest_revision().as_object()
    response = draft.make_preview_request(RequestFactory().get("/"))
    assert response.status_code == 200
    assert "Donnerstag, 3. Juli 2031, 17:00–19:30 Uhr" in response.rendered_content
    assert not Occurrence.objects.exists()


def test_a_translation_shows_reason_and_dates_of_the_original(client, republish):
    page = make_event(live=True)
    english = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    english.save_revision(clean=False)
    english = publish(english)

    def cancel(draft):
        draft.status, draft.status_reason = "cancelled", "Sturmwarnung."

    republish(page, cancel)
    shown = client.get(english.url).context_data
    assert shown["status"] == "cancelled"
    assert shown["reason"] == "Sturmwarnung."
    assert shown["dates"][0]["words"].endswith("17:00–19:30")


def only_blocker(**fields):
    [blocker] = publication_blockers(make_event(**fields))
    return blocker


@pytest.mark.parametrize(
    "fields",
    [
        {"dates": []},
        {"status": "cancelled"},
        {"status": "moved"},
        {"venue": ""},
        {"city": ""},
        {"attendance": "online"},
        {"attendance": "hybrid"},
        {"attendance": "hybrid", "venue": "", "online_note": "Link folgt."},
        {"postcode": "9599"},
        {"postcode": "0959\n"},
    ],
)
def test_what_readers_need_to_know_must_be_there(fields):
    assert only_blocker(**fields)


def test_a_date_that_is_none_is_a_blocker_and_says_which():
    assert "24.12.2031" in only_blocker(dates=[EventDate(start_date=date(2031, 12, 24))])


def test_a_picture_needs_words_and_author():
    image = make_image(description="", author="")
    assert len(publication_blockers(make_event(image=image))) == 2


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"attendance": "online", "online_note": "Link folgt.", "venue": "", "city": ""},
        {"attendance": "hybrid", "online_note": "Link folgt."},
        {"status": "moved", "status_reason": "Statt am 1. Juli."},
        {"postcode": "09599"},
    ],
)
def test_a_complete_event_may_be_published(fields):
    assert publication_blockers(make_event(**fields)) == []


def test_the_address_of_the_archive_cannot_be_taken_by_an_event():
    page = make_event()
    page.slug = "archiv"
    assert publication_blockers(page)


def test_an_event_sets_no_cookie(client):
    response = client.get(make_event(live=True).url)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_a_long_event_is_over_on_its_last_day_only(client):
    today = timezone.localdate()
    page = make_event(live=True, dates=[make_event_date(-20, all_day=True, end_date=today)])
    assert not client.get(page.url).context_data["is_past"]
    over = make_event(live=True, dates=[make_event_date(-20, all_day=True, end_date=today - timedelta(days=1))])
    assert client.get(over.url).context_data["is_past"]


def test_translating_an_event_carries_dates_place_and_links_along():
    actor = make_actor()
    page = make_event(live=True, organiser=actor, contact_links=[EventContact(person=make_contact_person())])
    source, _created = TranslationSource.get_or_create_from_instance(page)
    english = Locale.objects.get(language_code="en")
    translation = Translation.objects.create(source=source, target_locale=english)
    translation.save_target(publish=False)
    translated = EventPage.objects.get(translation_key=page.translation_key, locale=english)
    assert [row.key for row in translated.dates.all()] == [row.key for row in page.dates.all()]
    assert (translated.city, translated.organiser, translated.contact_links.count()) == ("Freiberg", actor, 1)
    assert translated.page_topics.count() == page.page_topics.count()
    translatable = {string.context.path for string in source.stringsegment_set.all()}
    assert {"title", "lead", "venue"} <= translatable
    assert not {"street", "postcode", "city", "status", "timezone"} & translatable
