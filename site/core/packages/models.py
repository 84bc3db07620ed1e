"""A package and the pages in it."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.models import Region
from core.permissions import grants_of

# What a publication may be behind its minute without anybody being told.
PUNCTUAL = timedelta(minutes=2)


def _person(related_name: str = "+", **options: Any) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name=related_name,
        **options,
    )


class PackageQuerySet(models.QuerySet["Package"]):
    def visible_to(self, user: Any) -> "PackageQuerySet":
        """Packages that concern a region of this person's, or that they have made; lead editors see all."""
        grants = grants_of(user)
        if grants.leads:
            return self
        if not grants.is_staff:
            return self.none()
        regions = grants.edits | grants.moderates | grants.deputises | grants.deputises_editing
        concerned = self.model.regions.through.objects.filter(region_id__in=regions).values("package_id")
        return self.filter(Q(pk__in=concerned) | Q(created_by_id=user.pk))

    def open(self) -> "PackageQuerySet":
        """Those whose pages wait for them."""
        return self.filter(state__in=Package.OPEN)

    def due(self, now: datetime) -> "PackageQuerySet":
        return self.filter(state=Package.State.SCHEDULED, publish_at__lte=now).order_by("publish_at", "pk")


class Package(models.Model):
    """Pages that become public as one. Its rules are in `core.packages.services` and `publishing`."""

    class State(models.TextChoices):
        DRAFT = "draft", _("In preparation")
        SCHEDULED = "scheduled", _("Planned")
        PUBLISHED = "published", _("Published")
        FAILED = "failed", _("Could not be published")
        CANCELLED = "cancelled", _("Cancelled")

    OPEN = (State.DRAFT, State.SCHEDULED, State.FAILED)

    title = models.CharField(_("title"), max_length=120)
    note = models.TextField(_("note"), blank=True, max_length=2_000)
    regions = models.ManyToManyField(Region, verbose_name=_("regions"), related_name="packages", blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT, editable=False)
    publish_at = models.DateTimeField(_("becomes public on"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    failure = models.TextField(_("what stood in the way"), blank=True, editable=False)
    created_by = _person(verbose_name=_("created by"))
    scheduled_by = _person(verbose_name=_("planned by"))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = PackageQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication package")
        verbose_name_plural = _("publication packages")
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="scheduled") | Q(publish_at__isnull=False), name="packages_scheduled_has_minute"
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False), name="packages_published_has_moment"
            ),
        )
        indexes = (models.Index(fields=("state", "publish_at"), name="packages_due"),)

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def minutes_late(self) -> int:
        """By how much the planned minute was missed; 0 where it was kept or none was planned."""
        if self.publish_at is None or self.published_at is None or self.published_at - self.publish_at < PUNCTUAL:
            return 0
        return int((self.published_at - self.publish_at).total_seconds() // 60)


class PackageItem(models.Model):
    """A page in a package. `is_open` repeats the package's state, so that the database keeps a page in one of them."""

    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="items", verbose_name=_("package"))
    page = models.ForeignKey(
        Page, null=True, on_delete=models.SET_NULL, related_name="package_items", verbose_name=_("page")
    )
    title = models.CharField(_("title"), max_length=255)
    region = models.ForeignKey(
        Region, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("region when added")
    )
    is_open = models.BooleanField(default=True, editable=False)
    added_by = _person(verbose_name=_("added by"))
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        verbose_name = _("page in a package")
        verbose_name_plural = _("pages in packages")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("page",), condition=Q(is_open=True), name="packages_page_in_one_open_package"
            ),
        )

    def __str__(self) -> str:
        return self.title
