"""What personal data is kept for, on which ground, for how long, and what ends it. Every model with people in it declares.

Domains declare theirs in `AppConfig.ready`; `purge_expired` does what the declarations say.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.registries import Registry

Words = str | Promise
Expired = Callable[[datetime], "QuerySet[Any]"]

# Grounds of Article 6 GDPR.
CONTRACT = _("Use of the portal by account (Art. 6(1)(b) GDPR)")
PUBLIC_TASK = _("Public task of the platform and proof to the funders (Art. 6(1)(e) GDPR)")
CONSENT = _("Consent and its proof (Art. 6(1)(a) and 7(1) GDPR)")
SECURITY = _("Safe operation (Art. 6(1)(f) GDPR)")


@dataclass(frozen=True, slots=True)
class Declaration:
    """`expired(now)` gives the rows whose time is over; None where rows go with what they belong to."""

    model: str
    purpose: Words
    basis: Words
    kept: Words
    erasure: Words
    expired: Expired | None = None


_declarations: Registry[Declaration] = Registry()


def declare(
    *models: str, purpose: Words, basis: Words, kept: Words, erasure: Words, expired: Expired | None = None
) -> None:
    """Declare one or several models ("app.Model") with the same rules; subclasses follow their parent."""
    for model in models:
        label = apps.get_model(model)._meta.label
        _declarations.register(label, Declaration(label, purpose, basis, kept, erasure, expired))


def declarations() -> list[Declaration]:
    return sorted(_declarations, key=lambda declaration: declaration.model)


def declaration_of(model: type[Model]) -> Declaration | None:
    """The declaration of this model or of the model that it extends."""
    for label in (ancestor._meta.label for ancestor in (model, *model._meta.get_parent_list())):
        if label in _declarations:
            return _declarations[label]
    return None


def purge_expired(now: datetime, *, dry_run: bool = False) -> dict[str, int]:
    """Delete what has expired; returns how many rows of each model (would) go."""
    counts = {}
    for declaration in declarations():
        if declaration.expired is None:
            continue
        rows = declaration.expired(now)
        counts[declaration.model] = rows.count()
        if not dry_run:
            rows.delete()
    return counts
