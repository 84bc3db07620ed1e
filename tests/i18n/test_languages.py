"""One page in four languages: addresses, the switch, the notice for what is missing."""

from datetime import datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation
from django.utils.formats import date_format
from wagtail.models import Locale, Page

from home.models import HomePage, RegionPage
from tests.factories import make_actor, make_news, publish

pytestmark = pytest.mark.django_db

PREFIXES = {"de": "", "en": "/en", "hsb": "/hsb", "de-simple": "/de-simple"}


def links(client: Client, path: str) -> dict[str, Any]:
    response = client.get(path)
    return {link.code: link for link in response.context["chrome"].languages}


def translated(page: Any, language: str, title: str) -> Any:
    copy = page.copy_for_translation(Locale.objects.get(language_code=language), copy_parents=True)
    copy.title = title
    copy.save_revision()
    return publish(copy)


@pytest.mark.parametrize(("language", "prefix"), PREFIXES.items())
def test_every_language_has_a_front_door(client: Client, language: str, prefix: str) -> None:
    response = client.get(f"{prefix}/")
    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.content.decode()
    assert response["Content-Language"] == language


def test_the_switch_names_languages_in_their_own_words(client: Client) -> None:
    html = client.get("/").content.decode()
    for _code, name in settings.LANGUAGES:
        assert f">{name}</a>" in html


def test_the_switch_leads_to_the_same_page(client: Client) -> None:
    found = links(client, "/chemnitz/")
    assert found["en"].url == RegionPage.objects.get(locale__language_code="en", region__slug="chemnitz").url
    assert all(link.available for link in found.values())
    assert found["de"].current


def test_the_switch_leads_to_the_same_list_and_keeps_the_query(client: Client) -> None:
    found = links(client, "/suche/?q=haus")
    assert found["en"].url == "/en/suche/?q=haus"
    assert found["de-simple"].url == "/de-simple/suche/?q=haus"


def test_a_missing_translation_is_told_in_the_other_language(client: Client) -> None:
    page = make_news("chemnitz", title="Nur auf Deutsch", live=True)
    link = links(client, page.url)["en"]
    assert not link.available
    response = client.get(link.url)
    html = response.content.decode()
    assert response.status_code == 200
    assert 'lang="en"' in html
    assert f'href="{page.url}"' in html
    index = page.get_parent().get_translation(Locale.objects.get(language_code="en"))
    assert f'href="{index.url}"' in html
    assert "noindex" in html


def test_leichte_sprache_shows_the_short_version_where_the_translation_is_missing(client: Client) -> None:
    page = make_news(title="Schwierig", summary_simple="Das ist leicht. Das auch.", live=True)
    html = client.get(links(client, page.url)["de-simple"].url).content.decode()
    assert '<span class="sentence">Das ist leicht.</span>' in html


def test_other_languages_do_not_show_leichte_sprache(client: Client) -> None:
    page = make_news(title="Schwierig", summary_simple="Das ist leicht.", live=True)
    assert "Das ist leicht." not in client.get(links(client, page.url)["en"].url).content.decode()


def test_the_notice_leads_to_the_translation_once_there_is_one(client: Client) -> None:
    page = make_news(title="Auf Deutsch", live=True)
    notice = links(client, page.url)["en"].url
    english = translated(page, "en", "In English")
    assert client.get(notice)["Location"] == english.url
    assert links(client, page.url)["en"].url == english.url


@pytest.mark.parametrize("number", ["1", "999999", "9" * 30])
def test_the_notice_exists_for_public_pages_only(client: Client, number: str) -> None:
    assert client.get(f"/en/noch-nicht-uebersetzt/{number}/").status_code == 404


def test_the_notice_tells_nothing_of_drafts(client: Client) -> None:
    draft = make_news(title="Geheim")
    assert client.get(f"/en/noch-nicht-uebersetzt/{draft.pk}/").status_code == 404


def test_a_language_without_its_front_door_does_not_show_german_pages_as_its_own(client: Client) -> None:
    HomePage.objects.get(locale__language_code="hsb").unpublish()
    response = client.get("/hsb/chemnitz/")
    assert response.status_code == 302
    assert response["Location"].startswith("/hsb/noch-nicht-uebersetzt/")
    assert client.get(response["Location"]).status_code == 200


def test_unknown_languages_are_a_clear_404(client: Client) -> None:
    response = client.get("/fr/")
    assert response.status_code == 404
    assert b'id="main"' in response.content


# What search engines are told


def test_a_page_names_its_translations_and_the_default(client: Client) -> None:
    page = make_news("chemnitz", title="Auf Deutsch", live=True)
    english = translated(page, "en", "In English")
    for path in (page.url, english.url):
        html = client.get(path).content.decode()
        assert f'hreflang="de" href="http://localhost{page.url}"' in html
        assert f'hreflang="en" href="http://localhost{english.url}"' in html
        assert f'hreflang="x-default" href="http://localhost{page.url}"' in html
        assert f'rel="canonical" href="http://localhost{path}"' in html


def test_a_page_of_one_language_names_no_alternates(client: Client) -> None:
    page = make_news(live=True)
    assert 'rel="alternate" hreflang' not in client.get(page.url).content.decode()


def test_filters_are_not_part_of_the_canonical_address_but_pages_are(client: Client) -> None:
    assert 'rel="canonical" href="http://localhost/projekte/"' in client.get("/projekte/?topic=x").content.decode()
    assert client.get("/suche/?q=x&page=2").context["chrome"].head.canonical == "http://localhost/suche/?page=2"


def test_the_frame_speaks_the_language_of_the_page(client: Client) -> None:
    html = client.get("/en/").content.decode()
    assert ">Projects</a>" in html
    assert 'href="/en/projects/"' in html


def test_names_of_actors_fall_back_to_german(client: Client) -> None:
    make_actor(name="Brücke e. V.", slug="bruecke")
    response = client.get("/en/akteure/bruecke/")
    assert response.status_code == 200
    assert "Wir bringen Nachbarinnen" in response.content.decode()


def test_no_two_homes_share_an_address() -> None:
    urls = [page.url for page in Page.objects.filter(depth=2)]
    assert len(set(urls)) == len(urls) == len(PREFIXES)


@pytest.mark.parametrize(
    ("language", "written"),
    [("de", "6. Mai 2027, 14:05 Uhr"), ("en", "6 May 2027, 14:05")],
)
def test_days_and_times_are_written_as_in_europe(language: str, written: str) -> None:
    with translation.override(language):
        assert date_format(datetime(2027, 5, 6, 14, 5), "DATETIME_FORMAT") == written  # noqa: DTZ001 - only written
