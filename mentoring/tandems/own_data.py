"""What people are told about their tandems when they ask for their data: their own side, never the other's feedback."""

from typing import Any

from django.db.models import Q

from core.registries import personal_data
from mentoring.tandems.models import Application, Match, Side


def tandems_of(user: Any) -> list[dict[str, Any]]:
    rows = Match.objects.confirmed().filter(Q(contact__email__iexact=user.email) | Q(mentor__user=user)).distinct()
    return [_told(match, user) for match in rows.select_related("contact", "mentor").order_by("pk")]


def _told(match: Match, user: Any) -> dict[str, Any]:
    is_mentor = match.mentor is not None and match.mentor.user_id == user.pk
    side = Side.MENTOR if is_mentor else Side.MENTEE
    feedback = match.feedback.filter(side=side)
    return {
        "side": str(side),
        "with": match.name if is_mentor else match.mentor_label,
        "project": match.project,
        "goal": match.goal,
        "state": match.state,
        "requested": match.requested_at,
        "ended": match.ended_at,
        "questions": [{"text": row.text, "answer": row.answer} for row in match.questions.all()],
        "sessions": [{"on": row.on, "minutes": row.minutes, "topic": row.topic} for row in match.sessions.all()],
        "feedback": [dict(row) for row in feedback.values("kind", "goal", "trust", "effort", "again", "words")],
        "problems": [dict(row) for row in match.problems.filter(side=side).values("text", "told_at", "closing_note")],
    }


def applications_of(user: Any) -> list[dict[str, Any]]:
    told = ("first_name", "last_name", "typed", "created_at", "used_at")
    return [dict(row) for row in Application.objects.filter(email__iexact=user.email).values(*told)]


def register() -> None:
    personal_data.register("tandems", tandems_of)
    personal_data.register("mentor_applications", applications_of)
