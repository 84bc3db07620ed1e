"""Translations of the demo: the road of wagtail-localize's result, published by a lead editor through the gate."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page

from portal.demo.blocks import stream
from portal.demo.content import LANGUAGE_TABLES
from portal.demo.people import person

STREAMED = ("body",)


def translate_all(model: type[Page], entries: Iterable[dict[str, Any]]) -> None:
    """Publish the language versions that the entries contain and the site does not have yet."""
    translator = person("lead")
    sources = {page.slug: page for page in model.objects.live().filter(locale=Locale.get_default())}
    for entry in entries:
        source = sources.get(entry["slug"])
        for table, code in LANGUAGE_TABLES.items():
            words = entry.get(table)
            if source is None or not words or "title" not in words:
                continue
            locale = Locale.objects.get(language_code=code)
            if not source.has_translation(locale):
                _translate(source, locale, words, translator)


@transaction.atomic
def _translate(source: Any, locale: Locale, words: dict[str, Any], translator: Any) -> None:
    page = source.copy_for_translation(locale)
    for name, value in words.items():
        if name in STREAMED:
            page.body = page.body.stream_block.to_python(stream(value))
        elif hasattr(page, name) and isinstance(value, str):
            setattr(page, name, value.strip())
    page.save_revision(user=translator, clean=False).publish()


@transaction.atomic
def add_simple_summaries(model: type[Page], entries: Iterable[dict[str, Any]]) -> None:
    """Short versions in Leichte Sprache on drafts, for pages without a translation of their own."""
    for entry in entries:
        words = entry.get("simple", {})
        summary = words.get("summary") or words.get("lead")
        page = model.objects.filter(slug=entry["slug"], live=False, first_published_at=None).first()
        if summary and page is not None and not page.summary_simple:
            page.summary_simple = summary.strip()
            page.save_revision(user=page.get_latest_revision().user, clean=False)
