"""Forms of snippets in the admin: texts per language, linked terms as check boxes, a region one may place things in."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.models import Region
from core.page_forms import CheckedChoicesForm
from core.permissions import grants_of


@dataclass(frozen=True, slots=True)
class LinkedRows:
    """A form field of several choices that is kept as child rows: `relation` of the object, `attribute` of a row."""

    relation: str
    attribute: str

    def keys(self, obj: Any) -> list[Any]:
        """The chosen values, of linked objects the ids."""
        return [self._key(row) for row in getattr(obj, self.relation).all()]

    def replace(self, obj: Any, values: Any) -> None:
        """Keep the rows that are still chosen, drop the others, add new ones."""
        manager = getattr(obj, self.relation)
        known = {self._key(row): row for row in manager.all()}
        rows = []
        for order, value in enumerate(values):
            row = known.get(getattr(value, "pk", value)) or manager.model(**{self.attribute: value})
            row.sort_order = order
            rows.append(row)
        manager.set(rows)

    def _key(self, row: Any) -> Any:
        return getattr(row, row._meta.get_field(self.attribute).attname)


class SnippetForm(CheckedChoicesForm):
    """Base of the forms; `linked` names the fields that stand for child rows."""

    linked: ClassVar[dict[str, LinkedRows]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in self.linked.items():
            if name in self.fields:
                self.initial[name] = rows.keys(self.instance)
        if texts := self.formsets.get("texts"):
            for form in texts.extra_forms:
                form.fields["language"].initial = settings.LANGUAGE_CODE

    def save(self, commit: bool = True) -> Any:
        for name, rows in self.linked.items():
            if name in self.cleaned_data:
                rows.replace(self.instance, self.cleaned_data[name])
        return super().save(commit=commit)


class PlacedSnippetForm(SnippetForm):
    """For objects of a region: staff place them in their own regions, only lead editors move what is public."""

    region_may_be_empty = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grants = grants_of(self.for_user)
        field = self.fields.get("region")
        if field is None or grants.leads:
            return
        own = grants.edits | grants.moderates
        is_elsewhere = self.instance.pk is not None and self.instance.governing_region_id not in own
        if getattr(self.instance, "live", False) or is_elsewhere:
            field.disabled = True
            field.help_text = _("Only lead editors hand this to another region.")
            return
        field.help_text = ""
        field.queryset = Region.objects.filter(pk__in=own)
        if len(own) == 1 and not self.region_may_be_empty:
            field.empty_label = None
            field.initial = next(iter(own))

    def clean_region(self) -> Region | None:
        region: Region | None = self.cleaned_data["region"]
        needed = not self.region_may_be_empty and not self.fields["region"].disabled
        if region is None and needed and not grants_of(self.for_user).leads:
            raise ValidationError(_("Please choose your region. Only lead editors keep statewide entries."))
        return region
