"""A minute by the clock on the wall of Saxony, on the two nights of the year on which that is not simple too."""

from datetime import UTC, date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _


class NoSuchMinute(ValueError):
    """The clocks jump over it; the message says so."""


def local_minute(day: date, clock: time) -> datetime:
    """The moment that a day and a time name, seconds cut; of an hour that comes twice the first. Raises NoSuchMinute."""
    zone = timezone.get_default_timezone()
    moment = datetime.combine(day, clock.replace(second=0, microsecond=0, tzinfo=None, fold=0), tzinfo=zone)
    back = moment.astimezone(UTC).astimezone(zone)
    if back.replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise NoSuchMinute(_("In this night the clocks go forward: there is no such minute. Please choose another."))
    # Two moments that share a place on the clock are told apart in UTC only.
    return moment.astimezone(UTC)


def comes_twice(moment: datetime) -> bool:
    """Whether the clocks show this minute a second time, an hour later."""
    local = moment.astimezone(timezone.get_default_timezone())
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
