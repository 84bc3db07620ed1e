"""Mentors in the admin."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import LiveStatusTagColumn, UpdatedAtColumn

from core.permissions import LEAD_PERMISSION
from core.scoped_viewsets import GatedSnippetViewSet
from core.snippet_panels import LinkedRowsPanel, texts_panel
from mentoring.forms import ACCESS, FORMATS, LANGUAGES, TOPICS, MentorForm
from mentoring.models import Mentor


class MentorViewSet(GatedSnippetViewSet):
    model = Mentor
    icon = "user"
    list_display: ClassVar[list[Any]] = [
        "name",
        "region",
        "capacity",
        "intake",
        UpdatedAtColumn(),
        LiveStatusTagColumn(),
    ]
    list_filter: ClassVar[list[str]] = ["region", "intake", "live"]
    inspect_view_fields: ClassVar[list[str]] = [
        "name",
        "headline",
        "experience",
        "region",
        "actor",
        "languages",
        "availability",
        "capacity",
        "intake",
    ]

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("name", required_on_save=True),
                    FieldPanel("region"),
                    texts_panel(
                        ["headline", "experience", "availability"],
                        _("Texts in each language"),
                        _("text"),
                        sentences=("headline", "availability"),
                    ),
                    FieldPanel("image"),
                    FieldPanel("actor"),
                    FieldPanel("user", permission=LEAD_PERMISSION),
                    FieldPanel("slug", permission=LEAD_PERMISSION),
                ],
                heading=_("Profile"),
            ),
            ObjectList(
                [
                    LinkedRowsPanel("topics", TOPICS),
                    LinkedRowsPanel("languages", LANGUAGES),
                    LinkedRowsPanel("formats", FORMATS),
                    LinkedRowsPanel("access", ACCESS),
                    FieldRowPanel([FieldPanel("capacity"), FieldPanel("intake")]),
                ],
                heading=_("Offer"),
            ),
        ],
        base_form_class=MentorForm,
    )
