"""What domains contribute to pages of others without either importing the other; filled in `AppConfig.ready`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.utils.functional import Promise

Entry = TypeVar("Entry")


class Registry(Generic[Entry]):
    """Entries by name, in the order of registration. A name registered again replaces its entry."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}

    def register(self, name: str, entry: Entry) -> None:
        self._entries[name] = entry

    def __getitem__(self, name: str) -> Entry:
        return self._entries[name]

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[Entry]:
        return iter(list(self._entries.values()))

    def items(self) -> list[tuple[str, Entry]]:
        return list(self._entries.items())


@dataclass(frozen=True, slots=True)
class TeaserSource:
    """Public items for the pages of home: `items(region_id, locale, limit)`, of which `cards` makes what is drawn.

    Region None asks for all regions. The items are pages, or dates that have one as `page`; `cards(items, data=…)` takes
    what a page has read for all of its lists (`core.cards`).
    """

    title: str | Promise
    items: Callable[..., list[Any]]
    cards: Callable[..., list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class ActorPanel:
    """What an organisation has contributed, for its page: `items(actor, locale, limit)`, as `TeaserSource` knows them.

    `template` draws what `cards` makes of them and gets a card as `card` and as `event`, whichever its component asks
    for; `layout` is a class of layout.css; panels stand by `order`. An organisation without cards has no such panel.
    """

    title: str | Promise
    template: str
    items: Callable[..., list[Any]]
    cards: Callable[..., list[dict[str, Any]]]
    layout: str = "grid-cards"
    order: int = 50


@dataclass(frozen=True, slots=True)
class MemberPanel:
    """A part of "Mein Bereich": `context(user)` gives what `template` draws, None leaves the panel out.

    The template starts with a heading of the second level. Low `order` stands first.
    """

    template: str
    context: Callable[[Any], dict[str, Any] | None]
    order: int = 100


@dataclass(frozen=True, slots=True)
class ReviewPanel:
    """A part of the page on which a review is decided, in the admin and on the public site.

    `context(request, obj, workflow_state)` gives what `template` draws as `panel`, None leaves it out.
    """

    template: str
    context: Callable[[Any, Any, Any], dict[str, Any] | None]
    order: int = 50


@dataclass(frozen=True, slots=True)
class FeedSource:
    """A feed that every index of `index_model` ("app.Model") offers under `filename`; its pages point to it."""

    content_type: str
    index_model: str
    filename: str


# Types of site search and sitemaps are declared by those who show them.
teasers: Registry[TeaserSource] = Registry()
actor_panels: Registry[ActorPanel] = Registry()
feeds: Registry[FeedSource] = Registry()
member_panels: Registry[MemberPanel] = Registry()
# What is told to a person who asks for their data: `export(user)` gives something that JSON can hold.
personal_data: Registry[Callable[[Any], Any]] = Registry()
search_types: Registry[Any] = Registry()
sitemaps: Registry[Any] = Registry()
review_panels: Registry[ReviewPanel] = Registry()
# What the form of a decision starts with: `initial(request, obj)` gives values of its fields.
decision_drafts: Registry[Callable[[Any, Any], dict[str, Any]]] = Registry()
# What holds back the last approval: `words(obj, workflow_state)` says why, or is empty.
approval_hindrances: Registry[Callable[[Any, Any], str]] = Registry()
# What an author can do besides, on the page that says where it stands: `link(user, obj)` gives address and words.
status_links: Registry[Callable[[Any, Any], tuple[str, str] | None]] = Registry()
# What besides the type's own rules keeps content from readers: `blockers(obj)`, in words.
further_blockers: Registry[Callable[[Any], list[str]]] = Registry()
