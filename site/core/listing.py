"""Public lists: filters with counts, words for what is shown, sorting, pages. One queryset answers all of it.

A list declares `Facet`s and `Sort`s and makes a `Listing` from the request's query string, which nobody can break:
what is unknown is left out and named in `unknown`, a page that does not exist makes `status` 404. Templates read
`groups`, `sentence`, `active`, `sort_links`, `view_links`, `page_obj` and `base_query`, named as the components ask.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import CharField, Count, F, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.listing_words import clean_value, join_or, matching_words

Words = str | Promise

MAX_VALUES = 30
MAX_VALUE_LENGTH = 80
MAX_QUERY_LENGTH = 200
MAX_PAGE_DIGITS = 6
PAGE, SORT, VIEW, QUERY = "page", "sort", "view", "q"


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet, with the number of hits it would give beside the other facets."""

    value: str
    label: str
    count: int
    checked: bool

    @property
    def disabled(self) -> bool:
        return self.count == 0 and not self.checked


@dataclass(frozen=True, slots=True)
class Group:
    """A facet as the form shows it."""

    name: str
    title: Words
    options: tuple[Option, ...]
    open: bool
    multiple: bool = True


@dataclass(frozen=True, slots=True)
class Active:
    """A filter in force, as a word that can be removed."""

    label: str
    group: Words
    remove_url: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A filter value nobody knows; it was left out."""

    name: str
    value: str
    group: Words

    @property
    def text(self) -> str:
        return _("We do not know “%(value)s” (%(filter)s). This filter was left out.") % {
            "value": self.value,
            "filter": self.group,
        }


@dataclass(frozen=True, slots=True)
class Link:
    """A way to sort or to view the same hits."""

    label: Words
    url: str
    current: bool
    icon: str = ""


@dataclass(frozen=True)
class Facet:
    """One dimension to filter by. `lookups` lead from the listed model to the value of a choice.

    `choices` are (value, label); several chosen values widen the hits. `null_value` is the choice that stands for "has
    none". `spoken` fits a chosen label into the sentence, `phrase` makes a part of it from all of them.
    """

    name: str
    title: Words
    choices: Sequence[tuple[str, Words]]
    lookups: tuple[str, ...]
    null_value: str = ""
    phrase: Callable[[str], str] | None = None
    spoken: Callable[[str], str] = str

    @cached_property
    def labels(self) -> dict[str, str]:
        return {value: str(label) for value, label in self.choices}

    def filtered(self, queryset: QuerySet[Any], values: Sequence[str]) -> QuerySet[Any]:
        """Items that have one of the values, each once."""
        condition = Q(pk__in=[])
        for lookup in self.lookups:
            condition |= Q(**{f"{lookup}__in": [value for value in values if value != self.null_value]})
        if self.null_value and self.null_value in values:
            condition |= Q(**{f"{self.lookups[0]}__isnull": True})
        return queryset.filter(pk__in=queryset.model._base_manager.filter(condition).values("pk"))

    def counted(self, queryset: QuerySet[Any]) -> list[QuerySet[Any]]:
        """Rows (facet, value, count); a further lookup leaves out what the first has counted."""
        first, *further = self.lookups
        rows = [self._rows(queryset, first)]
        for lookup in further:
            another = queryset.annotate(listed_other=F(lookup)).filter(listed_other__isnull=False)
            another = another.filter(Q(**{f"{first}__isnull": True}) | ~Q(**{first: F("listed_other")}))
            rows.append(self._rows(another, "listed_other"))
        return rows

    def _rows(self, queryset: QuerySet[Any], lookup: str) -> QuerySet[Any]:
        return (
            queryset.order_by()
            .values(listed_facet=Value(self.name, CharField()), listed_value=Cast(lookup, CharField()))
            .annotate(listed_count=Count("pk", distinct=True))
        )


@dataclass(frozen=True, slots=True)
class Sort:
    """An order of the hits; the first one declared is the default."""

    key: str
    label: Words
    order_by: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class View:
    """Another way to look at the same hits; the first one declared is the default."""

    key: str
    label: Words
    icon: str = ""


class ShownPage(Page):
    """A page that counts as one even if nothing is on it, so that templates can tell it from a page that is missing."""

    def __bool__(self) -> bool:
        return True


class ShownPages(Paginator):
    def _get_page(self, *args: Any, **kwargs: Any) -> Page:
        return ShownPage(*args, **kwargs)


class Listing:
    """The hits of one query string and everything a page says about them.

    `leading_order` comes before every sort (a marked group). `path` is the address without query. Reading `groups`
    costs one query for all counts, `count` one, `page_obj` the list itself.
    """

    def __init__(
        self,
        *,
        params: QueryDict,
        queryset: QuerySet[Any],
        facets: Sequence[Facet] = (),
        sorts: Sequence[Sort] = (),
        views: Sequence[View] = (),
        search_lookups: Sequence[str] = (),
        leading_order: Sequence[Any] = (),
        per_page: int = 12,
        path: str = "",
    ) -> None:
        self.base = queryset
        self.facets = list(facets)
        self.sorts = list(sorts)
        self.views = list(views)
        self.search_lookups = tuple(search_lookups)
        self.leading_order = tuple(leading_order)
        self.per_page = per_page
        self.path = path
        self.unknown: list[Unknown] = []
        self.selected: dict[str, list[str]] = {facet.name: self._read(params, facet) for facet in self.facets}
        self.query = clean_value(params.get(QUERY, ""), MAX_QUERY_LENGTH) if self.search_lookups else ""
        self.sort = self._pick(params, SORT, self.sorts, _("sorting"))
        self.view = self._pick(params, VIEW, self.views, _("view"))
        self._page = params.get(PAGE) or "1"

    # Reading the query string

    def _read(self, params: QueryDict, facet: Facet) -> list[str]:
        chosen: list[str] = []
        for raw in params.getlist(facet.name)[:MAX_VALUES]:
            value = clean_value(raw, MAX_VALUE_LENGTH)
            if value in facet.labels:
                if value not in chosen:
                    chosen.append(value)
            elif value:
                self.unknown.append(Unknown(facet.name, value, facet.title))
        return chosen

    def _pick(self, params: QueryDict, name: str, offered: Sequence[Any], group: str) -> Any:
        value = clean_value(params.get(name, ""), MAX_VALUE_LENGTH)
        for candidate in offered:
            if candidate.key == value:
                return candidate
        if value and offered:
            self.unknown.append(Unknown(name, value, group))
        return offered[0] if offered else None

    # The hits

    @cached_property
    def hits(self) -> QuerySet[Any]:
        """All hits in order; the map and the list are two views of this."""
        order = [*self.leading_order, *(self.sort.order_by if self.sort else ())]
        hits = self._narrowed()
        return hits.order_by(*order) if order else hits

    def _narrowed(self, without: str = "") -> QuerySet[Any]:
        queryset = self.base
        for facet in self.facets:
            if facet.name != without and self.selected[facet.name]:
                queryset = facet.filtered(queryset, self.selected[facet.name])
        if self.query:
            queryset = matching_words(queryset, self.search_lookups, self.query)
        return queryset

    @cached_property
    def paginator(self) -> Paginator:
        return ShownPages(self.hits, self.per_page)

    @cached_property
    def count(self) -> int:
        return self.paginator.count

    @cached_property
    def page_obj(self) -> Any:
        """The page asked for, or None where there is no such page."""
        number = self._page
        if not (number.isascii() and number.isdigit() and len(number) <= MAX_PAGE_DIGITS):
            return None
        try:
            return self.paginator.page(int(number))
        except InvalidPage:
            return None

    @property
    def status(self) -> int:
        """The HTTP status of the answer."""
        return 404 if self.page_obj is None else 200

    # What the page says

    @cached_property
    def groups(self) -> list[Group]:
        """The facets with counts, each counted with the other facets applied."""
        counts = self._counts()
        return [
            Group(
                facet.name,
                facet.title,
                tuple(
                    Option(value, label, counts.get((facet.name, value), 0), value in self.selected[facet.name])
                    for value, label in facet.labels.items()
                ),
                open=bool(self.selected[facet.name]),
            )
            for facet in self.facets
        ]

    def _counts(self) -> dict[tuple[str, str], int]:
        parts = [rows for facet in self.facets for rows in facet.counted(self._narrowed(without=facet.name))]
        if not parts:
            return {}
        rows = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
        null_values = {facet.name: facet.null_value for facet in self.facets}
        counts: dict[tuple[str, str], int] = {}
        for row in rows:
            name, value = row["listed_facet"], row["listed_value"]
            value = null_values[name] if value is None else value
            counts[name, value] = counts.get((name, value), 0) + row["listed_count"]
        return counts

    def chosen_labels(self, name: str) -> list[str]:
        """The labels of a facet's chosen values."""
        facet = next(facet for facet in self.facets if facet.name == name)
        return [facet.labels[value] for value in self.selected[name]]

    def sentence(self, start: str) -> str:
        """What is shown, in words: `start` ("12 projects in …") and the phrase of every facet in force."""
        parts = [start]
        for facet in self.facets:
            if facet.phrase and self.selected[facet.name]:
                labels = [facet.spoken(label) for label in self.chosen_labels(facet.name)]
                parts.append(facet.phrase(join_or(labels)))
        if self.query:
            parts.append(_("with “%(words)s”") % {"words": self.query})
        return " ".join(parts)

    @property
    def is_filtered(self) -> bool:
        return bool(self.query or any(self.selected.values()))

    @cached_property
    def active(self) -> list[Active]:
        """Every filter in force with the address that removes it."""
        words = [
            Active(facet.labels[value], facet.title, self.url(remove=(facet.name, value)))
            for facet in self.facets
            for value in self.selected[facet.name]
        ]
        if self.query:
            words.append(Active(self.query, _("Search words"), self.url(remove=(QUERY, self.query))))
        return words

    @cached_property
    def sort_links(self) -> list[Link]:
        return [Link(sort.label, self.url(change={SORT: sort.key}), sort is self.sort) for sort in self.sorts]

    @cached_property
    def view_links(self) -> list[Link]:
        return [
            Link(view.label, self.url(change={VIEW: view.key}), view is self.view, view.icon) for view in self.views
        ]

    @property
    def hidden(self) -> list[dict[str, str]]:
        """What the filter form carries along unseen."""
        return [{"name": name, "value": value} for name, value in self._kept() if name in (SORT, VIEW)]

    @property
    def base_query(self) -> str:
        """The query string without page."""
        return self._encode(self._kept())

    @property
    def reset_url(self) -> str:
        """The same view without any filter."""
        return self._address([(name, value) for name, value in self._kept() if name in (SORT, VIEW)])

    def url(
        self,
        *,
        remove: tuple[str, str] | None = None,
        add: tuple[str, str] | None = None,
        change: Mapping[str, str] | None = None,
    ) -> str:
        """The address of these hits with one filter less or more, another sort or view; it starts on page 1."""
        changes = change or {}
        pairs = [(name, value) for name, value in self._kept() if (name, value) != remove and name not in changes]
        if add and add not in pairs:
            pairs.append(add)
        defaults = {SORT: self.sorts[0].key if self.sorts else "", VIEW: self.views[0].key if self.views else ""}
        pairs += [(name, value) for name, value in changes.items() if value != defaults.get(name)]
        return self._address(pairs)

    def _kept(self) -> list[tuple[str, str]]:
        pairs = [(facet.name, value) for facet in self.facets for value in self.selected[facet.name]]
        if self.query:
            pairs.append((QUERY, self.query))
        if self.sorts and self.sort is not self.sorts[0]:
            pairs.append((SORT, self.sort.key))
        if self.views and self.view is not self.views[0]:
            pairs.append((VIEW, self.view.key))
        return pairs

    def _address(self, pairs: Iterable[tuple[str, str]]) -> str:
        query = self._encode(pairs)
        return f"{self.path}?{query}" if query else self.path or "?"

    def _encode(self, pairs: Iterable[tuple[str, str]]) -> str:
        encoded = QueryDict(mutable=True)
        for name, value in pairs:
            encoded.appendlist(name, value)
        return encoded.urlencode()
