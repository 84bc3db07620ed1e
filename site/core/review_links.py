"""Where people without access to the admin follow and decide reviews. Each gated type registers its addresses."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from core.registries import Registry


def _no_facts(draft: Any) -> list[dict[str, Any]]:
    return []


@dataclass(frozen=True, slots=True)
class ReviewLinks:
    """A type's addresses on the public site.

    `facts` gives, from a draft, the entries of `components/fact_list.html` that a reviewer has to know.
    """

    status: Callable[[Any], str]
    preview: Callable[[Any], str]
    edit: Callable[[Any], str] | None = None
    facts: Callable[[Any], Iterable[dict[str, Any]]] = _no_facts


_links: Registry[ReviewLinks] = Registry()


def register(model: type, links: ReviewLinks) -> None:
    """Name the addresses of a gated model; called in `AppConfig.ready`."""
    _links.register(model._meta.label_lower, links)  # type: ignore[attr-defined]


def links_of(obj: Any) -> ReviewLinks | None:
    """The registered addresses of the object's type, or None."""
    return next((links for label, links in _links.items() if label == obj._meta.label_lower), None)


def get_status_url(obj: Any) -> str:
    """The page on which the author follows this object, or an empty string."""
    links = links_of(obj)
    return links.status(obj) if links else ""


def get_review_url(task_state: Any) -> str:
    """The page on the public site on which a reviewer decides."""
    return reverse("review:decide", args=[task_state.pk])
