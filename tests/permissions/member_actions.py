"""What the matrix tries on the public site: a member's project, its review, an organisation's people."""

from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from actors.models import Invitation, Membership
from core import gate, review
from core.models import Decision
from projects.models import ProjectPage
from projects.pictures import pictures_fingerprint, pictures_of
from tests.core.pictures import picture_bytes, upload
from tests.factories import make_moderator
from tests.permissions.clients import READ
from tests.permissions.page_actions import (
    Action,
    Attempt,
    active_workflows,
    fresh,
    opens,
    running_workflows,
    shows,
    takes_effect,
)


def project_url(name: str, project: Any, *args: Any) -> str:
    return reverse(f"projects:{name}", args=[project.pk, *args])


def _get(name: str, *args: Any) -> Action:
    return Action((f"projects:{name}",), lambda client, project, form: opens(client, project_url(name, project, *args)))


def _in_list(client: Client, project: Any, form: dict[str, Any]) -> bool:
    return shows(client, reverse("projects:mine"), project.title)


def _save_step(client: Client, project: Any, form: dict[str, Any]) -> bool:
    return takes_effect(
        lambda: client.post(project_url("step", project, "kurz"), {**form, "summary": "Vom Versuch geändert"}),
        lambda: fresh(project).get_latest_revision().content["summary"] == "Vom Versuch geändert",
    )


def _draft(project: Any) -> Any:
    return fresh(project).get_latest_revision_as_object()


def _add_picture(client: Client, project: Any, form: dict[str, Any]) -> bool:
    before = len(pictures_of(_draft(project)))
    data = {
        "do": "add",
        "new-file": upload(picture_bytes()),
        "new-alt": "Ein Versuch",
        "new-author": "Jana Wirth",
        "new-licence": "own",
        "new-depicted_persons": "none",
    }
    return takes_effect(
        lambda: client.post(project_url("pictures", project), data),
        lambda: len(pictures_of(_draft(project))) > before,
    )


def _remove_picture(client: Client, project: Any, form: dict[str, Any]) -> bool:
    data = {"do": "remove:opening", "loaded": pictures_fingerprint(_draft(project))}
    return takes_effect(
        lambda: client.post(project_url("pictures", project), data), lambda: not pictures_of(_draft(project))
    )


def _submit(client: Client, project: Any, form: dict[str, Any]) -> bool:
    before = running_workflows(project)
    return takes_effect(
        lambda: client.post(project_url("submit", project), {"note": "Erledigt"}),
        lambda: running_workflows(project) > before,
    )


def _withdraw(client: Client, project: Any, form: dict[str, Any]) -> bool:
    before = active_workflows(project)
    return takes_effect(
        lambda: client.post(project_url("withdraw", project)), lambda: active_workflows(project) < before
    )


def _agree(client: Client, project: Any, form: dict[str, Any]) -> bool:
    """To a word that a reviewer has corrected in the meantime."""

    def correct_and_agree() -> None:
        draft = _draft(project)
        draft.summary = "Von der Moderation berichtigt"
        draft.save_revision(user=make_moderator("chemnitz"))
        shown = gate.shown_token(fresh(project).get_latest_revision())
        client.post(project_url("agree", project), {"shown": shown})

    agreed = Decision.objects.about(project).filter(kind=Decision.Kind.AGREED)
    return takes_effect(correct_and_agree, lambda: agreed.exists())


def _review_url(project: Any) -> str:
    state = fresh(project).current_workflow_task_state
    return reverse("review:decide", args=[state.pk]) if state else ""


def _open_review(client: Client, project: Any, form: dict[str, Any]) -> bool:
    url = _review_url(project)
    return bool(url) and opens(client, url)


def _decide(action: str, kinds: tuple[str, ...], **words: str) -> Attempt:
    def attempt(client: Client, project: Any, form: dict[str, Any]) -> bool:
        url = _review_url(project)
        decisions = Decision.objects.about(project).filter(kind__in=kinds)
        before = decisions.count()
        data = {"action": action, "shown": gate.shown_token(fresh(project).get_latest_revision()), **words}
        return bool(url) and takes_effect(lambda: client.post(url, data), lambda: decisions.count() > before)

    return attempt


# `form`: the filled step "kurz".
MEMBER_ACTIONS: dict[str, Action] = {
    "in own list": Action(("projects:mine",), _in_list),
    "status": _get("status"),
    "preview": _get("preview"),
    "step": _get("step", "kurz"),
    "save step": Action(("projects:step",), _save_step),
    "pictures": _get("pictures"),
    "add picture": Action(("projects:pictures",), _add_picture),
    "remove picture": Action(("projects:pictures",), _remove_picture),
    "check": _get("submit"),
    "submit": Action(("projects:submit",), _submit),
    "ask withdraw": _get("withdraw"),
    "withdraw": Action(("projects:withdraw",), _withdraw),
    "agree": Action(("projects:agree",), _agree),
    "open review": Action(("review:decide",), _open_review),
    "approve": Action(("review:decide",), _decide(review.APPROVE, ("approved", "stage_approved"))),
    "ask changes": Action(
        ("review:decide",), _decide(review.REQUEST_CHANGES, ("changes_requested",), comment="Bitte ein Bild ergänzen.")
    ),
    "reject": Action(
        ("review:decide",), _decide(review.REJECT, ("rejected",), comment="Passt nicht.", reason="off_topic")
    ),
}


# Attempts that are about an organisation; the person's own things hang on nobody's role.
def _start(client: Client, actor: Any, form: dict[str, Any]) -> bool:
    data = {"actor": actor.pk, "key": uuid4(), "title": "Vom Versuch begonnen", "postcode": "09111"}
    return takes_effect(
        lambda: client.post(reverse("projects:start"), data),
        lambda: ProjectPage.objects.filter(title="Vom Versuch begonnen", actor=actor).exists(),
    )


def _people(client: Client, actor: Any, form: dict[str, Any]) -> bool:
    return opens(client, reverse("members:people", args=[actor.pk]))


def _invite(client: Client, actor: Any, form: dict[str, Any]) -> bool:
    data = {"email": "neu@example.org", "role": "contributor"}
    return takes_effect(
        lambda: client.post(reverse("members:invite", args=[actor.pk]), data),
        lambda: Invitation.objects.filter(actor=actor, email="neu@example.org").exists(),
    )


def _revoke(client: Client, actor: Any, form: dict[str, Any]) -> bool:
    invitation = actor.invitations.get()
    return takes_effect(
        lambda: client.post(reverse("members:revoke", args=[invitation.pk])),
        lambda: fresh(invitation).revoked_at is not None,
    )


def _colleague(actor: Any) -> Membership:
    """The member whom the case has made to be led and removed."""
    return actor.memberships.filter(role="contributor").earliest("pk")


def _change_role(client: Client, actor: Any, form: dict[str, Any]) -> bool:
    colleague = _colleague(actor)
    return takes_effect(
        lambda: client.post(reverse("members:role", args=[colleague.pk]), {"role": "lead"}),
        lambda: fresh(colleague).role == "lead",
    )


def _ask_remove(client: Client, actor: Any, form: dict[str, Any]) -> bool:
    return opens(client, reverse("members:remove", args=[_colleague(actor).pk]))


def _remove(client: Client, actor: Any, form: dict[str, Any]) -> bool:
    colleague = _colleague(actor)
    return takes_effect(
        lambda: client.post(reverse("members:remove", args=[colleague.pk])), lambda: fresh(colleague) is None
    )


def _leave(client: Client, actor: Any, form: dict[str, Any]) -> bool:
    before = actor.memberships.count()
    return takes_effect(
        lambda: client.post(reverse("members:leave", args=[actor.pk])), lambda: actor.memberships.count() < before
    )


def _accept(client: Client, actor: Any, form: dict[str, Any]) -> bool:
    """With somebody else's link: `form` holds its token."""
    before = actor.memberships.count()
    return takes_effect(
        lambda: client.post(reverse("members:accept", args=[form["token"]])),
        lambda: actor.memberships.count() > before,
    )


def _own(name: str) -> Action:
    return Action((f"members:{name}",), lambda client, actor, form: opens(client, reverse(f"members:{name}")))


def _export(client: Client, actor: Any, form: dict[str, Any]) -> bool:
    response = client.post(reverse("members:own_data_export"), **READ)
    return response.status_code == 200 and "attachment" in response["Content-Disposition"]


ORGANISATION_ACTIONS: dict[str, Action] = {
    "start project": Action(("projects:start",), _start),
    "people": Action(("members:people",), _people),
    "invite": Action(("members:invite",), _invite),
    "take back": Action(("members:revoke",), _revoke),
    "change role": Action(("members:role",), _change_role),
    "ask remove": Action(("members:remove",), _ask_remove),
    "remove": Action(("members:remove",), _remove),
    "leave": Action(("members:leave",), _leave),
    "foreign link": Action(("members:accept",), _accept),
    "own area": _own("overview"),
    "own sign-in": _own("security"),
    "own data": _own("own_data"),
    "own export": Action(("members:own_data_export",), _export),
}
