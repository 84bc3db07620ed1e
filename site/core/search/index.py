"""Writes the search index. An entry exists exactly as long as its object is public."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone, translation
from wagtail.models import Page
from wagtail.search.index import SearchField

from core.aftercare.listed import is_taken_down
from core.models import BasePage, GatedSnippet, LocalText, SearchEntry, SearchWord
from core.search.words import WORD, fold, folded_words, plain_text
from core.summaries import summary_of, without_tags

# The kind of whatever is not content of a domain: home, region, list and standard pages.
PLAIN_PAGES = "pages"
MAX_TEXT = 20_000
MAX_WORD = 60
SHORTEST_SUGGESTION = 4
LABELLED_CHILDREN = (
    ("page_topics", "topic"),
    ("page_target_groups", "target_group"),
    ("actor_topics", "topic"),
    ("mentor_topics", "topic"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """What the index keeps of an object in one language."""

    language: str
    group: str
    kind: str
    title: str
    url: str
    summary: str
    texts: tuple[str, ...]
    labels: tuple[str, ...]


def searchable_models() -> list[type[Any]]:
    """Pages of the portal and snippets that people submit."""
    return [model for model in apps.get_models() if issubclass(model, BasePage | GatedSnippet) and model.in_search]


def kind_of(model: type[Any]) -> str:
    """How hits are sorted into kinds: by the domain that the model belongs to."""
    return model._meta.app_label if model.gated else PLAIN_PAGES


def index_object(obj: Any) -> None:
    """Bring the entries of one object up to date; what is not public has none."""
    found = list(_described(obj)) if _is_public(obj) else []
    content_type = _content_type(obj)
    with transaction.atomic():
        stale = SearchEntry.objects.filter(content_type=content_type, object_id=obj.pk)
        stale.exclude(language__in=[entry.language for entry in found]).delete()
        for entry in found:
            SearchEntry.objects.update_or_create(
                content_type=content_type, object_id=obj.pk, language=entry.language, defaults=_columns(obj, entry)
            )
        remember_words(text for entry in found for text in (entry.title, entry.summary, *entry.texts, *entry.labels))


def remove_object(obj: Any) -> None:
    """Forget an object."""
    SearchEntry.objects.filter(content_type=_content_type(obj), object_id=obj.pk).delete()


def index_subtree(page_id: int) -> None:
    """Bring a page and everything below it up to date: after moving, renaming or restricting it."""
    page = Page.objects.filter(pk=page_id).first()
    for below in page.get_descendants(inclusive=True).specific().iterator(200) if page else ():
        if isinstance(below, BasePage):
            index_object(below)


def rebuild() -> int:
    """Write the whole index anew and return the number of its entries."""
    with transaction.atomic():
        SearchWord.objects.all().delete()
        SearchEntry.objects.all().delete()
        for model in searchable_models():
            for obj in model._base_manager.filter(live=True).iterator(200):
                index_object(obj)
        return SearchEntry.objects.count()


def remember_words(texts: Iterable[str]) -> None:
    """Keep the words of public texts in their own spelling, for readers who mistype them."""
    words: dict[str, str] = {}
    for text in texts:
        for word in WORD.findall(plain_text(text)):
            if SHORTEST_SUGGESTION <= len(word) <= MAX_WORD and not any(char.isdigit() for char in word):
                words.setdefault(fold(word), word)
    rows = [SearchWord(folded=folded, word=word, length=len(folded)) for folded, word in sorted(words.items())]
    SearchWord.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


def _content_type(obj: Any) -> ContentType:
    return ContentType.objects.get_for_model(obj, for_concrete_model=True)


def _is_public(obj: Any) -> bool:
    if not obj.live:
        return False
    if not isinstance(obj, Page):
        return True
    # An alias repeats another page's text in a second place.
    if obj.alias_of_id is not None or obj.get_view_restrictions().exists():
        return False
    return not Page.objects.filter(is_taken_down(), pk=obj.pk).exists()


def _columns(obj: Any, entry: Found) -> dict[str, Any]:
    # Names of topics are searched too, but they make no sentence that a result could show.
    text = "\n".join(part for part in entry.texts if part != entry.title)[:MAX_TEXT]
    return {
        "group": entry.group,
        "kind": entry.kind,
        "region_id": obj.derive_region_id() if isinstance(obj, BasePage) else obj.governing_region_id,
        "title": entry.title[:255],
        "url": entry.url,
        "summary": entry.summary,
        "text": text,
        "folded_title": folded_words([entry.title]),
        "folded": folded_words([entry.title, entry.summary, text, *entry.labels]),
        "updated_at": obj.last_published_at or _created_at(obj),
    }


def _created_at(obj: Any) -> Any:
    """When something was made that nobody ever published, such as the first pages of an installation."""
    revision = obj.latest_revision
    return revision.created_at if revision else timezone.now()


def _described(obj: Any) -> Iterator[Found]:
    return _page_entries(obj) if isinstance(obj, Page) else _snippet_entries(obj)


def _page_entries(page: Any) -> Iterator[Found]:
    parts = page.get_url_parts()
    if not parts or not parts[2]:
        return
    language = page.locale.language_code
    with translation.override(language):
        yield Found(
            language=language,
            group=f"page:{page.translation_key}",
            kind=kind_of(type(page)),
            title=page.title,
            url=parts[2],
            summary=summary_of(page),
            texts=tuple(_field_texts(page)),
            labels=tuple(_labels(page)),
        )


def _snippet_entries(obj: Any) -> Iterator[Found]:
    """One entry for each language that has texts, and always one for the first language."""
    rows = {row.language: row for row in obj.texts.all()}
    for language in dict.fromkeys([*rows, settings.LANGUAGE_CODE]):
        with translation.override(language):
            row = obj.text_in(language)
            yield Found(
                language=language,
                group=f"{obj._meta.label_lower}:{obj.pk}",
                kind=kind_of(type(obj)),
                title=str(obj),
                url=obj.get_absolute_url(),
                summary=summary_of(row) if row else "",
                texts=(*(_row_texts(row) if row else ()), *_field_texts(obj)),
                labels=tuple(_labels(obj)),
            )


def _field_texts(obj: Any) -> Iterator[str]:
    """The values of the model's own search fields, as Wagtail declares them."""
    for field in obj.get_searchable_search_fields() if hasattr(obj, "get_searchable_search_fields") else []:
        if isinstance(field, SearchField) and field.field_name != "title":
            value = field.get_value(obj)
            parts = value if isinstance(value, list | tuple) else [value]
            yield from (without_tags(part) for part in parts if part)


def _row_texts(row: LocalText) -> Iterator[str]:
    own = (field.name for field in row._meta.fields if field.get_internal_type() in ("CharField", "TextField"))
    yield from (str(getattr(row, name)) for name in own if name != "language" and getattr(row, name))


def _labels(obj: Any) -> Iterator[str]:
    """Names of what the object belongs to: its topics, target groups, organisation, region, district."""
    for children, target in LABELLED_CHILDREN:
        if hasattr(obj, children):
            yield from (getattr(child, target).label for child in getattr(obj, children).all())
    for name in ("actor", "region", "district"):
        related = getattr(obj, name, None)
        if related is not None:
            yield getattr(related, "label", None) or str(related)
