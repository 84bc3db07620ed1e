"""`chrome`: what the header, the footer and the head of every page need.

What is the same for all readers of a language (the frame) is built by whoever registers for it and kept in the cache;
what depends on the address is added for each request. Nothing depends on the reader.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from core import languages
from core.fresh import cached
from core.languages import Head
from core.registries import feeds


@dataclass(frozen=True, slots=True)
class Place:
    """A link of the header; `kind` ties the same list of different regions together."""

    title: str
    url: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class RegionFrame:
    """A region's front door and the lists below it."""

    name: str
    url: str
    dye: str
    region_id: int = 0
    nav: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything that header and footer show in one language, wherever the reader is."""

    home_url: str = "/"
    contact_url: str = ""
    account_url: str = ""
    nav: tuple[Place, ...] = ()
    further: tuple[Place, ...] = ()
    regions: tuple[RegionFrame, ...] = ()
    footer_links: tuple[Place, ...] = ()
    partners: tuple[dict[str, str], ...] = ()
    funding: tuple[dict[str, str], ...] = ()


@dataclass
class _Source:
    build: Callable[[str], Frame] = field(default=lambda _language: Frame())


_source = _Source()


def register_frame(build: Callable[[str], Frame]) -> None:
    """Name the function that builds a language's frame."""
    _source.build = build


def frame_of(language: str) -> Frame:
    """The frame of a language, from the cache."""

    def build() -> Frame:
        with override(language):
            return _source.build(language)

    return cached(f"frame:{language}", build)


class Chrome:
    """The frame as seen from one address."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._frame = frame_of(get_language())

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._frame, name)

    @cached_property
    def _region(self) -> RegionFrame | None:
        path = self._request.path
        return next((region for region in self._frame.regions if region.url and path.startswith(region.url)), None)

    @property
    def region(self) -> dict[str, str] | None:
        """The region whose part of the site this is."""
        here = self._region
        return {"name": here.name, "dye": here.dye, "url": here.url} if here else None

    @cached_property
    def nav(self) -> list[dict[str, Any]]:
        """The lists of this region, or of all regions, and what belongs to none."""
        return [self._link(place) for place in (*self._lists, *self._frame.further)]

    @property
    def _lists(self) -> tuple[Place, ...]:
        return self._region.nav if self._region else self._frame.nav

    @cached_property
    def regions(self) -> list[dict[str, Any]]:
        """All of Saxony and every region: the same list there, if this is one."""
        kind = self._kind
        everywhere = next((place.url for place in self._frame.nav if kind and place.kind == kind), self.home_url)
        links: list[dict[str, Any]] = [
            {"title": _("All of Saxony"), "url": everywhere, "current": self._region is None, "dye": ""}
        ]
        for region in self._frame.regions:
            url = next((place.url for place in region.nav if kind and place.kind == kind), region.url)
            links.append({"title": region.name, "url": url, "current": region is self._region, "dye": region.dye})
        return links

    @property
    def _kind(self) -> str:
        """The kind of the list that is being read."""
        return next((place.kind for place in self._lists if place.url == self._request.path), "")

    def _link(self, place: Place) -> dict[str, Any]:
        return {"title": place.title, "url": place.url, "current": self._request.path.startswith(place.url)}

    @cached_property
    def feeds(self) -> list[dict[str, str]]:
        """What programs can follow around a page: the feeds of its region's lists, or of all regions."""
        if languages.page_of(self._request) is None:
            return []
        sources = {source.index_model.lower(): source for source in feeds}
        offered = [place for place in self._lists if place.kind in sources]
        offered.sort(key=lambda place: not self._request.path.startswith(place.url))
        return [
            {
                "title": place.title,
                "url": f"{place.url}{sources[place.kind].filename}",
                "type": sources[place.kind].content_type,
            }
            for place in offered
        ]

    @property
    def search_url(self) -> str:
        return reverse("search")

    @cached_property
    def languages(self) -> list[languages.LanguageLink]:
        return languages.links(self._request)

    @cached_property
    def head(self) -> Head:
        """Canonical address, alternates and social description of the page."""
        return languages.head(self._request)


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Context processor; answers without header and footer pay nothing for it."""
    return {"chrome": SimpleLazyObject(lambda: Chrome(request))}
