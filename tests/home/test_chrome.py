"""Header and footer: where they lead, what they cost, and that they say nothing about the reader."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from core.context import frame_of
from core.models import FundingSource
from home.models import HomePage
from tests.factories import make_actor, make_funding_source, make_mentor, make_news, make_project, make_user
from tests.home.test_pages import make_standard

pytestmark = pytest.mark.django_db


def chrome(client: Client, path: str) -> Any:
    return client.get(path).context["chrome"]


def titles(items: Any) -> list[str]:
    return [item["title"] for item in items]


def test_navigation_leads_to_the_lists_of_all_regions(client: Client) -> None:
    urls = [item["url"] for item in chrome(client, "/").nav]
    assert urls[:3] == ["/projekte/", "/meldungen/", "/veranstaltungen/"]
    assert "/akteure/" in urls


def test_navigation_in_a_region_leads_to_the_lists_of_the_region(client: Client) -> None:
    here = chrome(client, "/chemnitz/projekte/")
    assert [item["url"] for item in here.nav][:1] == ["/chemnitz/projekte/"]
    assert [item["url"] for item in here.nav if item["current"]] == ["/chemnitz/projekte/"]
    assert here.region["dye"] == "madder"


def test_switching_the_region_keeps_the_list(client: Client) -> None:
    switch = {item["title"]: item["url"] for item in chrome(client, "/chemnitz/projekte/").regions}
    assert switch["Region Leipzig"] == "/leipzig/projekte/"
    assert "/projekte/" in switch.values()


def test_pages_in_the_menu_and_in_the_footer_are_chosen_by_editors(client: Client) -> None:
    make_standard(title="Beratung", slug="beratung", show_in_menus=True)
    make_standard(title="Impressum", slug="impressum", in_footer=True)
    here = chrome(client, "/")
    assert "Beratung" in titles(here.nav)
    assert [place.title for place in here.footer_links] == ["Impressum"]


def test_contact_leads_to_the_contact_page_or_to_the_people_on_the_front_page(client: Client) -> None:
    assert chrome(client, "/").contact_url == "/#kontakt"
    make_standard("contact", title="Kontakt", slug="kontakt")
    assert chrome(client, "/").contact_url == "/kontakt/"


def test_partners_are_named_with_their_role(client: Client) -> None:
    partner = make_actor(name="Partnerin", kind="agency", live=False)
    row = partner.texts.get()
    row.role = "Region Chemnitz"
    partner.texts.add(row)
    partner.save_revision()
    from tests.factories import publish

    publish(partner)
    make_actor(name="Kein Partner", kind="agency")
    assert [(item["name"], item["role"]) for item in chrome(client, "/").partners] == [("Partnerin", "Region Chemnitz")]


def test_only_money_for_the_platform_is_named_in_the_footer(client: Client) -> None:
    make_funding_source("Nur ein Projekt")
    source = make_funding_source("ESF Plus", statement="Kofinanziert von der Europäischen Union.")
    FundingSource.objects.filter(pk=source.pk).update(funds_platform=True)
    assert [item["name"] for item in chrome(client, "/").funding] == ["ESF Plus"]


def test_the_frame_costs_at_most_four_queries_and_then_none(django_assert_max_num_queries: Any) -> None:
    make_standard("contact", title="Kontakt", slug="kontakt")
    list(Page.objects.select_related("content_type"))
    frame_of("en")
    with django_assert_max_num_queries(4):
        frame_of("de")
    with django_assert_max_num_queries(0):
        frame_of("de")


def test_a_published_page_is_in_the_frame_at_once(client: Client) -> None:
    client.get("/")
    make_standard(title="Neu im Menü", slug="neu", show_in_menus=True)
    assert "Neu im Menü" in titles(chrome(client, "/").nav)


def test_a_language_without_pages_still_has_a_frame(client: Client) -> None:
    for page in HomePage.objects.filter(locale__language_code="hsb"):
        page.unpublish()
    assert frame_of("hsb").home_url == "/hsb/"


# Nothing about the reader


def public_paths() -> list[str]:
    news, project = make_news(live=True), make_project(live=True)
    actor, mentor = make_actor(), make_mentor()
    pages = [page.url for page in Page.objects.live().filter(depth__gt=1) if page.url]
    views = ["/suche/", "/suche/?q=haus", "/akteure/", "/mentorinnen/", "/robots.txt", "/sitemap.xml", "/sitemap-0.xml"]
    views += [actor.get_absolute_url(), mentor.get_absolute_url(), f"/en/noch-nicht-uebersetzt/{news.pk}/"]
    return [*pages, *views, project.url, "/gibt-es-nicht/", "/sitemap-1.xml"]


def test_public_answers_set_no_cookie_and_vary_by_none(client: Client) -> None:
    for path in public_paths():
        response = client.get(path)
        assert not response.cookies, path
        assert "cookie" not in response.get("Vary", "").lower(), path
        assert "accept-language" not in response.get("Vary", "").lower(), path


def test_a_signed_in_reader_gets_the_same_pages(client: Client) -> None:
    other = Client()
    other.force_login(make_user(), backend="allauth.account.auth_backends.AuthenticationBackend")
    for path in public_paths():
        cache.clear()
        theirs, everybody = other.get(path), client.get(path)
        assert theirs.content == everybody.content, path


def test_pages_do_not_wait_for_the_languages_of_the_browser(client: Client) -> None:
    response = client.get("/", headers={"Accept-Language": "en"})
    assert '<html lang="de"' in response.content.decode()


def test_the_language_switch_costs_one_query(client: Client) -> None:
    client.get("/chemnitz/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/chemnitz/")
    assert len([query for query in queries if '"alias_of_id" IS NULL' in query["sql"]]) == 1
