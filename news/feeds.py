"""The Atom feed of a list of news."""

from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from core.facets import named_choices
from core.feeds import LONG_AGO, FeedEntry, atom_response
from core.models import Region, Topic

MAX_ENTRIES = 30


def news_feed(index: Any, request: HttpRequest) -> HttpResponseBase:
    """The newest stories of this index: what readers of the list see, and nothing else."""
    stories = index.items().newest(MAX_ENTRIES).prefetch_related("page_topics__topic").defer_streamfields()
    page_url = index.get_full_url(request)
    region = dict(named_choices(Region)).get(index.region.slug, "") if index.region else ""
    topics = dict(named_choices(Topic))
    language = index.locale.language_code
    return atom_response(
        request,
        title=" – ".join(part for part in (index.title, region, settings.WAGTAIL_SITE_NAME) if part),
        subtitle=index.intro,
        page_url=page_url,
        feed_url=f"{page_url}feed.atom",
        language=language,
        entries=[_entry(page, request, language, topics) for page in stories],
        updated=index.last_published_at or LONG_AGO,
    )


def _entry(page: Any, request: HttpRequest, language: str, topics: dict[str, str]) -> FeedEntry:
    published = _midnight(page.publish_date)
    return FeedEntry(
        key=page.translation_key,
        language=language,
        title=page.title,
        url=page.get_full_url(request),
        summary=page.lead,
        published=published,
        updated=page.last_published_at or published,
        author=page.byline,
        topics=tuple(topics.get(link.topic.slug, link.topic.slug) for link in page.page_topics.all()),
    )


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
