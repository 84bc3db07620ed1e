"""What the pages of news show."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.http import HttpRequest
from django.utils.translation import ngettext
from wagtail.models import Page

from actors.cards import contact_cards
from actors.models import ContactPerson, RegionOffice
from actors.page_content import read_content
from core.aftercare.listed import is_taken_down
from core.cards import fetch_card_sizes
from core.children import child_values
from core.facets import region_facet, topic_facet
from core.feeds import ATOM_FILE
from core.listing import Listing
from core.models import PageTopic, Region, Topic
from core.names import Name, name_of, names_by_id
from core.page_queryset import is_restricted
from core.trail import breadcrumbs
from news.teasers import news_cards

PER_PAGE = 15
# The newest leads, two more have their picture, the rest is read faster as a list.
PICTURED = 3
STATEWIDE_ITEMS = 4
MORE_ITEMS = 3


def index_context(index: Any, request: HttpRequest) -> dict[str, Any]:
    """The filtered list, the marked group of statewide stories, and the feed."""
    topics = topic_facet()
    regions = region_facet()
    listing = Listing(
        params=request.GET,
        queryset=index.items().newest(),
        facets=[topics] if index.region_id else [topics, regions],
        per_page=PER_PAGE,
        path=index.get_url(request) or "",
    )
    page_obj = listing.page_obj
    hits: Any = page_obj.object_list if page_obj is not None else index.items().none()
    own = list(hits.with_card_data())
    first_page = page_obj is not None and page_obj.number == 1
    statewide = _statewide(index, listing) if index.region_id and first_page else []
    cards = news_cards([*own, *statewide], request)
    fetch_card_sizes(cards)
    shown, further = cards[: len(own)], cards[len(own) :]
    leads = bool(shown) and first_page and not listing.is_filtered
    place = name_of(Region, index.region_id)
    return {
        "listing": listing,
        "page_obj": page_obj,
        "place": place,
        "sentence": listing.sentence(_count_in_words(listing.count, place)),
        "lead_card": shown[0] if leads else None,
        "cards": shown[1:PICTURED] if leads else [],
        "lines": shown[PICTURED:] if leads else shown,
        "statewide": further,
        "statewide_url": statewide_url(index, request) if further else "",
        "reset_url": listing.reset_url if listing.is_filtered else "",
        "feed_url": f"{listing.path}{ATOM_FILE}",
        "breadcrumbs": breadcrumbs(index, request),
    }


def _statewide(index: Any, listing: Listing) -> Sequence[Any]:
    """Statewide stories in a regional list, narrowed by the same topics."""
    stories = index.statewide_items()
    for facet in listing.facets:
        if listing.selected[facet.name]:
            stories = facet.filtered(stories, listing.selected[facet.name])
    return stories.newest(STATEWIDE_ITEMS).with_card_data()


def statewide_url(index: Any, request: HttpRequest) -> str:
    """Where a regional list finds the list of all regions."""
    statewide = type(index).objects.live().filter(locale_id=index.locale_id, region=None).first()
    return statewide.get_url(request) or "" if statewide else ""


def _count_in_words(count: int, place: str) -> str:
    if place:
        words = ngettext("%(count)d news item from %(region)s", "%(count)d news items from %(region)s", count)
    else:
        words = ngettext("%(count)d news item", "%(count)d news items", count)
    return words % {"count": count, "region": place}


def story_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Who to ask, who answers for the story, and where reading goes on."""
    trail = breadcrumbs(page, request)
    index = trail[-2] if len(trail) > 1 else {"title": "", "url": ""}
    chosen = child_values(page, page_topics="topic_id", contact_links="person_id", related_links="related_id")
    topics = names_by_id(Topic, chosen["page_topics"])
    persons = read_content(page, "image", person_ids=chosen["contact_links"])
    return {
        "topics": [{"title": topic.label, "url": f"{index['url']}?topic={topic.slug}"} for topic in topics],
        "contacts": contact_cards(persons),
        "responsible": responsible_words(page),
        "related": related_pages(page, chosen["related_links"], request),
        "index": index,
        "breadcrumbs": trail,
        **_more(page, topics, request),
    }


def responsible_words(page: Any) -> str:
    """The person who answers for the content, else the agency in charge of the region."""
    if page.responsible_id:
        person = ContactPerson.objects.select_related("actor").get(pk=page.responsible_id)
        return f"{person.name}, {person.organisation_name}"
    office = RegionOffice.objects.filter(region_id=page.region_id).select_related("agency").first()
    return office.agency.name if office else ""


def related_pages(page: Any, ids: Sequence[int], request: HttpRequest) -> list[dict[str, Any]]:
    """The chosen pages that readers may see, in the editor's order; where a translation is missing, the original."""
    if not ids:
        return []
    chosen = Page.objects.filter(pk__in=ids)
    wanted = Q(translation_key__in=chosen.values("translation_key"), locale_id=page.locale_id) | Q(pk__in=ids)
    original = Subquery(chosen.filter(translation_key=OuterRef("translation_key")).order_by("pk").values("pk")[:1])
    open_pages = Page.objects.live().filter(wanted).exclude(is_restricted()).exclude(is_taken_down())
    found: dict[int, Page] = {}
    for target in open_pages.annotate(original=original):
        if target.locale_id == page.locale_id or target.original not in found:
            found[target.original] = target
    return [{"title": found[pk].title, "url": found[pk].get_url(request)} for pk in ids if pk in found]


def _more(page: Any, topics: Sequence[Name], request: HttpRequest) -> dict[str, Any]:
    """The stories before and after this one, and others on its topics; one query for all of them."""
    others = type(page).objects.public_in(page.locale_id, page.region_id).exclude(pk=page.pk)
    on_topic = PageTopic.objects.filter(page_id=OuterRef("pk"), topic__in=[topic.pk for topic in topics])
    others = others.annotate(is_on_topic=Exists(on_topic))
    wanted = Q(pk__in=[])
    for part in (others.older_than(page)[:1], others.newer_than(page)[:1], others.on_topic()[:MORE_ITEMS]):
        wanted |= Q(pk__in=part.values("pk"))
    found = list(others.filter(wanted).defer_streamfields().newest())
    older = next((story for story in found if story.comes_before(page)), None)
    newer = next((story for story in reversed(found) if page.comes_before(story)), None)
    return {
        "older": _link(older, request),
        "newer": _link(newer, request),
        "same_topic": [
            {"title": story.title, "url": story.get_url(request), "date": story.publish_date, "summary": story.lead}
            for story in found
            if story.is_on_topic
        ][:MORE_ITEMS],
    }


def _link(page: Any, request: HttpRequest) -> dict[str, str] | None:
    return {"title": page.title, "url": page.get_url(request) or ""} if page else None
