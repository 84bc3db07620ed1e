"""What is due about open questions: one reminder at half time, and word to the asker when the time is over."""

from datetime import datetime, timedelta

from django.utils import timezone

from core.outside import mails
from core.outside.models import Question
from core.outside.services import new_link
from core.regular_work import each

# Nobody is told of what ran out while the machine stood still for longer.
TOLD_WITHIN = timedelta(days=7)


def remind_and_tell(now: datetime) -> int:
    """Each mail is written with the mark that it has been; what is done is not done again."""
    waiting = Question.objects.waiting()
    reminders = waiting.filter(remind_at__lte=now, expires_at__gt=now, reminded_at=None)
    over = waiting.filter(expires_at__lte=now, expires_at__gt=now - TOLD_WITHIN, expiry_told_at=None)
    return each(reminders, _remind) + each(over, _tell)


def _remind(question: Question) -> None:
    question.reminded_at = timezone.now()
    question.save(update_fields=["reminded_at"])
    mails.remind(question, new_link(question))


def _tell(question: Question) -> None:
    question.expiry_told_at = timezone.now()
    question.save(update_fields=["expiry_told_at"])
    mails.tell_expiry(question)
