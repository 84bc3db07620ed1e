"""Refuses ids of things a person may not choose, wherever a form hides them: choosers are only a help for the eye.

Pictures, documents, snippets with object rights and pages are checked; what stood in the content before may stay.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex, RevisionMixin
from wagtail.permissions import policy_registry

from core.media_permissions import MediaPolicy
from core.snippet_permissions import LeadPolicy, ObjectPolicy

Choice = tuple[type[Model], str]


def refuse_foreign_choices(form: Any, user: Any) -> bool:
    """Adds an error to every field of a validated form and its children that names something foreign."""
    chosen = list(_chosen(form))
    foreign = _foreign(user, {choice for _form, _name, choice in chosen})
    if foreign:
        foreign -= set(_choices_in_database(form.instance))
    for part, name, choice in chosen:
        if choice in foreign and name in part.cleaned_data:
            part.add_error(name, _("You cannot use this here: it does not belong to you or your region."))
    return not foreign


def _chosen(form: Any) -> Iterator[tuple[Any, str, Choice]]:
    """Every reference in the cleaned data, with its form and field."""
    if not hasattr(form, "cleaned_data"):
        return
    for name, value in form.cleaned_data.items():
        for choice in _references(form._meta.model, name, value):
            yield form, name, choice
    for formset in getattr(form, "formsets", {}).values():
        for child in formset.forms:
            yield from _chosen(child)


def _references(model: type[Model], name: str, value: Any) -> Iterator[Choice]:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return
    if hasattr(field, "extract_references"):
        if value:
            for target, pk, _model_path, _content_path in field.extract_references(value):
                yield _base(target), str(pk)
    elif field.many_to_one and isinstance(value, Model):
        yield _base(type(value)), str(value.pk)


def _base(model: type[Model]) -> type[Model]:
    return Page if issubclass(model, Page) else model


def _choices_in_database(obj: Any) -> Iterator[Choice]:
    """What the public row and the latest draft refer to."""
    if not obj.pk:
        return
    row = type(obj)._base_manager.filter(pk=obj.pk).first()
    versions = [row, row.get_latest_revision_as_object()] if isinstance(row, RevisionMixin) else [row]
    for version in filter(None, versions):
        for type_id, pk, _model_path, _content_path in ReferenceIndex._extract_references_from_object(version):
            target = ContentType.objects.get_for_id(type_id).model_class()
            if target is not None:
                yield _base(target), str(pk)


def _foreign(user: Any, choices: Iterable[Choice]) -> set[Choice]:
    by_model: dict[type[Model], set[str]] = defaultdict(set)
    for model, pk in choices:
        by_model[model].add(pk)
    foreign: set[Choice] = set()
    for model, ids in by_model.items():
        allowed = _allowed_ids(user, model, ids)
        if allowed is not None:
            foreign |= {(model, pk) for pk in ids - allowed}
    return foreign


def _allowed_ids(user: Any, model: type[Model], ids: set[str]) -> set[str] | None:
    """Which of these ids the person may choose; None where everybody may choose everything."""
    if model is Page:
        pages = Page.objects.filter(pk__in=ids).specific()  # type: ignore[attr-defined]
        return {str(page.pk) for page in pages if page.live or page.permissions_for_user(user).can_edit()}
    policy = policy_registry.get_by_type(model, fallback=False)
    if not isinstance(policy, MediaPolicy | ObjectPolicy) or isinstance(policy, LeadPolicy):
        return None
    choosable = policy.instances_user_has_any_permission_for(user, ["choose"])
    return {str(pk) for pk in choosable.filter(pk__in=ids).values_list("pk", flat=True)}
