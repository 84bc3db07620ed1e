"""Content pages in the places where editors and members put them."""

from datetime import time, timedelta
from itertools import count
from typing import Any

from django.utils.timezone import localdate
from wagtail.models import Locale, Page

from core import gate, review
from core.models import Decision, PageTargetGroup, PageTopic
from events.models import EventDate, EventIndexPage, EventPage
from home.models import HomePage, RegionPage
from news.models import NewsIndexPage, NewsPage
from projects.models import ProjectIndexPage, ProjectPage

from .people import make_user
from .terms import make_target_group, make_topic

_numbers = count(1)

POSTCODES = {"chemnitz": "09111", "dresden": "01099", "leipzig": "04109"}


def region_index(model: type[Page], region: str | None, language: str = "de") -> Any:
    """The index of one kind below a region, or below home for None."""
    locale = Locale.objects.get(language_code=language)
    if region is None:
        parent: Page = HomePage.objects.get(locale=locale, depth=2)
    else:
        parent = RegionPage.objects.get(locale=locale, region__slug=region)
    return model.objects.child_of(parent).get()


def make_draft(page: Any, index: Page, *, user: Any = None) -> Any:
    """Adds the page as a draft with one revision by `user`."""
    page.live = False
    page.has_unpublished_changes = True
    page.locale = index.locale
    page.owner = user
    added = Page.objects.get(pk=index.pk).add_child(instance=page)
    added.save_revision(user=user, clean=False)
    return added


def make_project(
    region: str | None = "chemnitz", *, live: bool = False, user: Any = None, **fields: Any
) -> ProjectPage:
    number = next(_numbers)
    fields.setdefault("title", f"Projekt {number}")
    fields.setdefault("summary", "Nachbarinnen kochen einmal in der Woche füreinander.")
    fields.setdefault("phase", "pilot")
    fields.setdefault("problem", "Viele essen allein, weil der Weg in die Stadt zu weit ist.")
    fields.setdefault("approach", "Jede Woche kocht jemand anderes für alle, die sich bis Dienstag melden.")
    fields.setdefault("effect", "Im ersten Jahr saßen 38 Menschen regelmäßig am Tisch.")
    fields.setdefault("postcode", POSTCODES.get(region or "", ""))
    fields.setdefault("works_statewide", region is None)
    page = ProjectPage(slug=f"projekt-{number}", **fields)
    page.page_topics = [PageTopic(topic=make_topic())]
    page.page_target_groups = [PageTargetGroup(target_group=make_target_group())]
    return _placed(page, region_index(ProjectIndexPage, region), live, user)


def make_news(region: str | None = "chemnitz", *, live: bool = False, user: Any = None, **fields: Any) -> NewsPage:
    number = next(_numbers)
    fields.setdefault("title", f"Meldung {number}")
    fields.setdefault("lead", "Fünf Initiativen haben sich am Dienstag zusammengetan.")
    page = NewsPage(slug=f"meldung-{number}", **fields)
    page.page_topics = [PageTopic(topic=make_topic())]
    return _placed(page, region_index(NewsIndexPage, region), live, user)


def make_event(region: str | None = "chemnitz", *, live: bool = False, user: Any = None, **fields: Any) -> EventPage:
    number = next(_numbers)
    fields.setdefault("title", f"Veranstaltung {number}")
    fields.setdefault("lead", "Ein Abend für alle, die in ihrem Ort etwas anstoßen wollen.")
    fields.setdefault("venue", "Bürgerhaus")
    fields.setdefault("city", "Freiberg")
    if "dates" not in fields:
        fields["dates"] = [make_event_date()]
    page = EventPage(slug=f"veranstaltung-{number}", **fields)
    page.page_topics = [PageTopic(topic=make_topic())]
    return _placed(page, region_index(EventIndexPage, region), live, user)


def make_event_date(days: int = 30, **fields: Any) -> EventDate:
    """A date as an editor types it, so many days from today, in the evening unless `fields` say otherwise."""
    fields.setdefault("start_date", localdate() + timedelta(days=days))
    if not fields.get("all_day"):
        fields.setdefault("start_time", time(17))
        fields.setdefault("end_time", time(19, 30))
    return EventDate(**fields)


def publish(obj: Any, *, by: Any = None) -> Any:
    """Publishes the latest draft as an approval by a second person would, and returns the public object."""
    revision = obj.get_latest_revision() or obj.save_revision(clean=False)
    gate.record(Decision.Kind.APPROVED, obj, revision=revision, user=by or make_user())
    revision.publish(skip_permission_checks=True)
    return type(obj).objects.get(pk=obj.pk)


def submit(obj: Any, user: Any) -> Any:
    """Submits the latest draft and returns the open task state."""
    return review.submit(obj=obj, user=user).current_task_state


def _placed(page: Any, index: Page, live: bool, user: Any) -> Any:
    added = make_draft(page, index, user=user)
    return publish(added) if live else added
