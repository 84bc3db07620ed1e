"""Many public pages at once, for tests that count queries. They skip revisions, gate and search index."""

from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page

from core.models import PageTopic, Topic


def make_many(model: type[Any], index: Page, count: int, *, topic: Topic | None = None, **fields: Any) -> list[Any]:
    """Adds so many live pages below an index that has room for them, each with the topic."""
    index = Page.objects.get(pk=index.pk)
    first = index.numchild + 1
    now = timezone.now()
    bases = [
        Page(
            title=f"Nummer {number}",
            draft_title=f"Nummer {number}",
            slug=f"nummer-{number}",
            path=Page._get_path(index.path, index.depth + 1, number),
            depth=index.depth + 1,
            url_path=f"{index.url_path}nummer-{number}/",
            content_type=ContentType.objects.get_for_model(model),
            locale_id=index.locale_id,
            translation_key=uuid4(),
            live=True,
            first_published_at=now,
            last_published_at=now,
        )
        for number in range(first, first + count)
    ]
    Page.objects.bulk_create(bases)
    Page.objects.filter(pk=index.pk).update(numchild=index.numchild + count)
    pages = []
    for base in bases:
        page = model(page_ptr=base, **fields)
        page.__dict__.update({field.attname: getattr(base, field.attname) for field in Page._meta.concrete_fields})
        page.region_id = page.derive_region_id()
        page.save_base(raw=True)
        pages.append(page)
    if topic is not None:
        PageTopic.objects.bulk_create([PageTopic(page_id=page.pk, topic=topic) for page in pages])
    return pages
