"""Offers and needs in the admin."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import LiveStatusTagColumn, UpdatedAtColumn

from actors.board.models import USUAL_TERM, BoardEntry, EntryTerm
from core.models import TargetGroup, Topic
from core.permissions import LEAD_PERMISSION
from core.scoped_viewsets import GatedSnippetViewSet
from core.snippet_forms import LinkedRows, PlacedSnippetForm
from core.snippet_panels import LinkedRowsPanel

TOPICS = LinkedRows("entry_topics", "topic")
TARGET_GROUPS = LinkedRows("entry_target_groups", "target_group")


class BoardEntryForm(PlacedSnippetForm):
    """The entry, as a draft; its term begins with it."""

    linked: ClassVar[dict[str, LinkedRows]] = {"topics": TOPICS, "target_groups": TARGET_GROUPS}

    topics = forms.ModelMultipleChoiceField(
        Topic.objects.prefetch_related("texts"),
        label=_("Topics"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    target_groups = forms.ModelMultipleChoiceField(
        TargetGroup.objects.prefetch_related("texts"),
        label=_("Target groups"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def save(self, commit: bool = True) -> Any:
        entry = super().save(commit=commit)
        if commit:
            EntryTerm.objects.get_or_create(entry=entry, defaults={"until": timezone.localdate() + USUAL_TERM})
        return entry


class BoardEntryViewSet(GatedSnippetViewSet):
    model = BoardEntry
    icon = "pick"
    menu_label = _("Offers and needs")
    list_display: ClassVar[list[Any]] = ["title", "kind", "region", UpdatedAtColumn(), LiveStatusTagColumn()]
    list_filter: ClassVar[list[str]] = ["kind", "region", "live"]
    search_fields: ClassVar[list[str]] = ["title"]
    inspect_view_fields: ClassVar[list[str]] = ["title", "kind", "text", "region", "district", "actor", "person"]

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("kind"),
                    FieldPanel("title", required_on_save=True),
                    FieldPanel("text"),
                    FieldPanel("actor"),
                    FieldPanel("person", permission=LEAD_PERMISSION),
                    FieldPanel("region"),
                    FieldPanel("district"),
                    LinkedRowsPanel("topics", TOPICS),
                    LinkedRowsPanel("target_groups", TARGET_GROUPS),
                ],
                heading=_("Entry"),
            ),
        ],
        base_form_class=BoardEntryForm,
    )
