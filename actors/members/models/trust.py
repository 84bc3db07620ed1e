"""Which organisations are trusted with small corrections, and which fields count as small."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from actors.models import Actor


class TrustedActor(models.Model):
    """Small corrections of this organisation's people to what is public go live at once and are checked afterwards."""

    actor = models.OneToOneField(Actor, on_delete=models.CASCADE, related_name="trust", verbose_name=_("organisation"))
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("granted by"),
    )
    granted_at = models.DateTimeField(_("granted"), auto_now_add=True)

    class Meta:
        verbose_name = _("trusted organisation")
        verbose_name_plural = _("trusted organisations")
        ordering = ("actor__name",)

    def __str__(self) -> str:
        return str(self.actor)


class SmallCorrection(models.Model):
    """One field of one page type whose change counts as a small correction: "app.model.field"."""

    place = models.CharField(_("field"), max_length=120, unique=True)

    class Meta:
        verbose_name = _("field for small corrections")
        verbose_name_plural = _("fields for small corrections")
        ordering = ("place",)

    def __str__(self) -> str:
        return dict(correctable_fields()).get(self.place, self.place)

    @property
    def label(self) -> str:
        """Type and field in the active language."""
        return str(self)

    def clean(self) -> None:
        super().clean()
        if self.place not in dict(correctable_fields()):
            raise ValidationError({"place": _("This type of page has no such field.")})


# What follows from other fields, decides about rights and dates, or belongs to the desk.
NEVER = frozenset({"district", "latitude", "longitude", "actor", "region", "review_date", "page_ptr"})


def correctable_fields() -> list[tuple[str, str]]:
    """Every field of the gated page types that may be chosen, with its name in words."""
    from actors.members.everything import gated_pages

    found = []
    for model in gated_pages():
        names = {field.name: field.verbose_name for field in model._meta.local_fields if field.name not in NEVER}
        names["title"] = model._meta.get_field("title").verbose_name
        names |= _child_rows(model)
        kind = model._meta.verbose_name
        found += [(f"{model._meta.label_lower}.{name}", f"{kind}: {label}") for name, label in names.items()]
    return sorted(found, key=lambda choice: choice[1].casefold())


def _child_rows(model: Any) -> dict[str, Any]:
    from modelcluster.models import get_all_child_relations

    own = [relation for relation in get_all_child_relations(model) if _is_ours(relation)]
    return {relation.get_accessor_name(): relation.related_model._meta.verbose_name_plural for relation in own}


def _is_ours(relation: Any) -> bool:
    """Rows of our own apps; guest regions are the desk's."""
    label = relation.related_model._meta.app_label
    known = {config.label for config in apps.get_app_configs() if not config.name.startswith(("wagtail", "django"))}
    return label in known and relation.get_accessor_name() != "also_in"
