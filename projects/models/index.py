"""The catalogue of projects."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from core.feeds import ATOM_FILE
from core.models import IndexPage
from projects import feeds


class ProjectIndexPage(IndexPage):
    """The projects below a region, or of all regions, as list, as map and as Atom feed."""

    page_description = _("The catalogue of projects below its region, or of all regions.")
    parent_page_types = ["home.HomePage", "home.RegionPage"]
    subpage_types = ["projects.ProjectPage"]
    item_model = "projects.ProjectPage"
    page_files = {ATOM_FILE: "serve_feed"}
    template = "projects/project_index_page.html"

    class Meta:
        verbose_name = _("project catalogue")
        verbose_name_plural = _("project catalogues")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from projects.catalogue import catalogue

        return super().get_context(request, *args, **kwargs) | catalogue(self, request)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response = super().serve(request, *args, **kwargs)
        response.status_code = response.context_data["listing"].status
        return response

    def serve_feed(self, request: HttpRequest) -> HttpResponseBase:
        return feeds.project_feed(self, request)
