"""The checks in the admin: the list for one draft, and how strict they are for each kind of content."""

from typing import Any

from django.apps import apps
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import gate
from core.permissions import may_lead, may_see_draft
from core.readiness import services
from core.readiness.checks import CHECKS
from core.readiness.models import CheckLevel, Level
from core.readiness.panels import to_the_editor
from core.readiness.report import level_of, report_on
from core.readiness.subjects import labels, subject_of


def checklist(request: HttpRequest, app_label: str, model_name: str, pk: int) -> HttpResponse:
    """Everything that is still to be mended in a draft before it is submitted."""
    label = f"{app_label}.{model_name}"
    if label not in labels():
        raise Http404
    obj = get_object_or_404(apps.get_model(label), pk=pk)
    if not may_see_draft(request.user, obj):
        raise PermissionDenied
    draft = obj.get_latest_revision_as_object()
    report = report_on(draft, to_the_editor(request.user, obj))
    known = {finding["text"] for item in report.items for finding in item.findings} if report else set()
    context = {
        "report": report,
        "others": [blocker for blocker in gate.publication_blockers(draft) if blocker not in known],
        "edit_url": to_the_editor(request.user, obj)(""),
        "title": str(draft),
        "page_title": _("Checks before submitting"),
        "header_icon": "check",
    }
    return render(request, "readiness/admin_checklist.html", context)


def levels(request: HttpRequest) -> HttpResponse:
    """A table of kinds of content and checks, for lead editors."""
    if not may_lead(request.user):
        raise PermissionDenied
    if request.method == "POST":
        try:
            changed = services.set_levels(user=request.user, levels=_posted(request))
        except ValueError:
            messages.error(request, _("This is not a level that a check can have."))
        else:
            text = ngettext("%(count)d level was changed.", "%(count)d levels were changed.", changed)
            messages.success(request, text % {"count": changed})
            return redirect("readiness_levels")
    context = {"rows": _rows(), "levels": Level.choices, "page_title": _("Checks before submitting")}
    return render(request, "readiness/admin_levels.html", {**context, "header_icon": "check"})


def _posted(request: HttpRequest) -> dict[tuple[str, str], str]:
    pairs = ((name.split("|"), value) for name, value in request.POST.items() if name.count("|") == 1)
    return {(kind, key): str(value) for (kind, key), value in pairs}


def _rows() -> list[dict[str, Any]]:
    chosen: dict[str, dict[str, str]] = {}
    for kind, key, level in CheckLevel.objects.values_list("kind", "check_key", "level"):
        chosen.setdefault(kind, {})[key] = level
    kinds = [(kind, apps.get_model(kind)) for kind in labels()]
    return [
        {
            "kind": model._meta.verbose_name_plural,
            "cells": [
                {
                    "name": f"{kind}|{check.key}",
                    "label": check.label,
                    "help": check.help,
                    "level": level_of(check, kind, chosen.get(kind, {})),
                    "fixed": check.fixed,
                }
                for check in CHECKS.values()
                if check.applies(subject_of(model))  # type: ignore[arg-type] # every label has its subject
            ],
        }
        for kind, model in kinds
    ]


def checklist_url(obj: Any) -> str:
    return reverse("readiness_checklist", args=[obj._meta.app_label, obj._meta.model_name, obj.pk])


urlpatterns = [
    path("pruefliste/", levels, name="readiness_levels"),
    path("pruefliste/<slug:app_label>/<slug:model_name>/<int:pk>/", checklist, name="readiness_checklist"),
]
