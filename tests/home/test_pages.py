"""Home, region and standard pages as readers meet them."""

import re
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale, Page

from actors.models import ContactPersonDistrict, RegionOffice
from core.models import District, Region
from home.models import HomePage, HomeRouterEntry, RegionPage, StandardPage
from tests.factories import make_actor, make_contact_person, make_news, make_project

pytestmark = pytest.mark.django_db


def home(language: str = "de") -> HomePage:
    return HomePage.objects.get(locale__language_code=language, depth=2)


def make_standard(kind: str = "plain", language: str = "de", **fields: Any) -> StandardPage:
    locale = Locale.objects.get(language_code=language)
    fields.setdefault("title", "Eine Seite")
    fields.setdefault("slug", f"seite-{kind}")
    page = StandardPage(kind=kind, locale=locale, live=True, **fields)
    added = Page.objects.get(pk=home(language).pk).add_child(instance=page)
    added.save_revision()
    return added


def make_team_member(region: str, district: str = "", **fields: Any) -> Any:
    office = Region.objects.get(slug=region)
    person = make_contact_person(region=office, on_team=True, **fields)
    if district:
        ContactPersonDistrict.objects.create(person=person, district=District.objects.get(ags=district))
    return person


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


# Home


def test_home_counts_projects_and_the_districts_they_come_from(client: Client) -> None:
    make_project(title="In Chemnitz", postcode="09111", live=True)
    make_project(title="In Leipzig", postcode="04109", live=True)
    make_project(title="Noch einmal Leipzig", postcode="04109", live=True)
    assert re.findall(r"\d+", client.get("/").context["numbers"]) == ["3", "2"]


def test_home_without_content_invites_instead_of_counting(client: Client) -> None:
    response = client.get("/")
    assert response.context["numbers"] == ""
    assert not response.context["facts"]
    assert home().headline in response.content.decode()


def test_home_leads_with_one_project_and_shows_two_more(client: Client) -> None:
    for number in range(4):
        make_project(title=f"Vorhaben {number}", live=True)
    response = client.get("/")
    titles = [card["title"] for card in response.context["sections"]["projects"].cards]
    assert titles == ["Vorhaben 3", "Vorhaben 2", "Vorhaben 1"]
    assert response.content.decode().count("card--lead") == 1


def test_home_shows_projects_of_its_own_language_only(client: Client) -> None:
    make_project(title="Nur deutsch", live=True)
    assert "Nur deutsch" not in text(client, "/en/")


def test_the_signpost_leads_to_pages_and_leaves_out_what_is_gone(client: Client) -> None:
    page, target = home(), make_standard(title="Beratung finden", slug="beratung")
    gone = make_standard(title="Weg", slug="weg")
    gone.unpublish()
    page.router_entries = [
        HomeRouterEntry(label="Ich brauche Rat", target=target),
        HomeRouterEntry(label="Ich suche etwas", path="/suche/"),
        HomeRouterEntry(label="Ich lande nirgends", target=gone),
    ]
    page.save()
    html = text(client, "/")
    assert 'href="/beratung/"' in html
    assert 'href="/suche/"' in html
    assert "Ich lande nirgends" not in html


@pytest.mark.parametrize("path", ["//evil.example", "https://evil.example", "javascript:alert(1)"])
def test_the_signpost_takes_no_address_of_another_site(path: str) -> None:
    entry = HomeRouterEntry(page=home(), label="Weg hier", path=path)
    with pytest.raises(Exception, match=r"slash|Schrägstrich"):
        entry.clean()


def test_the_map_leads_into_the_catalogue(client: Client) -> None:
    make_project(postcode="09111", live=True)
    assert 'href="/projekte/?district=' in text(client, "/")


def test_home_names_somebody_of_every_region(client: Client) -> None:
    make_team_member("leipzig", name="Rosa Leipziger")
    assert "Rosa Leipziger" in text(client, "/")


# Region


def test_a_region_shows_its_own_and_marks_what_is_statewide(client: Client) -> None:
    make_news("chemnitz", title="Neues aus Chemnitz", live=True)
    make_news("leipzig", title="Neues aus Leipzig", live=True)
    make_news(None, title="Neues für alle", live=True)
    html = text(client, "/chemnitz/")
    assert "Neues aus Chemnitz" in html
    assert "Neues aus Leipzig" not in html
    assert html.index('id="statewide"') < html.index("Neues für alle")


def test_a_region_names_the_agency_and_who_answers_for_which_district(client: Client) -> None:
    region = Region.objects.get(slug="chemnitz")
    RegionOffice.objects.create(region=region, agency=make_actor(name="Trägerverein West", kind="agency"))
    make_team_member("chemnitz", "14523", name="Vera Vogtländer")
    html = text(client, "/chemnitz/")
    assert "Trägerverein West" in html
    assert "Vogtlandkreis" in html
    assert "<dd>Vera Vogtländer</dd>" in html


def test_a_region_of_no_people_and_no_content_answers(client: Client) -> None:
    assert "Region Leipzig" in text(client, "/leipzig/")


# Postcode


@pytest.mark.parametrize("path", ["/", "/chemnitz/", "/kontakt/", "/beratung/"])
def test_a_postcode_leads_to_district_region_agency_and_person(client: Client, path: str) -> None:
    make_standard("contact", title="Kontakt", slug="kontakt")
    make_standard("advice", title="Beratung", slug="beratung")
    RegionOffice.objects.create(
        region=Region.objects.get(slug="chemnitz"), agency=make_actor(name="Trägerverein West", kind="agency")
    )
    make_team_member("chemnitz", "14511", name="Clara Chemnitzer")
    html = text(client, f"{path}?plz=09111")
    for words in ("Chemnitz", "Trägerverein West", "Clara Chemnitzer"):
        assert words in html


def test_where_nobody_answers_for_the_district_the_region_does(client: Client) -> None:
    make_standard("advice", title="Beratung", slug="beratung")
    make_team_member("leipzig", name="Rosa Leipziger")
    assert "Rosa Leipziger" in text(client, "/beratung/?plz=04109")


@pytest.mark.parametrize(
    "typed", ["10115", "abc", "9" * 10_000, "0911", "<script>", "٠٩١١١", "-1", "09111' OR 1=1", "%E0%A4%A"]
)
def test_no_postcode_of_saxony_is_said_in_words_and_breaks_nothing(client: Client, typed: str) -> None:
    make_standard("advice", title="Beratung", slug="beratung")
    html = text(client, f"/beratung/?plz={typed}")
    assert "We do not know this postcode in Saxony" in html
    assert "<script><" not in html


def test_spaces_in_a_postcode_do_no_harm(client: Client) -> None:
    make_standard("advice", title="Beratung", slug="beratung")
    assert "Chemnitz" in text(client, "/beratung/?plz=%2009%20111%20")


# Standard pages


def test_about_names_partners_with_their_roles_and_the_team(client: Client) -> None:
    partner = make_actor(name="Freistaat", kind="administration", live=False)
    row = partner.texts.get()
    row.role = "trägt die Plattform"
    partner.texts.add(row)
    partner.save_revision()
    from tests.factories import publish

    publish(partner)
    make_team_member("chemnitz", name="Clara Chemnitzer")
    make_standard("about", title="Über uns", slug="ueber-uns")
    html = text(client, "/ueber-uns/")
    for words in ("Freistaat", "trägt die Plattform", "Clara Chemnitzer"):
        assert words in html


def test_contact_lists_the_people_of_every_region(client: Client) -> None:
    make_standard("contact", title="Kontakt", slug="kontakt")
    make_team_member("chemnitz", name="Clara Chemnitzer")
    make_team_member("dresden", name="Dora Dresdner")
    html = text(client, "/kontakt/")
    assert html.index("Clara Chemnitzer") < html.index("Dora Dresdner")


def test_a_plain_page_shows_its_text(client: Client) -> None:
    make_standard(title="Impressum", slug="impressum", summary="Wer hier spricht.")
    assert "Wer hier spricht." in text(client, "/impressum/")


def test_region_pages_of_every_language_answer(client: Client) -> None:
    for page in RegionPage.objects.live():
        assert client.get(page.url).status_code == 200
