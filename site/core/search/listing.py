"""The search as a public list: facets by kind and region with counts, pages, words for what is shown."""

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.facets import STATEWIDE, named_choices
from core.listing import QUERY, Facet, Listing, Sort
from core.models import Region, SearchEntry
from core.search.index import PLAIN_PAGES, kind_of, searchable_models
from core.search.query import ORDER, Query

PER_PAGE = 15


class SearchListing(Listing):
    """A list whose words are looked up in the search index. `corrected` holds the words that were meant, if others."""

    def __init__(self, *, params: QueryDict, language: str, path: str) -> None:
        self.corrected: Query | None = None
        super().__init__(
            params=params,
            queryset=SearchEntry.objects.none(),
            facets=[kind_facet(), region_facet()],
            sorts=[Sort("relevance", _("Best match"), ORDER)],
            search_lookups=("folded",),
            per_page=PER_PAGE,
            path=path,
        )
        self.words = Query(self.query, language)
        self.base = self.words.hits()
        if self.words and not self.base.exists():
            self.corrected = self.words.corrected()
            self.base = self.corrected.hits() if self.corrected else self.base

    @property
    def is_narrowed(self) -> bool:
        """Whether a kind or a region has been chosen."""
        return any(self.selected.values())

    def kind_label(self, kind: str) -> str:
        return next(facet for facet in self.facets if facet.name == "kind").labels.get(kind, "")

    @property
    def words_url(self) -> str:
        """The same words without any filter."""
        return self._address([(QUERY, self.query)])

    def _narrowed(self, without: str = "") -> QuerySet[Any]:
        queryset = self.base
        for facet in self.facets:
            if facet.name != without and self.selected[facet.name]:
                queryset = facet.filtered(queryset, self.selected[facet.name])
        return queryset


def kind_facet() -> Facet:
    """The domains' own names for what they publish."""
    kinds = {kind_of(model): capfirst(model._meta.verbose_name_plural) for model in searchable_models()}
    kinds[PLAIN_PAGES] = _("Pages")
    return Facet("kind", _("What"), list(kinds.items()), ("kind",))


def region_facet() -> Facet:
    regions = named_choices(Region)
    return Facet(
        "region", _("Region"), [*regions, (STATEWIDE, _("Statewide"))], ("region__slug",), null_value=STATEWIDE
    )
