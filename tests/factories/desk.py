"""The desk's mornings."""

from datetime import datetime, time

from django.utils import timezone

from core.desk.digests import send_digests
from core.workdays import add_working_days


def morning(number: int = 1) -> datetime:
    """Eight o'clock on the working day so many working days after today."""
    day = add_working_days(timezone.localdate(), number)
    return timezone.make_aware(datetime.combine(day, time(8)))


def send_summaries(number: int = 1) -> int:
    """Send the summaries of a morning; gives how many."""
    return send_digests(morning(number))
