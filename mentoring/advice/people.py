"""Who takes part in advice: advisers of a region, the regional office, and people behind mailed links."""

import logging
from typing import Any

from django.db.models import QuerySet

from core import review
from core.models import OutboxMessage
from core.permissions import grants_of
from core.tokens import LinkUnusable, hash_of, new_token
from mentoring.advice.models import Adviser, Case, CaseLink
from mentoring.advice.slots import suits

logger = logging.getLogger(__name__)


def advisers_for(
    region_id: int | None, *, way: str = "", language: str = "", topic: int | None = None
) -> list[Adviser]:
    """Advisers at work who suit; of all regions where none is given."""
    rows = Adviser.objects.at_work().with_times()
    if region_id is not None:
        rows = rows.filter(region=region_id)
    return [one for one in rows if suits(one, way=way, language=language, topic=topic)]


def adviser_of(user: Any) -> Adviser | None:
    """The person's own row, while they advise in its region."""
    row = Adviser.objects.with_times().filter(user=user).first()
    return row if row is not None and row.region_id in grants_of(user).advises else None


def office_of(case: Case) -> list[Any]:
    """The regional office; where there is none, the lead editors."""
    people = list(review.moderators(case.region)) or list(review.lead_editors())
    if not people:
        logger.error("Nobody looks after case %s: neither moderators nor lead editors", case.pk)
    return people


def new_link(case: Case) -> str:
    """A further link for the person; only its hash is kept."""
    token = new_token()
    CaseLink.objects.create(case=case, token_hash=hash_of(token))
    return token


def behind_link(token: str) -> Case:
    """Whose link it is. Raises LinkUnusable."""
    rows = Case.objects.confirmed().filter(links__token_hash=hash_of(token))
    case = rows.select_related("contact", "region", "topic", "adviser__user").first()
    if case is None:
        logger.info("A link to a case was refused: unknown")
        raise LinkUnusable("unknown")
    return case


def lost_mail_of(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Those to whom the last mail was given up."""
    failed = OutboxMessage.objects.filter(status=OutboxMessage.Status.FAILED).values("message_id")
    return rows.filter(unreachable_at=None, mail_id__in=failed)
