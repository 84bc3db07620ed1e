"""News of the regions and the platform."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.search import index

from core.blocks import BodyBlock
from core.models import BasePage, IndexPage


class NewsIndexPage(IndexPage):
    page_description = _("Lists the news below its region, or of all regions.")
    parent_page_types = ["home.HomePage", "home.RegionPage"]
    subpage_types = ["news.NewsPage"]
    item_model = "news.NewsPage"

    class Meta:
        verbose_name = _("list of news")


class NewsPage(BasePage):
    """A story with lead, byline and body."""

    page_description = _("A story: lead, picture, body, contact persons.")
    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: list[str] = []

    lead = models.TextField(_("lead"), max_length=500)
    byline = models.CharField(_("byline"), max_length=160, blank=True)
    publish_date = models.DateField(_("date"), default=timezone.localdate)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("byline"),
        FieldPanel("publish_date"),
        FieldPanel("body"),
        InlinePanel("page_topics", label=_("topic"), heading=_("Topics")),
        BasePage.also_in_panel,
        BasePage.simple_panel,
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("lead", boost=2), index.SearchField("body")]

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news")
