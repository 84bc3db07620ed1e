"""Projects as something that fits, for `actors.matching`."""

from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from actors.matching import Profile, Source
from core.models import PageTargetGroup, PageTopic
from projects.models import ProjectPage


def _rows() -> QuerySet[Any]:
    """In the first language; readers of others are led on from there."""
    return ProjectPage.objects.listed().filter(locale__language_code=settings.LANGUAGE_CODE, alias_of=None)


def _own(profile: Profile) -> Q:
    return Q(actor=profile.actor or 0)


source = Source(
    label=_("Project showcase"),
    rows=_rows,
    topics=(PageTopic, "page"),
    target_groups=(PageTargetGroup, "page"),
    shown=lambda project: (project.title, project.get_url() or ""),
    own=_own,
)
