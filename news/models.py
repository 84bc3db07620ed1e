"""News of the regions and the platform."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.blocks import BodyBlock
from core.feeds import ATOM_FILE
from core.models import BasePage, IndexPage
from core.models.opening import OpeningPicture, body_blockers
from news import feeds, views
from news.querysets import NewsQuerySet


class NewsIndexPage(IndexPage):
    """The news below a region, or of all regions, as list and as Atom feed."""

    page_description = _("Lists the news below its region, or of all regions.")
    parent_page_types = ["home.HomePage", "home.RegionPage"]
    subpage_types = ["news.NewsPage"]
    item_model = "news.NewsPage"
    page_files = {ATOM_FILE: "serve_feed"}
    template = "news/news_index_page.html"

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | views.index_context(self, request)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response = super().serve(request, *args, **kwargs)
        response.status_code = response.context_data["listing"].status
        return response

    def serve_feed(self, request: HttpRequest) -> HttpResponseBase:
        return feeds.news_feed(self, request)


class NewsPage(OpeningPicture, BasePage):
    """A story with lead, byline, opening picture, body and the people to ask."""

    page_description = _("A story: lead, picture, body, contact persons.")
    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: list[str] = []
    template = "news/news_page.html"

    lead = models.TextField(
        _("lead"), max_length=500, help_text=_("What has happened, in two or three sentences. Shown in lists, too.")
    )
    byline = models.CharField(
        _("byline"), max_length=160, blank=True, help_text=_("Who wrote it, for example “Jana Wirth, parikom”.")
    )
    publish_date = models.DateField(_("date"), default=timezone.localdate)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    responsible = models.ForeignKey(
        "actors.ContactPerson",
        verbose_name=_("responsible for the content"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Named at the end of the story. Left empty, the region's agency is named."),
    )

    objects = PageManager.from_queryset(NewsQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("lead"), FieldPanel("byline"), FieldPanel("publish_date")], heading=_("Head of the story")
        ),
        OpeningPicture.opening_panel,
        FieldPanel("body"),
        InlinePanel("contact_links", label=_("contact person"), heading=_("Contact persons")),
        FieldPanel("responsible"),
        InlinePanel("related_links", label=_("page"), heading=_("Related pages"), max_num=6),
        InlinePanel("page_topics", label=_("topic"), heading=_("Topics")),
        BasePage.also_in_panel,
        BasePage.simple_panel,
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("lead", boost=2),
        index.SearchField("body"),
        index.SearchField("byline"),
        index.AutocompleteField("lead"),
        index.FilterField("publish_date"),
    ]
    override_translatable_fields = [SynchronizedField("byline")]

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news")

    def publication_blockers(self) -> list[str]:
        return [*super().publication_blockers(), *self.opening_blockers(), *body_blockers(self.body)]

    def comes_before(self, other: "NewsPage") -> bool:
        """Whether this story is older; of one day, what was published first."""
        if self.publish_date != other.publish_date:
            return self.publish_date < other.publish_date
        first, second = self.first_published_at, other.first_published_at
        return first is not None and second is not None and first < second

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | views.story_context(self, request)


class NewsContact(Orderable):
    """A person to ask about a story."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="contact_links")
    person = models.ForeignKey(
        "actors.ContactPerson", verbose_name=_("contact person"), on_delete=models.CASCADE, related_name="news_links"
    )

    panels = [FieldPanel("person")]

    class Meta(Orderable.Meta):
        verbose_name = _("contact person of a news item")
        verbose_name_plural = _("contact persons of a news item")
        constraints = (models.UniqueConstraint(fields=("page", "person"), name="news_one_contact"),)


class NewsRelatedPage(Orderable):
    """A page that belongs to a story, offered at its end."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="related_links")
    related = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), on_delete=models.CASCADE, related_name="related_news"
    )

    panels = [FieldPanel("related")]

    class Meta(Orderable.Meta):
        verbose_name = _("related page of a news item")
        verbose_name_plural = _("related pages of a news item")
        constraints = (models.UniqueConstraint(fields=("page", "related"), name="news_one_related_page"),)
