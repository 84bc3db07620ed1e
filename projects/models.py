"""Showcases of social innovations."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.search import index

from core.blocks import BodyBlock
from core.models import BasePage, IndexPage


class ProjectIndexPage(IndexPage):
    page_description = _("The catalogue of projects below its region, or of all regions.")
    parent_page_types = ["home.HomePage", "home.RegionPage"]
    subpage_types = ["projects.ProjectPage"]
    item_model = "projects.ProjectPage"

    class Meta:
        verbose_name = _("project catalogue")


class ProjectPage(BasePage):
    """A showcase of one social innovation."""

    page_description = _("A showcase: problem, approach, effect and what others need to copy it.")
    parent_page_types = ["projects.ProjectIndexPage"]
    subpage_types: list[str] = []

    summary = models.TextField(_("summary"), max_length=400)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        InlinePanel("page_topics", label=_("topic"), heading=_("Topics")),
        BasePage.also_in_panel,
        BasePage.simple_panel,
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("summary", boost=2), index.SearchField("body")]

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
