"""The signed time of a public form, as a person sends it who has taken a minute to write."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from core.form_guard import stamp


def opened(ago: timedelta = timedelta(minutes=1)) -> str:
    with time_machine.travel(timezone.now() - ago, tick=False):
        return stamp()
