"""A story that uses every block of the body, each at least once."""

import json
from typing import Any

from django.core.files.base import ContentFile

from core.models import PortalDocument
from tests.factories import make_image

PARAGRAPH = "<p>Am Anfang stand ein leerer Laden, eine Kanne Kaffee und die Frage: <b>Wer kommt?</b></p>"


def make_document(name: str, content: bytes = b"Inhalt") -> PortalDocument:
    return PortalDocument.objects.create(title=f"Datei {name}", file=ContentFile(content, name=name))


def every_block(*, page: Any, person: Any) -> str:
    """The raw body stream, leading to `page` and to `person`."""
    values = block_values(page, person)
    return json.dumps([{"type": kind, "value": value} for kind, many in values.items() for value in many])


def block_values(page: Any, person: Any) -> dict[str, list[Any]]:
    """Values of each kind of block."""
    picture = {"image": make_image().pk, "alt_text": "Ein langer Tisch im Hof.", "decorative": False}
    decorative = {"image": make_image().pk, "alt_text": "", "decorative": True}
    transcript = "<p>Man hört Stimmen und Geschirr.</p>"
    film = {"title": "Ein Abend im Hof", "embed_url": "", "provider": "", "poster": None}
    return {
        "heading": [{"text": "Wie alles begann"}],
        "text": [
            PARAGRAPH,
            f'<h3>Wer dabei ist</h3><ul><li>Nachbarinnen, siehe <a linktype="page" id="{page.pk}">ihr Projekt</a></li>'
            f'<li>der Hausmeister (<a linktype="document" id="{make_document("hausordnung.pdf").pk}">Hausordnung</a>)</li>'
            "</ul>",
        ],
        "quote": [
            {
                "text": "Wir haben gefragt, was schon da ist.",
                "speaker": "Ines Marschner",
                "function": "Projektleitung",
                "organisation": "Kulturkiste",
            },
            {"text": "Ich komme jede Woche.", "speaker": "Herr Vogt", "function": "", "organisation": ""},
        ],
        "facts": [
            {
                "title": "Das Projekt in Zahlen",
                "items": [
                    {"value": "38", "label": "Ehrenamtliche", "source": "Eigene Zählung"},
                    {"value": "4", "label": "Stadtteile", "source": ""},
                ],
            }
        ],
        "accordion": [{"items": [{"question": "Was kostet das?", "answer": PARAGRAPH}]}],
        "table": [
            {
                "caption": "Besuche nach Jahren",
                "table": {
                    "columns": [{"type": "text", "heading": "Jahr"}, {"type": "number", "heading": "Besuche"}],
                    "rows": [{"values": ["2025", "380"]}, {"values": ["2026", "1240"]}],
                    "caption": "",
                },
            }
        ],
        "image": [{"image": picture, "caption": "Sommerfest im Hof"}, {"image": decorative, "caption": ""}],
        "gallery": [
            {
                "title": "Bilder vom Sommerfest",
                "images": [{"image": picture, "caption": "Der Tisch"}, {"image": decorative, "caption": ""}],
            }
        ],
        "video": [
            {
                **film,
                "file": make_document("abend.mp4").pk,
                "captions": make_document("abend.vtt", b"WEBVTT\n\n00:00.000 --> 00:02.000\nHallo.\n").pk,
                "transcript": transcript,
            },
            {
                **film,
                "file": None,
                "embed_url": "https://film.example.org/abend",
                "provider": "Filmarchiv",
                "captions": None,
                "transcript": transcript,
            },
        ],
        "download": [
            {
                "document": make_document("leitfaden.pdf", b"%PDF-1.4").pk,
                "title": "Leitfaden",
                "description": "12 Seiten",
            }
        ],
        "cta": [
            {
                "title": "Machen Sie mit",
                "text": "Wir suchen Räume.",
                "label": "Raum anbieten",
                "page": page.pk,
                "url": "",
            },
            {
                "title": "Spenden",
                "text": "",
                "label": "Zur Kampagne",
                "page": None,
                "url": "https://spenden.example.org/",
            },
        ],
        "related": [{"title": "Zum Weiterlesen", "pages": [page.pk]}],
        "contacts": [{"title": "Fragen beantwortet", "persons": [person.pk]}],
    }
