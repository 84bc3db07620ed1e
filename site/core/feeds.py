"""Files that pages offer beside their text: Atom feeds, and how they and calendars are answered."""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _

from core.aftercare.public import latest_notes
from core.cards import card_data
from core.models import Region
from core.names import name_of

ATOM = "application/atom+xml"
ATOM_FILE = "feed.atom"
MAX_ENTRIES = 30
# Readers ask every few minutes; a new story may wait that long.
MAX_AGE_SECONDS = 300
# Stands for the time of what has never been published by hand.
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
# XML 1.0 knows neither these nor lone surrogates, not even escaped.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry; `key` and `language` make its id, which survives moves and new titles."""

    key: UUID
    language: str
    title: str
    url: str
    summary: str
    published: datetime
    updated: datetime
    author: str = ""
    topics: tuple[str, ...] = ()

    @property
    def urn(self) -> str:
        return f"urn:uuid:{uuid5(self.key, self.language)}"


@dataclass(frozen=True, slots=True)
class Description:
    """What the items of one kind say of themselves in a feed."""

    summary: str
    published: datetime
    author: str = ""


def index_feed(
    index: Any, request: HttpRequest, *, newest: Any, describe: Callable[[Any], Description]
) -> HttpResponseBase:
    """The Atom feed of a list of pages, cut off after the `newest` of them."""
    pages = list(newest.defer_streamfields()[:MAX_ENTRIES])
    page_url = index.get_full_url(request)
    region, data = name_of(Region, index.region_id), card_data(pages)
    language, notes = index.locale.language_code, latest_notes(pages)
    return atom_response(
        request,
        title=" – ".join(part for part in (index.title, region, settings.WAGTAIL_SITE_NAME) if part),
        subtitle=index.intro,
        page_url=page_url,
        feed_url=f"{page_url}{ATOM_FILE}",
        language=language,
        entries=[
            _entry(page, request, describe(page), language, data.topics_of(page), notes.get(page.pk, ""))
            for page in pages
        ],
        updated=index.last_published_at or LONG_AGO,
    )


def _entry(
    page: Any, request: HttpRequest, description: Description, language: str, topics: Sequence[str], note: str
) -> FeedEntry:
    return FeedEntry(
        key=page.translation_key,
        language=language,
        title=page.title,
        url=page.get_full_url(request),
        summary="\n\n".join(filter(None, (description.summary, note and _("Changed: %(note)s") % {"note": note}))),
        published=description.published,
        updated=page.last_published_at or description.published,
        author=description.author,
        topics=tuple(topics),
    )


class AtomFeed(Atom1Feed):
    """Atom whose time of update is given, so that an unchanged feed is the same file each time."""

    def latest_post_date(self) -> datetime:
        return self.feed["updated"]


def atom_response(
    request: HttpRequest,
    *,
    title: str,
    subtitle: str,
    page_url: str,
    feed_url: str,
    language: str,
    entries: Sequence[FeedEntry],
    updated: datetime,
) -> HttpResponseBase:
    """An Atom feed; `updated` counts where there is no entry."""
    latest = max((entry.updated for entry in entries), default=updated)
    feed = AtomFeed(
        title=clean_xml(title),
        link=page_url,
        description=None,
        subtitle=clean_xml(subtitle) or None,
        language=language,
        feed_url=feed_url,
        author_name=settings.WAGTAIL_SITE_NAME,
        updated=latest,
    )
    for entry in entries:
        feed.add_item(
            title=clean_xml(entry.title),
            link=entry.url,
            description=escape(clean_xml(entry.summary)),
            author_name=clean_xml(entry.author) or None,
            pubdate=entry.published,
            updateddate=entry.updated,
            unique_id=entry.urn,
            categories=[clean_xml(topic) for topic in entry.topics],
        )
    return file_response(request, feed.writeString("utf-8").encode(), f"{ATOM}; charset=utf-8", last_modified=latest)


def clean_xml(text: object) -> str:
    """Text without the characters that no XML file may hold."""
    return NOT_IN_XML.sub("", str(text or ""))


def file_response(
    request: HttpRequest, body: bytes, content_type: str, *, last_modified: datetime, filename: str = ""
) -> HttpResponseBase:
    """A public, cacheable file, or 304 for those who have it already."""
    response = HttpResponse(body, content_type=content_type)
    etag = quote_etag(hashlib.sha256(body).hexdigest()[:32])
    response["ETag"] = etag
    response["Last-Modified"] = http_date(last_modified.timestamp())
    response["X-Content-Type-Options"] = "nosniff"
    if filename:
        response["Content-Disposition"] = f'attachment; filename="{filename}"'
    patch_cache_control(response, public=True, max_age=MAX_AGE_SECONDS)
    modified = int(last_modified.timestamp())
    return get_conditional_response(request, etag=etag, last_modified=modified, response=response) or response
