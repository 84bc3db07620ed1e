"""What people type about packages."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, get_page_models

from core.models import BasePage, Region
from core.packages.minutes import NoSuchMinute, comes_twice, local_minute
from core.packages.models import Package, PackageItem
from core.page_visibility import in_own_regions

LATEST_YEAR = 2100
SHOWN_PAGES = 200


class PackageForm(forms.ModelForm):
    """Title, note and the regions that take part."""

    class Meta:
        model = Package
        fields = ("title", "note", "regions")
        widgets = {"note": forms.Textarea(attrs={"rows": 3}), "regions": forms.CheckboxSelectMultiple}
        help_texts = {"regions": _("The staff of these regions see the package and can add pages of their own.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions: Any = self.fields["regions"]
        regions.queryset = Region.objects.prefetch_related("texts").order_by("sort_order", "pk")
        regions.label_from_instance = lambda region: region.label


class AddForm(forms.Form):
    """One of the pages that can be added by this person."""

    page = forms.ModelChoiceField(
        Page.objects.none(),
        label=_("Page"),
        empty_label=_("Please choose"),
        help_text=_("Drafts of your regions that are in no package yet, the latest first."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pages: Any = self.fields["page"]
        pages.queryset = addable_pages(user)
        pages.label_from_instance = _page_label
        # The list that is offered has an end; a page that lies behind it can still be added from its editor.
        pages.choices = [
            ("", pages.empty_label),
            *((page.pk, _page_label(page)) for page in pages.queryset[:SHOWN_PAGES]),
        ]


class IntoForm(forms.Form):
    """The package a page goes into."""

    package = forms.ModelChoiceField(Package.objects.none(), label=_("Package"), empty_label=_("Please choose"))

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        packages: Any = self.fields["package"]
        packages.queryset = Package.objects.open().visible_to(user)


class ScheduleForm(forms.Form):
    """Day and minute by the clock on the wall; `cleaned_data["publish_at"]` is the moment."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    clock = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day.year > LATEST_YEAR:
            raise ValidationError(_("Please check the year."))
        return day

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("day") and values.get("clock") is not None:
            try:
                values["publish_at"] = local_minute(values["day"], values["clock"])
            except NoSuchMinute as problem:
                self.add_error("clock", str(problem))
        return values

    @property
    def publish_at(self) -> datetime:
        return self.cleaned_data["publish_at"]

    @property
    def comes_twice(self) -> bool:
        return comes_twice(self.publish_at)


def addable_pages(user: Any) -> QuerySet[Page]:
    """Drafts of the own regions that could wait for a package."""
    kinds = [model for model in get_page_models() if issubclass(model, BasePage) and model.gated]
    return (
        Page.objects.filter(in_own_regions(user), has_unpublished_changes=True, alias_of=None)
        .type(*kinds)
        .exclude(pk__in=PackageItem.objects.filter(is_open=True, page__isnull=False).values("page_id"))
        .select_related("content_type", "locale")
        .order_by("-latest_revision_created_at", "-pk")
    )


def _page_label(page: Page) -> str:
    return f"{page.get_admin_display_title()} ({page.page_type_display_name})"
