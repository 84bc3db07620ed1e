"""The site search: what it finds, in which order, in which language - and that nothing typed can break it."""

import pytest
from django.test import Client
from django.utils import translation

from actors.models import ActorText
from core.models import SearchEntry
from core.search.query import ORDER, Query
from tests.factories import make_actor, make_mentor, make_news, make_project, publish

pytestmark = pytest.mark.django_db


def found(text: str, language: str = "de") -> list[str]:
    return [entry.title for entry in Query(text, language).hits().order_by(*ORDER)]


@pytest.mark.parametrize("typed", ["Häuser", "haeuser", "hauser", "HÄUSER", "Haus"])
def test_umlauts_are_found_in_every_spelling(typed: str) -> None:
    make_project(title="Offene Häuser im Dorf", live=True)
    assert found(typed) == ["Offene Häuser im Dorf"]


@pytest.mark.parametrize("typed", ["Straße", "Strasse", "strassenfest", "Straßenfest", "Strassenf"])
def test_sharp_s_is_found_in_every_spelling(typed: str) -> None:
    make_project(title="Das große Straßenfest", live=True)
    assert found(typed) == ["Das große Straßenfest"]


def test_plural_finds_singular_and_singular_finds_plural() -> None:
    make_project(title="Eine Gemeinde kocht", live=True)
    make_project(title="Zwölf Gemeinden kochen", live=True)
    assert len(found("Gemeinde")) == len(found("Gemeinden")) == 2


@pytest.mark.parametrize("typed", ["Energie", "Wende", "energiew"])
def test_parts_of_a_compound_are_found(typed: str) -> None:
    make_project(title="Energiewende im Verein", live=True)
    assert found(typed) == ["Energiewende im Verein"]


def test_short_words_are_found_at_the_beginning_of_words_only() -> None:
    make_project(title="Mehr Zeit", live=True)
    assert found("ehr") == []
    assert found("meh") == ["Mehr Zeit"]


def test_every_word_has_to_occur() -> None:
    make_project(title="Garten in Plauen", live=True)
    make_project(title="Garten in Riesa", live=True)
    assert found("garten plauen") == ["Garten in Plauen"]


def test_little_words_do_not_narrow_the_search() -> None:
    make_project(title="Garten Plauen", live=True)
    assert found("der Garten in Plauen") == ["Garten Plauen"]


def test_titles_come_before_texts_and_whole_words_before_beginnings() -> None:
    make_project(title="Ganz anderes", summary="Hier wird im Garten gearbeitet.", live=True)
    make_project(title="Gartenzeit", live=True)
    make_project(title="Ein Garten für alle", live=True)
    assert found("garten") == ["Ein Garten für alle", "Gartenzeit", "Ganz anderes"]


def test_pages_actors_and_mentors_are_found() -> None:
    make_news(title="Klöppeln verbindet", live=True)
    make_actor(name="Klöppelverein")
    make_mentor(name="Klara Klöppel")
    assert len(found("kloeppel")) == 3


def test_topics_and_organisation_belong_to_what_is_found() -> None:
    page = make_project(title="Erstes", actor=make_actor(name="Uhrwerk Glashütte"), live=True)
    assert "Erstes" in found("uhrwerk")
    assert found(page.page_topics.get().topic.label) == ["Erstes"]


def test_a_typing_error_leads_to_the_word_that_was_meant(client: Client) -> None:
    make_project(title="Nachbarschaft kocht", live=True)
    for typed in ("Nachbarschft", "Nahcbarschaft", "Machbarschaft"):
        html = client.get("/suche/", {"q": typed}).content.decode()
        assert "Nachbarschaft</mark> kocht" in html
        assert typed in html


def test_a_known_word_is_not_taken_for_a_typing_error() -> None:
    make_project(title="Haus", live=True)
    make_project(title="Maus und Katze", live=True)
    assert Query("Haus", "de").corrected() is None


# Languages


def make_bilingual_actor(name: str) -> None:
    actor = make_actor(name=name)
    actor.texts.add(ActorText(language="en", summary="A bridge between people"))
    actor.save_revision()
    publish(actor)


def test_a_reader_sees_the_own_language_and_german_where_there_is_none() -> None:
    make_bilingual_actor("Verein Brücke")
    make_actor(name="Verein Bruecke zwei")
    languages = [entry.language for entry in Query("Brücke", "en").hits().order_by("language")]
    assert languages == ["de", "en"]


def test_a_german_reader_sees_nothing_twice() -> None:
    make_bilingual_actor("Verein Brücke")
    assert len(found("Brücke")) == 1


def test_a_hit_in_another_language_says_so(client: Client) -> None:
    make_project(title="Nur auf Deutsch", live=True)
    html = client.get("/en/suche/", {"q": "deutsch"}).content.decode()
    assert 'lang="de"' in html
    assert 'href="/chemnitz/projekte/' in html


# The page


def test_the_page_counts_filters_and_marks(client: Client) -> None:
    make_project("chemnitz", title="Imkern in Aue", live=True)
    make_project("leipzig", title="Imkern in Borna", live=True)
    make_news("leipzig", title="Imkern lernt man nie aus", live=True)
    html = client.get("/suche/?q=imkern&kind=projects&region=leipzig").content.decode()
    assert "<mark>Imkern</mark> in Borna" in html
    assert "in Aue" not in html
    assert "nie aus" not in html


def test_counts_beside_a_facet_ignore_only_that_facet(client: Client) -> None:
    make_project("chemnitz", title="Imkern in Aue", live=True)
    make_news("leipzig", title="Imkern lernt man", live=True)
    listing = client.get("/suche/?q=imkern&kind=projects").context["listing"]
    kinds = {option.value: option.count for option in listing.groups[0].options}
    regions = {option.value: option.count for option in listing.groups[1].options}
    assert (kinds["projects"], kinds["news"]) == (1, 1)
    assert (regions["chemnitz"], regions["leipzig"]) == (1, 0)


def test_no_result_leads_on(client: Client) -> None:
    response = client.get("/suche/", {"q": "Xylophonzzz"})
    assert response.status_code == 200
    assert "Xylophonzzz" in response.content.decode()
    assert "/akteure/" in response.content.decode()


def test_without_words_the_page_explains_itself(client: Client) -> None:
    assert client.get("/suche/").status_code == 200


def test_unknown_filters_are_named_and_left_out(client: Client) -> None:
    make_project(title="Imkern", live=True)
    html = client.get("/suche/?q=imkern&kind=unsinn").content.decode()
    assert "unsinn" in html
    assert "<mark>Imkern</mark>" in html


def test_a_page_beyond_the_last_is_a_clear_404(client: Client) -> None:
    make_project(title="Imkern", live=True)
    for page in ("99", "-1", "x", "9" * 400):
        assert client.get("/suche/", {"q": "imkern", "page": page}).status_code == 404


HOSTILE = [
    '"unbalanced',
    "'; DROP TABLE core_searchentry; --",
    "%",
    "%%%_",
    "\\",
    "AND OR NOT",
    "a* -b +c ~d ^2",
    "(((",
    "NEAR/3 foo",
    "foo:bar:*",
    "😀😀😀",
    "ﷺ",
    "\u202e\u0000".replace("\u0000", ""),
    "x" * 10_240,
    "wort " * 3000,
    "İstanbul ẞ ſ",
    "<script>alert(1)</script>",
    "{{ 7|add:7 }}",
    " ",
    "…",
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_nothing_typed_breaks_the_search(client: Client, typed: str) -> None:
    make_project(title="Ein Haus", live=True)
    response = client.get("/suche/", {"q": typed})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_a_nul_byte_is_answered_in_our_layout(client: Client) -> None:
    response = client.get("/suche/?q=a%00b")
    assert response.status_code == 400
    assert b'id="main"' in response.content


def test_wildcards_are_letters_like_others() -> None:
    make_project(title="Hundert Prozent", live=True)
    assert found("%") == []
    assert found("___") == []


def test_texts_are_indexed_in_the_language_they_are_written_in() -> None:
    with translation.override("en"):
        make_project(title="Imkern", live=True)
    assert SearchEntry.objects.get(title="Imkern").language == "de"
