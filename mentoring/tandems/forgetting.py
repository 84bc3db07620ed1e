"""Taking out of a tandem whatever tells of persons; what stays is that there was one, when, where and on what topics."""

from typing import Any

from django.utils import timezone

from mentoring.tandems.models import Agreement, Match

NOBODY = "–"


def strip(match: Match) -> None:
    """The log keeps days and lengths for the funder's count; links stay, so that they can say it is over."""
    Match.objects.filter(pk=match.pk).update(**_empty())
    match.questions.all().delete()
    match.feedback.all().delete()
    match.problems.all().delete()
    Agreement.objects.filter(match=match).delete()


def _empty() -> dict[str, Any]:
    texts = dict.fromkeys(("goal", "words", "organisation", "judgement", "mentee_mail", "mentor_mail"), "")
    return {
        **texts,
        "name": NOBODY,
        "project": NOBODY,
        "mentor_name": "",
        "contact": None,
        "actor": None,
        "stripped_at": timezone.now(),
    }
