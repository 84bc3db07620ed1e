"""The way from an address to its page, and who may go it."""

import pytest
from django.test import Client
from wagtail.models import Locale, Page, PageViewRestriction

from home.models import HomePage, StandardPage
from news.models import NewsIndexPage
from tests.factories import make_news, region_index
from tests.factories.counting import captured, queries_when_cold

pytestmark = pytest.mark.django_db


def restrict(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="Kennwort")


def is_open(client: Client, url: str) -> bool:
    response = client.get(url)
    assert response.status_code == 200
    return 'type="password"' not in response.content.decode()


def test_a_page_knows_the_pages_above_it_and_their_language(client: Client) -> None:
    page = client.get(make_news("chemnitz", live=True).url).context["page"]
    with_parents = [
        page,
        page.get_parent(),
        page.get_parent().get_parent(),
        page.get_parent().get_parent().get_parent(),
    ]
    assert captured(client, page.url)
    assert [step.slug for step in with_parents[1:]] == ["meldungen", "chemnitz", "home"]
    assert page.locale.language_code == "de"


@pytest.mark.parametrize(
    "path",
    [
        "/chemnitz/gibt-es-nicht/",
        "/meldungen/chemnitz/",
        "/chemnitz/chemnitz/",
        "/en/chemnitz/meldungen/gibt-es/",
        "/a/" * 20,
    ],
)
def test_a_way_that_leads_nowhere_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_draft_is_not_found(client: Client) -> None:
    assert client.get(make_news("chemnitz").url).status_code == 404


def test_the_same_name_in_two_regions_leads_to_two_pages(client: Client) -> None:
    there, here = make_news("dresden", live=True), make_news("chemnitz", live=True)
    Page.objects.filter(pk=there.pk).update(slug=here.slug)
    assert client.get(f"/chemnitz/meldungen/{here.slug}/").context["page"].pk == here.pk
    assert client.get(f"/dresden/meldungen/{here.slug}/").context["page"].pk == there.pk


def test_each_language_has_its_own_tree(client: Client) -> None:
    assert client.get("/en/").context["page"].locale.language_code == "en"
    assert client.get("/").context["page"].locale.language_code == "de"


def test_a_language_without_a_public_home_says_so(client: Client) -> None:
    for home in HomePage.objects.filter(locale=Locale.objects.get(language_code="hsb")):
        home.unpublish()
    assert (
        client.get("/hsb/").url == f"/hsb/noch-nicht-uebersetzt/{HomePage.objects.get(locale=Locale.get_default()).pk}/"
    )


@pytest.mark.parametrize("depth", [0, 1, 2, 3])
def test_a_restriction_anywhere_on_the_way_closes_a_page(client: Client, depth: int) -> None:
    page = make_news("chemnitz", live=True)
    assert is_open(client, page.url)
    restrict([page, *page.get_ancestors().filter(depth__gt=1).order_by("-depth")][depth])
    assert not is_open(client, page.url)


def test_an_alias_is_closed_like_its_source(client: Client) -> None:
    home = HomePage.objects.get(locale=Locale.get_default())
    page = home.add_child(instance=StandardPage(title="Impressum", slug="impressum"))
    alias = page.create_alias(parent=HomePage.objects.get(pk=home.pk), update_slug="anderswo")
    assert is_open(client, alias.url)
    restrict(page)
    assert not is_open(client, alias.url)


def test_no_file_of_a_closed_list_is_given_away(client: Client) -> None:
    index = region_index(NewsIndexPage, "chemnitz")
    restrict(index)
    assert client.get(f"{index.url}feed.atom").status_code == 404


def test_the_way_costs_the_same_however_long_it_is(client: Client) -> None:
    """Site, pages on the way, page types and the page itself; what is shown there is counted elsewhere."""
    near, far = region_index(NewsIndexPage, None).url, region_index(NewsIndexPage, "chemnitz").url
    to_near, to_far = (queries_when_cold(client, f"{url}feed.atom") for url in (near, far))
    assert len(to_near) == len(to_far)
