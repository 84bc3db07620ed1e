"""The base of every page: where it belongs, who owns it, how it becomes public."""

from typing import Any, ClassVar

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page, PageViewRestriction
from wagtail.search import index

from core.gated import GatedMixin
from core.page_forms import PortalPageForm

from .places import Region
from .terms import FundingSource, TargetGroup, Topic


class BasePage(GatedMixin, Page):
    """A page of the portal. `region` is derived from its place and `actor` is set by services, never typed in."""

    base_form_class = PortalPageForm
    # Set by `core.routing` on the page that it has found for a request.
    is_known_to_be_open = False

    region = models.ForeignKey(
        Region,
        verbose_name=_("region"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="%(class)s_set",
    )
    actor = models.ForeignKey(
        "actors.Actor",
        verbose_name=_("actor"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)s_set",
        help_text=_("The organisation that owns this page."),
    )
    review_date = models.DateField(_("check again on"), null=True, blank=True)
    summary_simple = models.TextField(
        _("short version in Leichte Sprache"),
        blank=True,
        help_text=_("Shown where there is no translation into Leichte Sprache yet."),
    )

    search_fields = [
        *Page.search_fields,
        index.FilterField("region_id"),
        index.FilterField("actor_id"),
        index.FilterField("locale_id"),
    ]

    settings_panels = [
        *Page.settings_panels,
        FieldPanel("actor", permission="core.lead_portal"),
        FieldPanel("review_date"),
    ]
    also_in_panel = InlinePanel(
        "also_in", heading=_("Also shown in"), label=_("region"), help_text=_("Gives no rights there.")
    )
    simple_panel = MultiFieldPanel([FieldPanel("summary_simple")], heading=_("Leichte Sprache"))

    class Meta:
        abstract = True

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.region_id = self.derive_region_id()
        super().full_clean(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        update_fields = kwargs.get("update_fields")
        if update_fields is None or "region" in update_fields:
            self.region_id = self.derive_region_id()
        super().save(*args, **kwargs)

    def derive_region_id(self) -> int | None:
        """The region of the nearest ancestor RegionPage; None means statewide."""
        if not self.path:
            return self.region_id
        step = self.steplen
        above = [self.path[:end] for end in range(step, len(self.path), step)]
        return (
            apps.get_model("home", "RegionPage")
            .objects.filter(path__in=above)
            .order_by("-depth")
            .values_list("region_id", flat=True)
            .first()
        )

    def with_content_json(self, content: Any) -> Any:
        """Region and actor come from the row: an old revision must not hand the page to another desk."""
        obj = super().with_content_json(content)
        obj.region_id = self.region_id
        obj.actor_id = self.actor_id
        return obj

    def is_translation_of_live_source(self) -> bool:
        """Whether this is another language's version of a page that is public in the first language."""
        from wagtail.models import Locale

        default = Locale.get_default()
        if self.locale_id == default.pk:
            return False
        return Page.objects.filter(translation_key=self.translation_key, locale_id=default.pk, live=True).exists()

    def is_covered_by_another_gate(self) -> bool:
        if self.alias_of_id:
            return not self._state.adding and Page.objects.filter(pk=self.alias_of_id, live=True).exists()
        # wagtail-localize writes the translated text into the row before it publishes the revision.
        return bool(self.pk and self.is_translation_of_live_source())

    def copy(self, *args: Any, **kwargs: Any) -> Any:
        """Copies of gated pages start as drafts, whatever was ticked."""
        if self.gated:
            kwargs["keep_live"] = False
        return super().copy(*args, **kwargs)

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        if self.gated:
            from core.aftercare.public import afterword_of

            context["afterword"] = afterword_of(self)
        return context

    def get_view_restrictions(self) -> Any:
        """None where the way to the page has shown that there are none."""
        return PageViewRestriction.objects.none() if self.is_known_to_be_open else super().get_view_restrictions()

    def permissions_for_user(self, user: Any) -> Any:
        from core.page_permissions import GatedPagePermissionTester, StructurePagePermissionTester

        tester = GatedPagePermissionTester if self.gated else StructurePagePermissionTester
        return tester(user, self)


class IndexPage(BasePage):
    """Lists everything of its kind below its own parent: one region's under a region page, everybody's under home."""

    gated = False
    max_count_per_parent = 1
    item_model: ClassVar[str]

    intro = models.TextField(_("introduction"), max_length=400, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("intro"), BasePage.simple_panel]
    search_fields = [*BasePage.search_fields, index.SearchField("intro")]

    class Meta:
        abstract = True

    def items(self) -> Any:
        """Public items of this index in its own language, guests of the region included."""
        if self.region_id is None:
            return self._public_items.all()
        return self._public_items.filter(Q(region_id=self.region_id) | Q(pk__in=self._guest_ids()))

    def statewide_items(self) -> Any:
        """What a regional list shows in a group of its own; nothing for the statewide list."""
        if self.region_id is None:
            return self._public_items.none()
        return self._public_items.filter(region=None).exclude(pk__in=self._guest_ids())

    @cached_property
    def _public_items(self) -> Any:
        """Kept for the request: asking who may read what costs a query each time."""
        return apps.get_model(self.item_model).objects.listed().filter(locale_id=self.locale_id)

    def _guest_ids(self) -> Any:
        return PageRegion.objects.filter(region_id=self.region_id).values("page_id")


class PageTopic(Orderable):
    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="page_topics")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="page_links", verbose_name=_("topic"))

    class Meta(Orderable.Meta):
        verbose_name = _("topic of a page")
        verbose_name_plural = _("topics of a page")
        constraints = (models.UniqueConstraint(fields=("page", "topic"), name="core_one_topic_per_page"),)


class PageTargetGroup(Orderable):
    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="page_target_groups")
    target_group = models.ForeignKey(
        TargetGroup, on_delete=models.PROTECT, related_name="page_links", verbose_name=_("target group")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("target group of a page")
        verbose_name_plural = _("target groups of a page")
        constraints = (models.UniqueConstraint(fields=("page", "target_group"), name="core_one_target_group_per_page"),)


class PageFunding(Orderable):
    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="page_funding")
    funding_source = models.ForeignKey(
        FundingSource, on_delete=models.PROTECT, related_name="page_links", verbose_name=_("funding source")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("funding of a page")
        verbose_name_plural = _("funding of a page")
        constraints = (models.UniqueConstraint(fields=("page", "funding_source"), name="core_one_funding_per_page"),)


class PageRegion(Orderable):
    """A further region that shows the page; it gives no rights there."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="also_in")
    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="guest_pages", verbose_name=_("region"))

    class Meta(Orderable.Meta):
        verbose_name = _("further region of a page")
        verbose_name_plural = _("further regions of a page")
        constraints = (models.UniqueConstraint(fields=("page", "region"), name="core_one_guest_region"),)
