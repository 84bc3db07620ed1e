"""What cards of pages print beside the page's own row, read once for pages of all kinds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _

from core.models import PageTopic, Region, Topic
from core.models.media import PortalRendition
from core.names import Name, name_of, names_of
from core.renditions import ALL_RENDITIONS


@dataclass(frozen=True, slots=True)
class CardData:
    """The topics of pages, by page."""

    topics: Mapping[int, list[Name]] = field(default_factory=dict)

    def topics_of(self, page: Any) -> list[str]:
        return [topic.label for topic in self.topics.get(page.pk, [])]

    def region_of(self, page: Any) -> str:
        return name_of(Region, page.region_id) or _("Statewide")


def card_data(items: Iterable[Any]) -> CardData:
    """For pages, or for dates that have one as `page`; one query, and one for all names."""
    pages = {getattr(item, "page", item).pk for item in items}
    if not pages:
        return CardData()
    names = {name.pk: name for name in names_of(Topic)}
    topics: dict[int, list[Name]] = {}
    for page_id, topic_id in PageTopic.objects.filter(page_id__in=pages).values_list("page_id", "topic_id"):
        if topic_id in names:
            topics.setdefault(page_id, []).append(names[topic_id])
    return CardData(topics)


def fetch_sizes(pictures: Iterable[Any]) -> None:
    """The sizes in which pages show these pictures; one query for all that have none yet."""
    sizes = PortalRendition.objects.filter(filter_spec__in=ALL_RENDITIONS)
    prefetch_related_objects([picture for picture in pictures if picture], Prefetch("renditions", sizes))


def fetch_card_sizes(*groups: Iterable[Mapping[str, Any]]) -> None:
    """The sizes of all pictures on these cards."""
    fetch_sizes(card.get("image") for group in groups for card in group)
