"""Everything that could name or open a project, asked with somebody's session over HTTP."""

from typing import Any

from django.urls import reverse
from playwright.sync_api import BrowserContext
from wagtail.models import Page, TaskState

from projects.models import ProjectIndexPage
from tests.factories import region_index


class Session:
    """Somebody's browser without its window: the same cookies, no drawing."""

    def __init__(self, context: BrowserContext) -> None:
        self._request = context.request

    def read(self, path: str) -> str:
        """The answer's text where it is a plain yes, otherwise nothing. A broken page is an error."""
        answer = self._request.get(path, max_redirects=0)
        assert answer.status < 500, f"{answer.status} at {path}"
        return answer.text() if answer.status == 200 else ""

    def naming(self, words: str, paths: dict[str, str]) -> set[str]:
        """The names of those addresses whose answer holds the words."""
        return {name for name, path in paths.items() if words in self.read(path)}

    def opening(self, paths: dict[str, str]) -> set[str]:
        """The names of those addresses that open."""
        return {name for name, path in paths.items() if self.read(path)}


def desk_lists(index: Page, query: str) -> dict[str, str]:
    """Lists, searches and choosers of the editing interface that may name what lies below an index."""
    return {
        "desk": reverse("wagtailadmin_home"),
        "queue": reverse("core_review_queue"),
        "explorer": reverse("wagtailadmin_explore", args=[index.pk]),
        "search": f"{reverse('wagtailadmin_pages:search')}?q={query}",
        "chooser": reverse("wagtailadmin_choose_page_child", args=[index.pk]),
        "chooser search": f"{reverse('wagtailadmin_choose_page_search')}?q={query}",
        "tree": f"{reverse('wagtailadmin_api:pages:listing')}?child_of={index.pk}&for_explorer=1",
        "api": f"{reverse('wagtailadmin_api:pages:listing')}?search={query}",
        "workflow report": reverse("wagtailadmin_reports:workflow"),
        "task report": reverse("wagtailadmin_reports:workflow_tasks"),
    }


def draft_doors(project: Any) -> dict[str, str]:
    """Addresses that show or change a draft: editing interface, member's pages, every review there has been."""
    pk = project.pk
    doors = {
        "edit": reverse("wagtailadmin_pages:edit", args=[pk]),
        "draft": reverse("wagtailadmin_pages:view_draft", args=[pk]),
        "history": reverse("wagtailadmin_pages:history", args=[pk]),
        "revision": reverse("wagtailadmin_pages:revisions_view", args=[pk, project.latest_revision_id]),
        "compare": reverse("wagtailadmin_pages:revisions_compare", args=[pk, "earliest", "latest"]),
        "workflow history": reverse("wagtailadmin_pages:workflow_history", args=[pk]),
        "usage": reverse("wagtailadmin_pages:usage", args=[pk]),
        "copy": reverse("wagtailadmin_pages:copy", args=[pk]),
        "delete": reverse("wagtailadmin_pages:delete", args=[pk]),
        "move": reverse("wagtailadmin_pages:move", args=[pk]),
        "status": reverse("projects:status", args=[pk]),
        "preview": reverse("projects:preview", args=[pk]),
        "step": reverse("projects:step", args=[pk, "geschichte"]),
        "pictures": reverse("projects:pictures", args=[pk]),
        "submit": reverse("projects:submit", args=[pk]),
        "withdraw": reverse("projects:withdraw", args=[pk]),
    }
    draft = project.get_latest_revision_as_object()
    if draft.image and not draft.image.released_at:
        doors["picture"] = draft.image.file.url
    states = TaskState.objects.filter(workflow_state__object_id=str(pk))
    for number, state in enumerate(states.order_by("pk"), start=1):
        doors[f"review {number} at the desk"] = reverse("core_review", args=[state.pk])
        doors[f"review {number} on the site"] = reverse("review:decide", args=[state.pk])
        doors[f"review {number} in Wagtail"] = reverse("wagtailadmin_pages:workflow_preview", args=[pk, state.task_id])
    return doors


def public_lists(query: str) -> dict[str, str]:
    """Where readers and their programs would find a project of the region Chemnitz."""
    statewide = region_index(ProjectIndexPage, None).url
    regional = region_index(ProjectIndexPage, "chemnitz").url
    return {
        "region list": regional,
        "catalogue": statewide,
        "map": f"{statewide}?view=map",
        "search": f"{reverse('search')}?q={query}",
        "feed": f"{statewide}feed.atom",
        "feed of the region": f"{regional}feed.atom",
        "sitemap": reverse("sitemap_part", args=[1]),
    }
