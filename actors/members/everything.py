"""Everything of one organisation: its pages, its profile, its mentors; where each stands and what comes next.

The number of queries hangs on the number of types, not on how much there is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Locale, WorkflowState, get_page_models

from actors.models import Actor
from core.models import BasePage, Decision, GatedSnippet
from core.review_links import get_status_url
from core.review_status import Standing, standing_of

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the overview."""

    title: str
    url: str
    kind: str
    standing: Standing
    live: bool
    who: str
    since: datetime | None
    next_step: str


def gated_pages() -> list[Any]:
    """The page types that are published through the gate."""
    return [model for model in get_page_models() if issubclass(model, BasePage) and model.gated]


def everything_of(actor: Actor, page: str | int | None) -> "PageOfList[Any]":
    """A page of `Item`s, the latest change first."""
    entries = sorted(_entries(actor), key=lambda entry: (entry[0] is not None, entry[0] or 0, entry[2]), reverse=True)
    shown: PageOfList[Any] = Paginator(entries, PER_PAGE).get_page(page)
    shown.object_list = _items(shown.object_list)
    return shown


def _entries(actor: Actor) -> Iterator[tuple[Any, Any, int]]:
    """When it was changed, of which type it is, and its key."""
    for model in gated_pages():
        own = model.objects.filter(actor=actor, alias_of=None, locale=Locale.get_default())
        for pk, changed in own.values_list("pk", "latest_revision_created_at"):
            yield changed, model, pk
    for model in _snippets():
        own = (
            model._default_manager.filter(pk=actor.pk) if model is Actor else model._default_manager.filter(actor=actor)
        )
        for pk, changed in own.values_list("pk", "latest_revision__created_at"):
            yield changed, model, pk


def _snippets() -> list[Any]:
    models = [model for model in apps.get_models() if issubclass(model, GatedSnippet)]
    return [model for model in models if model is Actor or any(field.name == "actor" for field in model._meta.fields)]


def _items(entries: Any) -> list[Item]:
    by_model: dict[Any, list[int]] = {}
    for _changed, model, pk in entries:
        by_model.setdefault(model, []).append(pk)
    objects = {}
    for model, keys in by_model.items():
        rows = model._default_manager.filter(pk__in=keys).select_related("latest_revision__user")
        for obj in rows.defer("latest_revision__content"):
            objects[model, obj.pk] = obj
    states, lines = _states(by_model), _lines(by_model)
    found = [objects[model, pk] for _changed, model, pk in entries if (model, pk) in objects]
    return [_item(obj, states.get(_key(obj)), lines.get(_key(obj), [])) for obj in found]


def _key(obj: Any) -> tuple[int, str]:
    return obj.get_base_content_type().pk, str(obj.pk)


def _types_and_keys(by_model: dict[Any, list[int]]) -> dict[str, Any]:
    keys = [str(key) for keys in by_model.values() for key in keys]
    types = [ContentType.objects.get_for_model(_base(model)) for model in by_model]
    return {"base_content_type__in": types, "object_id__in": keys}


def _base(model: Any) -> Any:
    """As revisions and decisions name a type: all pages share one."""
    return apps.get_model("wagtailcore.Page") if issubclass(model, BasePage) else model


def _states(by_model: dict[Any, list[int]]) -> dict[tuple[int, str], WorkflowState]:
    states = WorkflowState.objects.active().filter(**_types_and_keys(by_model))
    states = states.select_related("current_task_state__regionreviewtaskstate")
    return {(state.base_content_type_id, state.object_id): state for state in states}


def _lines(by_model: dict[Any, list[int]]) -> dict[tuple[int, str], list[Decision]]:
    """The ledger on each, oldest line first."""
    lines = Decision.objects.filter(**_types_and_keys(by_model)).order_by("decided_at", "pk").select_related("user")
    found: dict[tuple[int, str], list[Decision]] = {}
    for line in lines:
        found.setdefault((line.base_content_type_id, line.object_id), []).append(line)
    return found


def _item(obj: Any, state: WorkflowState | None, decisions: list[Decision]) -> Item:
    standing = standing_of(obj, state, decisions)
    line = decisions[-1] if decisions else None
    revision = obj.latest_revision
    edited = revision.created_at if revision else None
    decided = line.decided_at if line and standing != Standing.DRAFT else None
    person = line.user if line and decided and (edited is None or decided > edited) else revision and revision.user
    return Item(
        title=getattr(obj, "draft_title", "") or str(obj),
        url=get_status_url(obj) or (_public_url(obj) if obj.live else ""),
        kind=str(obj._meta.verbose_name),
        standing=standing,
        live=obj.live,
        who=str(person or ""),
        since=max(filter(None, (edited, decided)), default=None),
        next_step=_next_step(obj, standing, state),
    )


def _public_url(obj: Any) -> str:
    return obj.url or "" if isinstance(obj, BasePage) else obj.get_absolute_url()


def _next_step(obj: Any, standing: Standing, state: WorkflowState | None) -> str:
    if standing == Standing.IN_REVIEW:
        regional = getattr(state.current_task_state, "regionreviewtaskstate", None) if state else None
        if regional and regional.due_on:
            return _("Answer by %(day)s") % {"day": date_format(regional.due_on, "DATE_FORMAT")}
        return _("A lead of the organisation decides")
    if standing == Standing.LIVE:
        review_date = getattr(obj, "review_date", None)
        return _("Check again on %(day)s") % {"day": date_format(review_date, "DATE_FORMAT")} if review_date else ""
    return {
        Standing.DRAFT: _("Finish and submit"),
        Standing.CHANGES_REQUESTED: _("Answer the points"),
        Standing.HELD: _("Approved; becomes public at its minute"),
        Standing.OFFLINE: _("Offline; an approved edit makes it public again"),
        Standing.REJECTED: _("Closed; it may be changed and submitted again"),
    }.get(standing, "")
