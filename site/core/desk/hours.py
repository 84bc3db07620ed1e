"""When the desk writes: on working days, from seven in the morning."""

from datetime import datetime

from django.utils import timezone

from core.workdays import is_working_day

FROM = 7


def is_open(now: datetime) -> bool:
    """Whether summaries and warnings may go out at this moment."""
    local = timezone.localtime(now)
    return is_working_day(local.date()) and local.hour >= FROM
