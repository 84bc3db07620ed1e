"""The blocks of a story say with their markup what they are."""

from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from wagtail.rich_text import RichText

FILE = SimpleNamespace(url="/dokumente/1/film.mp4", title="Film", file_extension="mp4", file_size=2_400_000)


def block(name, value, **more):
    return " ".join(render_to_string(f"blocks/{name}.html", {"value": value, **more}).split())


def test_a_quote_is_a_figure_with_its_speaker():
    html = block("quote", {"text": "Da ist <viel>.", "speaker": "Ines", "function": "Leitung", "organisation": "Werk"})

    assert html.startswith(
        '<figure class="quote"> <blockquote><p>Da ist &lt;viel&gt;.</p></blockquote> <figcaption><cite>'
    )
    assert "Leitung, Werk" in html


def test_a_heading_can_be_linked_to():
    assert block("heading", {"text": "Wie alles begann"}) == '<h2 id="wie-alles-begann">Wie alles begann</h2>'


def test_a_heading_without_latin_letters_has_no_empty_id():
    assert block("heading", {"text": "今"}) == "<h2>今</h2>"


def test_questions_open_without_script():
    html = block("accordion", {"items": [{"question": "Was kostet das?", "answer": RichText("<p>Wenig.</p>")}]})

    assert "<details" in html
    assert "<summary>Was kostet das?" in html
    assert "<p>Wenig.</p>" in html


def test_figures_are_a_list_of_terms():
    html = block("facts", {"title": "", "items": [{"value": "38", "label": "Ehrenamtliche", "source": "Zählung"}]})

    assert '<dt>Ehrenamtliche</dt><dd class="facts__value">38</dd>' in html


def test_a_film_of_our_own_has_captions_and_loads_nothing_by_itself():
    html = block("video", {"title": "Film", "file": FILE, "captions": SimpleNamespace(url="/dokumente/2/film.vtt")})

    assert 'preload="none"' in html
    assert '<track kind="captions" src="/dokumente/2/film.vtt"' in html


def test_a_film_elsewhere_is_a_link_and_no_request():
    html = block("video", {"title": "Film", "embed_url": "https://example.org/film", "provider": "Beispiel"})

    assert "<iframe" not in html
    assert 'src="' not in html
    assert 'href="https://example.org/film"' in html


def test_a_transcript_is_at_hand():
    html = block("video", {"title": "Film", "file": FILE, "transcript": RichText("<p>Guten Tag.</p>")})

    assert "<p>Guten Tag.</p>" in html


def test_a_download_names_its_type_and_size():
    html = block("download", {"document": FILE, "title": "Leitfaden"})

    assert "Leitfaden" in html
    assert "MP4" in html
    assert "MB" in html


def test_a_table_has_a_caption_and_can_be_scrolled_by_keyboard():
    table = SimpleNamespace(columns=[{"heading": "Posten"}, {"heading": "Euro"}], rows=[["Miete", "80"]])
    html = block("table", {"caption": "Kosten", "table": table})

    assert "<caption>Kosten</caption>" in html
    assert 'tabindex="0"' in html
    assert '<th scope="row">Miete</th><td>80</td>' in html


def test_contact_persons_are_addresses_without_a_plain_mail():
    person = {"name": "Ines Marschner", "function": "Leitung", "phone": "0371 1", "email": "ines@example.org"}
    html = block("contacts", {"title": "Fragen Sie uns", "persons": [person]}, persons=[person])

    assert "<address" in html
    assert 'href="tel:+493711"' in html
    assert "example.org" not in html


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("contacts", {"title": "", "persons": []}),
        ("related", {"title": ""}),
        ("download", {"document": None}),
        ("image", {"image": None}),
    ],
)
def test_what_was_deleted_meanwhile_leaves_nothing_behind(name, value):
    assert block(name, value) == ""
