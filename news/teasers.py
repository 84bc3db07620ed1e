"""Stories as cards of lists, of home and of region pages."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Locale

from core.facets import named_choices
from core.models import Region, Topic

TOPICS_SHOWN = 2


def news_cards(
    pages: Iterable[Any],
    request: HttpRequest | None = None,
    *,
    topics: Mapping[str, str] | None = None,
    regions: Mapping[str, str] | None = None,
) -> list[dict[str, Any]]:
    """Stories (read `with_card_data`) for `components/card_news.html`; two queries for names that are not given."""
    pages = list(pages)
    if not pages:
        return []
    topics = dict(named_choices(Topic)) if topics is None else topics
    regions = dict(named_choices(Region)) if regions is None else regions
    return [_card(page, request, topics, regions) for page in pages]


def _card(
    page: Any, request: HttpRequest | None, topics: Mapping[str, str], regions: Mapping[str, str]
) -> dict[str, Any]:
    region = regions.get(page.region.slug, page.region.name) if page.region else _("Statewide")
    labels = [topics.get(link.topic.slug, "") for link in page.page_topics.all()]
    return {
        "title": page.title,
        "url": page.get_url(request),
        "kicker": " · ".join([region, *filter(None, labels[:TOPICS_SHOWN])]),
        "date": page.publish_date,
        "summary": page.lead,
        "seed": page.slug,
        "dye": page.region.dye if page.region else "",
        "image": page.image,
        "image_alt": page.image_alt_text,
    }


def teaser_cards(region: Region | None, locale: Locale, limit: int) -> list[dict[str, Any]]:
    """The newest public stories, for the registry of teasers."""
    from news.models import NewsPage

    return news_cards(NewsPage.objects.public_in(locale, region).newest(limit).with_card_data())


def actor_cards(actor: Any, locale: Locale, limit: int) -> list[dict[str, Any]]:
    """What an organisation has to tell, for its page."""
    from news.models import NewsPage

    return news_cards(NewsPage.objects.public_in(locale).filter(actor=actor).newest(limit).with_card_data())
