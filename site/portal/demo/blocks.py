"""Turns the blocks of the demo content into values of the body stream."""

import re
from collections.abc import Iterable
from typing import Any

from wagtail.models import Page

from actors.models import ContactPerson
from portal.demo.pictures import picture

PAGE_LINK = re.compile(r'<a href="page:([a-z0-9-]+)">(.*?)</a>')


def stream(blocks: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Raw stream data of these blocks; links to pages that do not exist yet are left out."""
    return [raw for raw in (_raw(block) for block in blocks) if raw is not None]


def _raw(block: dict[str, Any]) -> dict[str, Any] | None:
    kind = block["type"]
    value = _MAKERS[kind](block)
    return None if value is None else {"type": kind, "value": value}


def _fields(*names: str) -> Any:
    return lambda block: {name: block.get(name, "") for name in names}


def _text(block: dict[str, Any]) -> str:
    return PAGE_LINK.sub(_page_link, block["html"])


def _page_link(match: re.Match[str]) -> str:
    """A link to a page of the demo as the editor stores it; just its words while the page does not exist."""
    page = _page_id(match[1])
    return f'<a linktype="page" id="{page}">{match[2]}</a>' if page else match[2]


def _accordion(block: dict[str, Any]) -> dict[str, Any]:
    return {"items": [{"question": item["question"], "answer": _paragraphs(item["answer"])} for item in block["items"]]}


def _table(block: dict[str, Any]) -> dict[str, Any]:
    return {
        "caption": block["caption"],
        "table": {
            "columns": [{"type": "text", "heading": heading} for heading in block["header"]],
            "rows": [{"values": [str(cell) for cell in row]} for row in block["rows"]],
            "caption": "",
        },
    }


def _image(block: dict[str, Any]) -> dict[str, Any]:
    image = picture(block)
    return {
        "image": {"image": image.pk, "alt_text": block.get("alt", ""), "decorative": not block.get("alt")},
        "caption": block.get("caption", ""),
    }


def _contacts(block: dict[str, Any]) -> dict[str, Any] | None:
    known = dict(ContactPerson.objects.filter(slug__in=block["persons"]).values_list("slug", "pk"))
    persons = [known[slug] for slug in block["persons"] if slug in known]
    return {"title": block.get("title", ""), "persons": persons} if persons else None


def _related(block: dict[str, Any]) -> dict[str, Any] | None:
    pages = [pk for pk in (_page_id(slug) for slug in block["pages"]) if pk]
    return {"title": block.get("title", ""), "pages": pages} if pages else None


def _cta(block: dict[str, Any]) -> dict[str, Any] | None:
    value = {name: block.get(name, "") for name in ("title", "text", "label")}
    if block.get("url"):
        return {**value, "url": block["url"], "page": None}
    page = _page_id(block["page"])
    return {**value, "url": "", "page": page} if page else None


def _page_id(slug: str) -> int | None:
    return Page.objects.filter(slug=slug, locale__language_code="de").values_list("pk", flat=True).first()


def _paragraphs(text: str) -> str:
    return text if text.lstrip().startswith("<") else f"<p>{text}</p>"


_MAKERS: dict[str, Any] = {
    "heading": _fields("text"),
    "text": _text,
    "quote": _fields("text", "speaker", "function", "organisation"),
    "facts": lambda block: {
        "title": block.get("title", ""),
        "items": [{name: item.get(name, "") for name in ("value", "label", "source")} for item in block["items"]],
    },
    "accordion": _accordion,
    "table": _table,
    "image": _image,
    "contacts": _contacts,
    "related": _related,
    "cta": _cta,
}
