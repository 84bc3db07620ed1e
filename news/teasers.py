"""Stories as cards of lists, of home and of region pages."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from wagtail.models import Locale

from core.cards import CardData, card_data

TOPICS_SHOWN = 2


def news_cards(
    pages: Iterable[Any], request: HttpRequest | None = None, data: CardData | None = None
) -> list[dict[str, Any]]:
    """Stories (read `with_card_data`) for `components/card_news.html`; `data` is what a page has read for several lists."""
    pages = list(pages)
    data = card_data(pages) if data is None else data
    return [_card(page, request, data) for page in pages]


def _card(page: Any, request: HttpRequest | None, data: CardData) -> dict[str, Any]:
    return {
        "title": page.title,
        "url": page.get_url(request),
        "kicker": " · ".join([data.region_of(page), *data.topics_of(page)[:TOPICS_SHOWN]]),
        "date": page.publish_date,
        "summary": page.lead,
        "seed": page.slug,
        "dye": page.region.dye if page.region else "",
        "image": page.image,
        "image_alt": page.image_alt_text,
    }


def teaser_items(region_id: int | None, locale: Locale, limit: int) -> list[Any]:
    """The newest public stories, for the registry of teasers."""
    from news.models import NewsPage

    return list(NewsPage.objects.public_in(locale, region_id).newest(limit).with_card_data())


def actor_items(actor: Any, locale: Locale, limit: int) -> list[Any]:
    """What an organisation has to tell, for its page."""
    from news.models import NewsPage

    return list(NewsPage.objects.public_in(locale).filter(actor=actor).newest(limit).with_card_data())
