"""What is asked of a mentor's profile before it is submitted."""

from django.conf import settings

from core.readiness.subjects import Subject, of_portrait
from mentoring.models import Mentor

LENGTH = (5, 400)


def _prose(mentor: Mentor) -> list[str]:
    rows = [row for row in mentor.texts.all() if row.language == settings.LANGUAGE_CODE]
    return [words for row in rows for words in (row.headline, row.experience)]


subject = Subject(pictures=of_portrait, prose=_prose, length=LENGTH, prose_place="texts-0-headline")
