"""Does it exist already? What is called like a new project, as far as this person may know of it."""

from typing import Any

from django.urls import reverse
from wagtail.models import Locale

from core.search.alike import alike
from projects.models import ProjectPage

SHOWN = 5


def existing_like(title: str, user: Any = None) -> list[dict[str, Any]]:
    """Public projects, and drafts the person works on; never drafts of others. Own drafts stand first."""
    projects = ProjectPage.objects.filter(locale=Locale.get_default(), alias_of=None).select_related("actor")
    own = projects.filter(pk__in=ProjectPage.objects.of_members(user).values("pk")) if user else projects.none()
    drafts = alike(own.defer_streamfields(), "draft_title", title, limit=SHOWN)
    public = alike(projects.live().public().defer_streamfields(), "title", title, limit=SHOWN)
    known = {draft.pk for draft in drafts}
    items = [_item(draft, reverse("projects:status", args=[draft.pk]), draft=True) for draft in drafts]
    items += [_item(page, page.url or "", draft=False) for page in public if page.pk not in known]
    return items[:SHOWN]


def _item(page: ProjectPage, url: str, *, draft: bool) -> dict[str, Any]:
    title = page.draft_title if draft else page.title
    return {"title": title, "url": url, "actor": page.actor.name if page.actor else "", "draft": draft}
