"""Actors, contact persons and offices in the admin."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import LiveStatusTagColumn, UpdatedAtColumn

from actors.forms import DISTRICTS, LANGUAGES, TARGET_GROUPS, TOPICS, ActorForm, ContactPersonForm
from actors.models import Actor, ContactPerson, RegionOffice
from core.permissions import LEAD_PERMISSION
from core.scoped_viewsets import GatedSnippetViewSet, LeadViewSet, ScopedSnippetViewSet
from core.snippet_panels import LinkedRowsPanel, texts_panel


class ActorViewSet(GatedSnippetViewSet):
    model = Actor
    icon = "group"
    list_display: ClassVar[list[Any]] = ["name", "kind", "region", "city", UpdatedAtColumn(), LiveStatusTagColumn()]
    list_filter: ClassVar[list[str]] = ["kind", "region", "live"]
    inspect_view_fields: ClassVar[list[str]] = [
        "name",
        "kind",
        "region",
        "district",
        "street",
        "postcode",
        "city",
        "website",
        "email",
        "phone",
        "summary",
        "description",
    ]

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("name", required_on_save=True),
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("region")]),
                    texts_panel(
                        ["summary", "description", "role", "reachable_for"],
                        _("Texts in each language"),
                        _("text"),
                        sentences=("summary", "reachable_for"),
                    ),
                    FieldPanel("image"),
                ],
                heading=_("Profile"),
            ),
            ObjectList(
                [
                    LinkedRowsPanel("topics", TOPICS),
                    LinkedRowsPanel("target_groups", TARGET_GROUPS),
                    LinkedRowsPanel("languages", LANGUAGES),
                ],
                heading=_("Topics"),
            ),
            ObjectList(
                [
                    FieldPanel("street"),
                    FieldRowPanel([FieldPanel("postcode"), FieldPanel("city")]),
                    FieldPanel("district", help_text=_("Follows from the postcode if left empty.")),
                    MultiFieldPanel(
                        [FieldPanel("website"), FieldPanel("email"), FieldPanel("phone")], heading=_("Contact")
                    ),
                    FieldPanel("slug", permission=LEAD_PERMISSION),
                ],
                heading=_("Place and contact"),
            ),
        ],
        base_form_class=ActorForm,
    )


class ContactPersonViewSet(ScopedSnippetViewSet):
    model = ContactPerson
    icon = "user"
    list_display: ClassVar[list[Any]] = ["name", "actor", "region", "on_team", UpdatedAtColumn()]
    list_filter: ClassVar[list[str]] = ["region", "on_team"]
    inspect_view_fields: ClassVar[list[str]] = [
        "name",
        "function_in_locale",
        "actor",
        "region",
        "phone",
        "email",
        "languages",
    ]

    edit_handler = ObjectList(
        [
            FieldPanel("name", required_on_save=True),
            FieldPanel("actor"),
            FieldPanel("region", help_text=_("Leave empty to follow the organisation's region.")),
            texts_panel(["function"], _("Function in each language"), _("function")),
            MultiFieldPanel([FieldPanel("phone"), FieldPanel("email"), FieldPanel("languages")], heading=_("Contact")),
            LinkedRowsPanel("districts", DISTRICTS),
            FieldPanel("portrait"),
            MultiFieldPanel([FieldPanel("on_team"), FieldPanel("sort_order")], heading=_("Team")),
            FieldPanel("slug", permission=LEAD_PERMISSION),
        ],
        base_form_class=ContactPersonForm,
    )


class RegionOfficeViewSet(LeadViewSet):
    model = RegionOffice
    icon = "home"
    prefetched = ("region", "agency")
    list_display: ClassVar[list[Any]] = ["region", "agency"]
    panels: ClassVar[list[Any]] = [
        FieldPanel("region", help_text=_("Empty for the lead agency of the whole platform.")),
        FieldPanel("agency"),
    ]
