"""What a publication package asks of an event."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from events.models import EventPage
from events.span import SpanError


def over_by_then(draft: Any, at: datetime) -> str:
    """An event that nobody could come to any more is not announced."""
    if not isinstance(draft, EventPage):
        return ""
    try:
        spans = [date.span() for date in draft.dates.all()]
    except SpanError:
        return ""
    over = bool(spans) and all((span.end or span.start) <= at for span in spans)
    return _("The event is over by then.") if over else ""
