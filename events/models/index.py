"""The list of events, its archive and its calendar."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from core.models import IndexPage
from events import ical, views
from events.views import ARCHIVE, CALENDAR


class EventIndexPage(RoutablePageMixin, IndexPage):
    """The events below a region, or of all regions: what is to come, the archive, and a calendar to subscribe to."""

    page_description = _("Lists the events below its region, or of all regions.")
    parent_page_types = ["home.HomePage", "home.RegionPage"]
    subpage_types = ["events.EventPage"]
    item_model = "events.EventPage"
    page_files = {CALENDAR: "serve_calendar"}
    template = "events/event_index_page.html"

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")

    @path("")
    def upcoming(self, request: HttpRequest) -> Any:
        return self._answer(request, views.index_context(self, request))

    @path(ARCHIVE, name="archive")
    def archive(self, request: HttpRequest) -> Any:
        return self._answer(request, views.index_context(self, request, archive=True))

    def _answer(self, request: HttpRequest, context: dict[str, Any]) -> Any:
        response = self.render(request, context_overrides=context)
        response.status_code = context["listing"].status
        return response

    def serve_calendar(self, request: HttpRequest) -> HttpResponseBase:
        return ical.index_calendar(self, request)
