"""What the status page of members says after publication."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.aftercare import care as services
from core.aftercare import notes, take_downs
from core.aftercare.models import Care
from core.aftercare.public import HEADINGS


def aftercare_of(page: Any, user: Any) -> dict[str, Any]:
    """Notices and links for this person; nothing for what has never been public."""
    if page.first_published_at is None:
        return {}
    care = Care.objects.of(page).first()
    row = take_downs.take_down_of(page)
    note = notes.note_to_come(page.pk)
    valid = page.live and row is None
    return {
        "take_down": _take_down(row) if row else None,
        "concerns": _concerns(care) if care else [],
        "note": str(note) if note else "",
        "note_url": reverse("aftercare:note", args=[page.pk]) if notes.may_write(user, page) else "",
        "confirm_url": reverse("aftercare:confirm", args=[page.pk])
        if valid and services.may_confirm(user, page)
        else "",
        "due": _("Due on %(day)s") % {"day": date_format(care.due_on, "DATE_FORMAT")} if care and care.due_on else "",
        "ask_url": reverse("aftercare:ask_to_take_down", args=[page.pk])
        if valid and services.may_ask_to_take_down(user, page)
        else "",
    }


def _take_down(row: Any) -> dict[str, str]:
    day = date_format(timezone.localdate(row.taken_down_at), "DATE_FORMAT")
    return {"title": HEADINGS[row.kind] % {"day": day}, "text": row.explanation}


def _concerns(care: Care) -> list[dict[str, str]]:
    """What waits for the desk, in the words of those who said it."""
    return [
        {
            "title": _("The editorial desk has been told: %(what)s") % {"what": concern.get_kind_display()},
            "words": concern.words,
        }
        for concern in care.concerns.filter(settled_at=None)
    ]
