"""The pages that carry the tree: home, regions and standard pages. Lead editors publish them directly."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable
from wagtail.search import index

from core.blocks import INLINE, BodyBlock
from core.models import BasePage, Region

INDEXES = ["news.NewsIndexPage", "projects.ProjectIndexPage", "events.EventIndexPage"]


class HomePage(BasePage):
    """The front door of one language."""

    gated = False
    page_description = _("The front door of one language.")
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["home.RegionPage", "home.StandardPage", *INDEXES]
    max_count_per_parent = 8

    headline = models.CharField(_("headline"), max_length=120)
    intro = models.TextField(_("introduction"), max_length=400, blank=True)
    router_title = models.CharField(_("title of the signpost"), max_length=80, blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("headline"),
        FieldPanel("intro"),
        FieldPanel("router_title"),
        InlinePanel("router_entries", label=_("signpost entry"), heading=_("What can I do?")),
        BasePage.simple_panel,
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("headline"), index.SearchField("intro")]

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.presentation import home_context

        return {**super().get_context(request, *args, **kwargs), **home_context(self, request)}


class HomeRouterEntry(Orderable):
    """One sentence a visitor may say of themselves, and the page that takes them on."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="router_entries")
    label = models.CharField(_("sentence"), max_length=80)
    hint = models.CharField(_("what happens next"), max_length=160, blank=True)
    target = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    path = models.CharField(
        _("path"), max_length=200, blank=True, help_text=_("Of this site, beginning with a slash; if no page fits.")
    )

    panels = [FieldPanel("label"), FieldPanel("hint"), PageChooserPanel("target"), FieldPanel("path")]

    class Meta(Orderable.Meta):
        verbose_name = _("signpost entry")
        verbose_name_plural = _("signpost entries")

    def clean(self) -> None:
        super().clean()
        if (self.path and not self.path.startswith("/")) or self.path.startswith("//"):
            raise ValidationError({"path": _("A path of this site begins with one slash.")})


class RegionPage(BasePage):
    """The front door of a region in one language; everything below it belongs to the region."""

    gated = False
    page_description = _("The front door of a region; content below it belongs to the region.")
    parent_page_types = ["home.HomePage"]
    subpage_types = [*INDEXES, "home.StandardPage"]

    region = models.ForeignKey(Region, verbose_name=_("region"), on_delete=models.PROTECT, related_name="region_pages")
    intro = RichTextField(_("introduction"), features=INLINE, blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("region"),
        FieldPanel("intro"),
        BasePage.simple_panel,
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("intro")]

    class Meta:
        verbose_name = _("region page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.presentation import region_context

        return {**super().get_context(request, *args, **kwargs), **region_context(self, request)}

    def derive_region_id(self) -> int | None:
        """A region page is where the region comes from, so its own value stands."""
        return self.region_id


class StandardPage(BasePage):
    """A page of text: about the platform, programme pages, legal pages."""

    gated = False
    page_description = _("A page of text: about the platform, programmes, legal notices.")
    parent_page_types = ["home.HomePage", "home.RegionPage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    class Kind(models.TextChoices):
        PLAIN = "plain", _("Text")
        ABOUT = "about", _("About the platform: with partners and team")
        CONTACT = "contact", _("Contact: with the people of every region")
        ADVICE = "advice", _("Advice: with postcode search for the office in charge")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.PLAIN)
    in_footer = models.BooleanField(_("in the footer"), default=False)
    summary = models.TextField(_("summary"), max_length=400, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("kind"),
        FieldPanel("summary"),
        FieldPanel("body"),
        BasePage.simple_panel,
    ]
    promote_panels = [*BasePage.promote_panels, FieldPanel("in_footer")]
    search_fields = [*BasePage.search_fields, index.SearchField("summary"), index.SearchField("body")]

    class Meta:
        verbose_name = _("standard page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.presentation import standard_context

        return {**super().get_context(request, *args, **kwargs), **standard_context(self, request)}
