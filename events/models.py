"""Events of the platform and its network."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.search import index

from core.blocks import BodyBlock
from core.models import BasePage, IndexPage


class EventIndexPage(IndexPage):
    page_description = _("Lists the events below its region, or of all regions.")
    parent_page_types = ["home.HomePage", "home.RegionPage"]
    subpage_types = ["events.EventPage"]
    item_model = "events.EventPage"

    class Meta:
        verbose_name = _("list of events")


class EventPage(BasePage):
    """An event with dates and place."""

    page_description = _("An event: when, where, programme, who invites.")
    parent_page_types = ["events.EventIndexPage"]
    subpage_types: list[str] = []

    lead = models.TextField(_("lead"), max_length=500)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        InlinePanel("page_topics", label=_("topic"), heading=_("Topics")),
        BasePage.also_in_panel,
        BasePage.simple_panel,
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("lead", boost=2), index.SearchField("body")]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
