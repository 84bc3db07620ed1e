"""What the status page says beside the review: who else takes part, whom the project is offered to."""

from typing import Any

from core.models import Decision
from core.permissions import grants_of
from projects.account_free import open_requests
from projects.co_authors import may_manage
from projects.models import ProjectPage, ProjectTransfer
from projects.transfers import may_offer, open_transfer


def around(project: ProjectPage, user: Any) -> dict[str, Any]:
    return {
        "unchecked": Decision.objects.about(project).filter(kind=Decision.Kind.CORRECTED).to_countersign().last(),
        "transfer": open_transfer(project),
        "may_offer": may_offer(user, project),
        "co_authors": list(project.co_authors.writing().select_related("user")),
        "own_part": project.co_authors.of(user).first(),
        "may_invite": may_manage(user, project),
    }


def offers_panel(user: Any) -> dict[str, Any] | None:
    """Projects offered to organisations that the person leads, for "Mein Bereich"."""
    led = grants_of(user).actor_lead_of
    offered = ProjectTransfer.objects.open().filter(receiver_id__in=led).select_related("page", "giver", "receiver")
    items = list(offered.order_by("offered_at", "pk")) if led else []
    return {"items": items} if items else None


def begun_panel(user: Any) -> dict[str, Any] | None:
    """What the person has begun without an account, for "Mein Bereich"."""
    items = list(open_requests(user))
    return {"items": items} if items else None
