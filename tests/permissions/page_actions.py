"""What the matrix tries on a page, over the URLs themselves. Every attempt says whether it succeeded."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, TaskState, WorkflowState

from core import gate, review
from core.aftercare.care import care_of
from core.models import Decision
from tests.factories import region_index
from tests.permissions.clients import READ

Attempt = Callable[[Client, Any, dict[str, Any]], bool]


@dataclass(frozen=True, slots=True)
class Action:
    """`routes`: the URL names this attempt goes through; `attempt` gets client, object and the filled edit form."""

    routes: tuple[str, ...]
    attempt: Attempt


def fresh(obj: Any) -> Any:
    return type(obj)._base_manager.filter(pk=obj.pk).first()


def opens(client: Client, url: str) -> bool:
    return client.get(url).status_code == 200


def shows(client: Client, url: str, words: str) -> bool:
    response = client.get(url, **READ)
    return response.status_code == 200 and words in response.content.decode()


def takes_effect(send: Callable[[], HttpResponse], effect: Callable[[], bool]) -> bool:
    """Whether the request has the effect; whatever it did is undone."""
    with transaction.atomic():
        send()
        happened = effect()
        transaction.set_rollback(True)
    return happened


def page_url(name: str, *args: Any) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def _get(name: str) -> Action:
    return Action((name,), lambda client, page, form: opens(client, page_url(name, page.pk)))


def _save(client: Client, page: Any, form: dict[str, Any]) -> bool:
    data = {**form, "title": "Vom Versuch geändert"}
    return takes_effect(
        lambda: client.post(page_url("edit", page.pk), data),
        lambda: fresh(page).get_latest_revision().content["title"] == "Vom Versuch geändert",
    )


def _publish(client: Client, page: Any, form: dict[str, Any]) -> bool:
    data = {**form, "title": "Vom Versuch veröffentlicht", "action-publish": "action-publish"}
    return takes_effect(
        lambda: client.post(page_url("edit", page.pk), data),
        lambda: fresh(page).live and fresh(page).title == "Vom Versuch veröffentlicht",
    )


def _schedule(client: Client, page: Any, form: dict[str, Any]) -> bool:
    data = {**form, "go_live_at": "2030-01-01 10:00", "action-publish": "action-publish"}
    return takes_effect(
        lambda: client.post(page_url("edit", page.pk), data),
        lambda: page.revisions.filter(approved_go_live_at__isnull=False).exists(),
    )


def _submit(client: Client, page: Any, form: dict[str, Any]) -> bool:
    before = running_workflows(page)
    return takes_effect(
        lambda: client.post(page_url("edit", page.pk), {**form, "action-submit": "action-submit"}),
        lambda: running_workflows(page) > before,
    )


def running_workflows(page: Any) -> int:
    return WorkflowState.objects.for_instance(page).filter(status=WorkflowState.STATUS_IN_PROGRESS).count()


def active_workflows(obj: Any) -> int:
    return WorkflowState.objects.active().for_instance(obj).count()


def _cancel_workflow(client: Client, page: Any, form: dict[str, Any]) -> bool:
    before = active_workflows(page)
    return takes_effect(
        lambda: client.post(page_url("edit", page.pk), {**form, "action-cancel-workflow": "yes"}),
        lambda: active_workflows(page) < before,
    )


def _delete(client: Client, page: Any, form: dict[str, Any]) -> bool:
    return takes_effect(lambda: client.post(page_url("delete", page.pk)), lambda: fresh(page) is None)


def _unpublish(client: Client, page: Any, form: dict[str, Any]) -> bool:
    """Wagtail's own button, then the form that it leads to."""
    before, care = page.live, care_of(page)
    form = {"kind": "offline", "explanation": "Das Projekt ist zu Ende."}

    def send() -> HttpResponse:
        client.post(page_url("unpublish", page.pk))
        return client.post(reverse("aftercare_take_down", args=[care.pk]), form)

    return takes_effect(send, lambda: before and not fresh(page).live)


def _move_away(client: Client, page: Any, form: dict[str, Any]) -> bool:
    target = region_index(type(page.get_parent().specific), "leipzig")
    return takes_effect(
        lambda: client.post(page_url("move_confirm", page.pk, target.pk)),
        lambda: fresh(page).region.slug == "leipzig",
    )


def _move_question(client: Client, page: Any, form: dict[str, Any]) -> bool:
    target = region_index(type(page.get_parent().specific), "leipzig")
    return opens(client, page_url("move_confirm", page.pk, target.pk))


def _copy(client: Client, page: Any, form: dict[str, Any]) -> bool:
    return _copies(client, page, {}, lambda copies: copies.exists())


def _copy_as_live(client: Client, page: Any, form: dict[str, Any]) -> bool:
    return _copies(client, page, {"publish_copies": "on"}, lambda copies: copies.filter(live=True).exists())


def _copies(client: Client, page: Any, ticked: dict[str, str], effect: Callable[[Any], bool]) -> bool:
    parent = page.get_parent()
    data = {
        "new_title": "Abschrift",
        "new_slug": "abschrift",
        "new_parent_page": parent.pk,
        **ticked,
    }
    return takes_effect(
        lambda: client.post(page_url("copy", page.pk), data),
        lambda: effect(Page.objects.filter(slug="abschrift")),
    )


def _lock(client: Client, page: Any, form: dict[str, Any]) -> bool:
    return takes_effect(lambda: client.post(page_url("lock", page.pk)), lambda: fresh(page).locked)


def _set_privacy(client: Client, page: Any, form: dict[str, Any]) -> bool:
    return takes_effect(
        lambda: client.post(page_url("set_privacy", page.pk), {"restriction_type": "login"}),
        lambda: page.view_restrictions.exists(),
    )


def _task_state(page: Any) -> TaskState | None:
    return TaskState.objects.for_instance(page).filter(status=TaskState.STATUS_IN_PROGRESS).first()


def _open_review(client: Client, page: Any, form: dict[str, Any]) -> bool:
    state = _task_state(page)
    return state is not None and opens(client, reverse("core_review", args=[state.pk]))


def _decide(action: str, **words: str) -> Attempt:
    kinds = {
        review.APPROVE: ("approved", "stage_approved"),
        review.REQUEST_CHANGES: ("changes_requested",),
        review.REJECT: ("rejected",),
    }[action]

    def attempt(client: Client, page: Any, form: dict[str, Any]) -> bool:
        state = _task_state(page)
        if state is None:
            return False
        decisions = Decision.objects.about(page).filter(kind__in=kinds)
        before = decisions.count()
        data = {"action": action, "shown": gate.shown_token(fresh(page).get_latest_revision()), **words}
        return takes_effect(
            lambda: client.post(reverse("core_review", args=[state.pk]), data), lambda: decisions.count() > before
        )

    return attempt


def decision_action(action: str, **words: str) -> Action:
    return Action((), _decide(action, **words))


open_review_action = Action((), _open_review)


def _wagtails_approval(client: Client, page: Any, form: dict[str, Any]) -> bool:
    state = _task_state(page)
    if state is None:
        return False
    url = page_url("workflow_action", page.pk, "approve", state.pk)
    return takes_effect(
        lambda: client.post(url), lambda: TaskState.objects.get(pk=state.pk).status == TaskState.STATUS_APPROVED
    )


def _workflow_preview(client: Client, page: Any, form: dict[str, Any]) -> bool:
    state = _task_state(page)
    return state is not None and opens(client, page_url("workflow_preview", page.pk, state.task_id))


def _seen_in_explorer(client: Client, page: Any, form: dict[str, Any]) -> bool:
    return shows(client, reverse("wagtailadmin_explore", args=[page.get_parent().pk]), page.draft_title)


def _seen_in_search(client: Client, page: Any, form: dict[str, Any]) -> bool:
    return shows(client, page_url("search") + f"?q={page.title}", f"/pages/{page.pk}/")


def _seen_in_chooser(client: Client, page: Any, form: dict[str, Any]) -> bool:
    return shows(client, reverse("wagtailadmin_choose_page_child", args=[page.get_parent().pk]), page.draft_title)


def _seen_in_api(client: Client, page: Any, form: dict[str, Any]) -> bool:
    return shows(client, reverse("wagtailadmin_api:pages:detail", args=[page.pk]), page.draft_title)


def _listed_in_api(client: Client, page: Any, form: dict[str, Any]) -> bool:
    query = f"?child_of={page.get_parent().pk}&for_explorer=1"
    return shows(client, reverse("wagtailadmin_api:pages:listing") + query, page.draft_title)


def _api_publish(client: Client, page: Any, form: dict[str, Any]) -> bool:
    before = fresh(page).live_revision_id
    return takes_effect(
        lambda: client.post(reverse("wagtailadmin_api:pages:action", args=[page.pk, "publish"])),
        lambda: fresh(page).live and fresh(page).live_revision_id != before,
    )


def _bulk(action: str, effect: Callable[[Any], bool]) -> Action:
    def attempt(client: Client, page: Any, form: dict[str, Any]) -> bool:
        if effect(page):
            return False
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + f"?id={page.pk}"
        return takes_effect(lambda: client.post(url), lambda: effect(page))

    return Action(("wagtail_bulk_action",), attempt)


def _latest(name: str) -> Action:
    return Action((name,), lambda client, page, form: opens(client, page_url(name, page.pk, page.latest_revision_id)))


PAGE_ACTIONS: dict[str, Action] = {
    "read": Action((), lambda client, page, form: opens(client, page.url)),
    "edit": _get("edit"),
    "save": Action(("edit",), _save),
    "publish": Action(("edit",), _publish),
    "schedule": Action(("edit",), _schedule),
    "submit": Action(("edit",), _submit),
    "cancel workflow": Action(("edit",), _cancel_workflow),
    "cancel question": _get("confirm_workflow_cancellation"),
    "draft": _get("view_draft"),
    "history": _get("history"),
    "usage": _get("usage"),
    "workflow history": _get("workflow_history"),
    "revision": _latest("revisions_view"),
    "revert": _latest("revisions_revert"),
    "compare": Action(
        ("revisions_compare",),
        lambda client, page, form: opens(client, page_url("revisions_compare", page.pk, "earliest", "latest")),
    ),
    "workflow preview": Action(("workflow_preview",), _workflow_preview),
    "delete": Action(("delete",), _delete),
    "unpublish": Action(("unpublish",), _unpublish),
    "move": _get("move"),
    "move question": Action(("move_confirm",), _move_question),
    "move away": Action(("move_confirm",), _move_away),
    "copy": Action(("copy",), _copy),
    "copy as live": Action(("copy",), _copy_as_live),
    "lock": Action(("lock",), _lock),
    "privacy": Action(("set_privacy",), _set_privacy),
    "open review": open_review_action,
    "approve": decision_action(review.APPROVE),
    "ask changes": decision_action(review.REQUEST_CHANGES, comment="Bitte ein Bild ergänzen."),
    "reject": decision_action(review.REJECT, comment="Passt nicht.", reason="off_topic"),
    "wagtail approve": Action(("workflow_action", "collect_workflow_action_data"), _wagtails_approval),
    "in explorer": Action((), _seen_in_explorer),
    "in search": Action(("search",), _seen_in_search),
    "in chooser": Action((), _seen_in_chooser),
    "in api": Action((), _seen_in_api),
    "in api list": Action((), _listed_in_api),
    "api publish": Action((), _api_publish),
    "bulk publish": _bulk("publish", lambda page: fresh(page).live),
    "bulk unpublish": _bulk("unpublish", lambda page: not fresh(page).live),
    "bulk delete": _bulk("delete", lambda page: fresh(page) is None),
}
