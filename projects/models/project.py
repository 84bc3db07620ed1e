"""Showcases of social innovations."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.blocks import BodyBlock
from core.models import BasePage, District
from core.models.media import Licence
from core.models.opening import OpeningPicture
from core.saxony import lookup_postcode
from projects import panels
from projects.querysets import ProjectManager

LONG_TEXT = 4000
SHORT_TEXT = 1000


class Sought(models.TextChoices):
    """What a project may look for."""

    PARTNERS = "partners", _("Partners")
    FUNDING = "funding", _("Funding")
    ROOMS = "rooms", _("Rooms")
    VOLUNTEERS = "volunteers", _("Volunteers")
    MENTORING = "mentoring", _("Mentoring")
    IMITATORS = "imitators", _("Others who copy it")


class ProjectPage(OpeningPicture, BasePage):
    """A showcase of one social innovation. District and coordinates follow from the postcode."""

    members_may_edit = True
    page_description = _("A showcase: problem, approach, effect and what others need to copy it.")
    parent_page_types = ["projects.ProjectIndexPage"]
    subpage_types: list[str] = []
    template = "projects/project_page.html"

    class Phase(models.TextChoices):
        IDEA = "idea", _("Idea")
        PILOT = "pilot", _("Pilot")
        PROVEN = "proven", _("Proven")
        SPREAD = "spread", _("Spread")

    class Evidence(models.TextChoices):
        TOLD = "told", _("Told: experience of those involved")
        COUNTED = "counted", _("Counted: own figures")
        EVALUATED = "evaluated", _("Evaluated: by somebody from outside")

    summary = models.TextField(
        _("summary"), max_length=400, help_text=_("Two or three sentences: who does what, for whom, and why it helps.")
    )
    problem = models.TextField(
        _("problem"), blank=True, max_length=LONG_TEXT, help_text=_("What was missing or wrong?")
    )
    approach = models.TextField(
        _("approach"), blank=True, max_length=LONG_TEXT, help_text=_("What do you do differently, and how?")
    )
    effect = models.TextField(
        _("effect"), blank=True, max_length=LONG_TEXT, help_text=_("What has changed, and how do you know?")
    )
    phase = models.CharField(_("phase"), max_length=8, choices=Phase.choices)

    works_statewide = models.BooleanField(_("works all over Saxony"), default=False)
    postcode = models.CharField(_("postcode"), max_length=5, blank=True)
    place_name = models.CharField(_("place"), max_length=80, blank=True)
    district = models.ForeignKey(
        District, verbose_name=_("district"), null=True, blank=True, on_delete=models.PROTECT, related_name="projects"
    )
    latitude = models.FloatField(_("latitude"), null=True, blank=True, editable=False)
    longitude = models.FloatField(_("longitude"), null=True, blank=True, editable=False)

    started_on = models.DateField(_("started"), null=True, blank=True, help_text=_("Only month and year are shown."))
    ended_on = models.DateField(_("ends"), null=True, blank=True, help_text=_("Empty while it goes on."))
    website = models.URLField(_("website"), blank=True)
    campaign_url = models.URLField(
        _("crowdfunding or campaign"), blank=True, help_text=_("Readers leave the portal when they follow the link.")
    )
    campaign_until = models.DateField(_("campaign runs until"), null=True, blank=True)
    other_partners = models.CharField(
        _("further partners"), max_length=300, blank=True, help_text=_("Partners who are not in the directory.")
    )

    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    costs = models.TextField(_("costs"), blank=True, max_length=SHORT_TEXT)
    staff = models.TextField(_("people needed"), blank=True, max_length=SHORT_TEXT)
    legal_form = models.CharField(_("legal form"), max_length=160, blank=True)
    evidence = models.CharField(_("how the effect is known"), max_length=10, choices=Evidence.choices, blank=True)
    evidence_document = models.ForeignKey(
        "core.PortalDocument",
        verbose_name=_("document on the effect"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    evidence_url = models.URLField(_("address of a report on the effect"), blank=True)
    what_failed = models.TextField(_("what did not work"), blank=True, max_length=SHORT_TEXT)
    materials = models.TextField(_("materials to take away"), blank=True, max_length=SHORT_TEXT)
    materials_licence = models.CharField(
        _("licence of the materials"), max_length=12, choices=Licence.choices, blank=True
    )
    advises_imitators = models.BooleanField(_("we advise others who want to copy it"), default=False)

    objects = ProjectManager()

    content_panels = [
        *BasePage.content_panels,
        *panels.opening,
        OpeningPicture.opening_panel,
        *panels.closing,
        BasePage.also_in_panel,
        BasePage.simple_panel,
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary", boost=2),
        index.SearchField("problem"),
        index.SearchField("approach"),
        index.SearchField("effect"),
        index.SearchField("what_failed"),
        index.SearchField("place_name"),
        index.SearchField("body"),
        index.AutocompleteField("summary"),
        index.FilterField("phase"),
        index.FilterField("district_id"),
        index.RelatedFields("actor", [index.SearchField("name")]),
    ]
    override_translatable_fields = [
        SynchronizedField("postcode", overridable=False),
        SynchronizedField("place_name"),
        SynchronizedField("legal_form"),
        SynchronizedField("other_partners"),
    ]

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if self.postcode and lookup_postcode(self.postcode) is None:
            errors["postcode"] = _("We do not know this postcode in Saxony. Please check the five digits.")
        if self.started_on and self.ended_on and self.ended_on < self.started_on:
            errors["ended_on"] = _("The project cannot end before it starts.")
        if self.campaign_url and not self.campaign_until:
            errors["campaign_until"] = _("Please say until when the campaign runs.")
        if errors:
            raise ValidationError(errors)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.derive_place()
        super().full_clean(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("update_fields") is None:
            self.derive_place()
        super().save(*args, **kwargs)

    def derive_place(self) -> None:
        """District and coordinates of the postcode; where it touches two districts, a chosen one of them stands."""
        found = lookup_postcode(self.postcode)
        if found is None:
            self.district, self.latitude, self.longitude = None, None, None
            return
        if self.district is None or self.district.ags not in found.ags_all:
            self.district = District.objects.filter(ags=found.ags).first()
        self.latitude, self.longitude = found.latitude, found.longitude
        self.place_name = self.place_name or next(iter(found.places), "")

    def publication_blockers(self) -> list[str]:
        from projects.checks import open_points

        return [str(point.text) for point in open_points(self)]

    @property
    def phase_number(self) -> int:
        """How many stitches of the phase are sewn; 0 while no phase is chosen."""
        return [*self.Phase.values].index(self.phase) + 1 if self.phase else 0

    @property
    def campaign_is_running(self) -> bool:
        return bool(self.campaign_url and self.campaign_until and self.campaign_until >= timezone.localdate())

    @property
    def has_copy_card(self) -> bool:
        """Whether there is anything to say to those who want to copy the project."""
        words = (self.costs, self.staff, self.legal_form, self.evidence, self.what_failed, self.materials)
        return self.advises_imitators or any(words)

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from projects.showcase import showcase

        return {**super().get_context(request, *args, **kwargs), **showcase(self, request)}


class ProjectPartner(Orderable):
    """A further organisation of the network that takes part."""

    page = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="partners")
    actor = models.ForeignKey(
        "actors.Actor", on_delete=models.CASCADE, related_name="partner_projects", verbose_name=_("organisation")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("partner of a project")
        verbose_name_plural = _("partners of a project")
        constraints = (models.UniqueConstraint(fields=("page", "actor"), name="projects_one_partner"),)


class ProjectSought(Orderable):
    """Something the project looks for."""

    page = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="sought")
    kind = models.CharField(_("what is sought"), max_length=12, choices=Sought.choices)

    class Meta(Orderable.Meta):
        verbose_name = _("thing a project looks for")
        verbose_name_plural = _("things a project looks for")
        constraints = (models.UniqueConstraint(fields=("page", "kind"), name="projects_one_sought"),)
