"""What the matrix tries on an actor or mentor, over the URLs themselves."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.permissions.page_actions import (
    Action,
    active_workflows,
    decision_action,
    fresh,
    open_review_action,
    opens,
    running_workflows,
    shows,
    takes_effect,
)


def snippet_url(obj: Any, name: str, *args: Any) -> str:
    return reverse(obj.snippet_viewset.get_url_name(name), args=args)


def _get(name: str) -> Action:
    return Action((name,), lambda client, obj, form: opens(client, snippet_url(obj, name, obj.pk)))


def _edit(extra: dict[str, str], effect: Callable[[Any], bool]) -> Action:
    def attempt(client: Client, obj: Any, form: dict[str, Any]) -> bool:
        return takes_effect(
            lambda: client.post(snippet_url(obj, "edit", obj.pk), {**form, **extra}), lambda: effect(obj)
        )

    return Action(("edit",), attempt)


def _workflow_edit(extra: dict[str, str], count: Callable[[Any], int], change: int) -> Action:
    def attempt(client: Client, obj: Any, form: dict[str, Any]) -> bool:
        before = count(obj)
        return takes_effect(
            lambda: client.post(snippet_url(obj, "edit", obj.pk), {**form, **extra}),
            lambda: (count(obj) - before) * change > 0,
        )

    return Action(("edit",), attempt)


def _post(name: str, effect: Callable[[Any], bool]) -> Action:
    def attempt(client: Client, obj: Any, form: dict[str, Any]) -> bool:
        if effect(obj):
            return False
        return takes_effect(lambda: client.post(snippet_url(obj, name, obj.pk)), lambda: effect(obj))

    return Action((name,), attempt)


def _listed(name: str) -> Action:
    return Action((name,), lambda client, obj, form: shows(client, snippet_url(obj, name), _draft_name(obj)))


def _draft_name(obj: Any) -> str:
    return fresh(obj).name


def _chosen(client: Client, obj: Any, form: dict[str, Any]) -> bool:
    viewset = obj.snippet_viewset.chooser_viewset
    return shows(client, reverse(viewset.get_url_name("choose_results")), _draft_name(obj))


def _bulk_delete(client: Client, obj: Any, form: dict[str, Any]) -> bool:
    url = reverse("wagtail_bulk_action", args=[obj._meta.app_label, obj._meta.model_name, "delete"])
    return takes_effect(lambda: client.post(f"{url}?id={obj.pk}"), lambda: fresh(obj) is None)


SNIPPET_ACTIONS: dict[str, Action] = {
    "read": Action((), lambda client, obj, form: opens(client, obj.get_absolute_url())),
    "edit": _get("edit"),
    "save": _edit(
        {"name": "Vom Versuch geändert"},
        lambda obj: fresh(obj).get_latest_revision().content["name"] == "Vom Versuch geändert",
    ),
    "publish": _edit(
        {"name": "Vom Versuch veröffentlicht", "action-publish": "action-publish"},
        lambda obj: fresh(obj).live and fresh(obj).name == "Vom Versuch veröffentlicht",
    ),
    "schedule": _edit(
        {"go_live_at": "2030-01-01 10:00", "action-publish": "action-publish"},
        lambda obj: obj.revisions.filter(approved_go_live_at__isnull=False).exists(),
    ),
    "submit": _workflow_edit({"action-submit": "action-submit"}, running_workflows, +1),
    "cancel workflow": _workflow_edit({"action-cancel-workflow": "yes"}, active_workflows, -1),
    "inspect": _get("inspect"),
    "history": _get("history"),
    "usage": _get("usage"),
    "workflow history": _get("workflow_history"),
    "revision": Action(
        ("revisions_view",),
        lambda client, obj, form: opens(client, snippet_url(obj, "revisions_view", obj.pk, obj.latest_revision_id)),
    ),
    "compare": Action(
        ("revisions_compare",),
        lambda client, obj, form: opens(client, snippet_url(obj, "revisions_compare", obj.pk, "earliest", "latest")),
    ),
    "delete": _post("delete", lambda obj: fresh(obj) is None),
    "unpublish": _post("unpublish", lambda obj: not fresh(obj).live),
    "lock": _post("lock", lambda obj: fresh(obj).locked),
    "copy": _get("copy"),
    "listed": _listed("list"),
    "chooser": Action((), _chosen),
    "open review": open_review_action,
    "approve": decision_action("approve"),
    "ask changes": decision_action("request_changes", comment="Bitte ein Bild ergänzen."),
    "reject": decision_action("reject", comment="Passt nicht.", reason="off_topic"),
    "bulk delete": Action((), _bulk_delete),
}
