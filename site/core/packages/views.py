"""Packages in the admin: the list, one package with its gates, what people do with it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.log_actions import registry
from wagtail.models import Page

from core import gate
from core.models import Region
from core.packages import permissions, services
from core.packages.calendar import Month, entries_of
from core.packages.forms import AddForm, IntoForm, PackageForm, ScheduleForm
from core.packages.gates import gates_of, hindrances_of
from core.packages.models import Package, PackageItem
from core.packages.publishing import PackageRefused, publish_package
from core.permissions import grants_of
from core.review import ReviewError

PER_PAGE = 25


def index(request: HttpRequest) -> HttpResponse:
    """All packages this person may read, the open ones first."""
    if not permissions.may_create(request.user):
        raise PermissionDenied
    packages = Package.objects.visible_to(request.user).prefetch_related("regions__texts", "items")
    open_ones = packages.open().order_by(F("publish_at").asc(nulls_last=True), "-pk")
    closed = Paginator(packages.exclude(pk__in=open_ones), PER_PAGE).get_page(request.GET.get("p"))
    context = {"open_packages": open_ones, "closed": closed, **_head(_("Packages"))}
    return render(request, "packages/index.html", context)


def calendar(request: HttpRequest) -> HttpResponse:
    """What is planned in a month, for the regions this person works for."""
    if not permissions.may_create(request.user):
        raise PermissionDenied
    month = Month.from_words(request.GET.get("month", ""))
    grants = grants_of(request.user)
    regions = Region.objects.prefetch_related("texts").order_by("sort_order", "pk")
    if not grants.leads:
        regions = regions.filter(pk__in=grants.edits | grants.moderates)
    asked = request.GET.get("region", "")
    region = next((region for region in regions if str(region.pk) == asked), None)
    context = {
        "month": month,
        "days": entries_of(request.user, month, region),
        "regions": regions,
        "region": region,
        **_head(_("What is planned")),
    }
    return render(request, "packages/calendar.html", context)


def create(request: HttpRequest) -> HttpResponse:
    if not permissions.may_create(request.user):
        raise PermissionDenied
    form = PackageForm(request.POST or None, initial={"regions": _own_regions(request.user)})
    if request.method == "POST" and form.is_valid():
        try:
            package = services.create(user=request.user, **form.cleaned_data)
        except ReviewError as problem:
            form.add_error("regions", str(problem))
        else:
            return redirect("packages_show", package.pk)
    context = {"form": form, "button": _("Begin this package"), **_head(_("New package"))}
    return render(request, "packages/form.html", context, status=422 if form.errors else 200)


def change(request: HttpRequest, pk: int) -> HttpResponse:
    package = _readable(request, pk)
    if not permissions.may_change(request.user, package) or not package.is_open:
        raise PermissionDenied
    form = PackageForm(request.POST or None, instance=package)
    if request.method == "POST" and form.is_valid():
        try:
            services.change(package=package, user=request.user, **form.cleaned_data)
        except ReviewError as problem:
            form.add_error("regions", str(problem))
        else:
            return redirect("packages_show", pk)
    context = {"form": form, "package": package, "button": _("Save"), **_head(_("Change the package"))}
    return render(request, "packages/form.html", context, status=422 if form.errors else 200)


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One package: its pages, their gates, its history, and what this person may do with it."""
    return _shown(request, _readable(request, pk))


@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    package = _readable(request, pk)
    form = AddForm(request.POST, user=request.user)
    if not form.is_valid():
        return _shown(request, package, add_form=form)
    page = form.cleaned_data["page"]
    return _done(
        request,
        package,
        lambda: services.add(package=package, page=page, user=request.user),
        _("“%(title)s” is in the package.") % {"title": page.get_admin_display_title()},
    )


def add_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """From a page's editor: into which package it goes."""
    page = _own_page(request, page_id)
    form = IntoForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        package = form.cleaned_data["package"]
        try:
            services.add(package=package, page=page, user=request.user)
        except ReviewError as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("packages_show", package.pk)
    context = {
        "form": form,
        "page": page,
        "hindrance": services.why_not_add(page),
        **_head(_("Add “%(title)s” to a package") % {"title": page.get_admin_display_title()}),
    }
    return render(request, "packages/add_page.html", context, status=422 if form.errors else 200)


@require_POST
def take_out(request: HttpRequest, pk: int, item_id: int) -> HttpResponse:
    package = _readable(request, pk)
    item = get_object_or_404(PackageItem, pk=item_id, package=package)
    try:
        page = services.take_out(item=item, user=request.user)
    except ReviewError as problem:
        messages.warning(request, str(problem))
        return redirect("packages_show", pk)
    messages.success(request, _("“%(title)s” is not in the package any more.") % {"title": item.title})
    if page and services.can_be_released(page) and permissions.may_release(request.user, page):
        return redirect("packages_release", page.pk)
    return redirect("packages_show", pk)


def release(request: HttpRequest, page_id: int) -> HttpResponse:
    """Asks whether an approved draft that is in no package any more is to be published now, and does it."""
    page = _own_page(request, page_id)
    if not permissions.may_release(request.user, page):
        raise PermissionDenied
    if request.method == "POST":
        try:
            services.release(page=page, user=request.user, shown=request.POST.get("shown", ""))
        except (ReviewError, gate.PublishRefused) as problem:
            messages.warning(request, str(problem))
            return redirect("packages_release", page.pk)
        messages.success(request, _("“%(title)s” is public.") % {"title": page.get_admin_display_title()})
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    revision = page.get_latest_revision()
    context = {
        "page": page,
        "can_be_released": services.can_be_released(page),
        "shown": gate.shown_token(revision) if revision else "",
        **_head(_("Publish what was approved")),
    }
    return render(request, "packages/release.html", context)


@require_POST
def schedule(request: HttpRequest, pk: int) -> HttpResponse:
    package = _readable(request, pk)
    form = ScheduleForm(request.POST)
    if not form.is_valid():
        return _shown(request, package, schedule_form=form)
    words = _("It becomes public on %(when)s.") % {
        "when": date_format(timezone.localtime(form.publish_at), "DATETIME_FORMAT")
    }
    if form.comes_twice:
        words += " " + _("In this night the clocks show this minute twice: the first one counts.")
    return _done(
        request,
        package,
        lambda: services.schedule(package=package, user=request.user, publish_at=form.publish_at),
        words,
    )


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish all pages now, asked twice: nothing brings a public page back unseen."""
    package = _readable(request, pk)
    if "sure" not in request.POST:
        return _asked_again(request, package, _("Publish all now"), _("These pages become public at once:"))
    return _done(
        request,
        package,
        lambda: publish_package(pk=pk, now=timezone.now(), by=request.user),
        _("All pages of the package are public."),
    )


@require_POST
def dry_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Says what would happen at the package's minute, or now where it has none; changes nothing."""
    package = _readable(request, pk)
    return _shown(request, package, tried=hindrances_of(package, _moment_of(package)))


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Dissolve the package, asked twice."""
    package = _readable(request, pk)
    if "sure" not in request.POST:
        return _asked_again(request, package, _("Cancel the package"), _("These pages lose their common minute:"))
    return _done(
        request,
        package,
        lambda: services.cancel(package=package, user=request.user),
        _("The package is cancelled. Its pages stay what they are."),
    )


def _asked_again(request: HttpRequest, package: Package, label: str, lead: str) -> HttpResponse:
    items = package.items.select_related("page")
    context = {"package": package, "items": items, "label": label, "lead": lead, **_head(label)}
    return render(request, "packages/sure.html", {**context, "page_subtitle": package.title})


def _head(title: str) -> dict[str, Any]:
    return {"page_title": title, "header_icon": "calendar"}


def _own_regions(user: Any) -> list[int]:
    grants = grants_of(user)
    return sorted(grants.edits | grants.moderates)


def _moment_of(package: Package) -> datetime:
    """For when the gates are asked: the package's minute, or now where that is over or not set."""
    return max(package.publish_at or timezone.now(), timezone.now())


def _readable(request: HttpRequest, pk: int) -> Package:
    if not permissions.may_create(request.user):
        raise PermissionDenied
    package = get_object_or_404(Package.objects.select_related("created_by", "scheduled_by"), pk=pk)
    if not permissions.may_read(request.user, package):
        raise Http404
    return package


def _own_page(request: HttpRequest, page_id: int) -> Any:
    page = get_object_or_404(Page, pk=page_id).specific
    if not getattr(page, "gated", False) or not grants_of(request.user).staff_in(page.region_id):
        raise PermissionDenied
    return page


def _done(request: HttpRequest, package: Package, do: Callable[[], Any], words: str) -> HttpResponse:
    """Do it and say so, or say why not; the package's page shows what it has become."""
    try:
        do()
    except PackageRefused as refusal:
        return _shown(request, package, refused=refusal.hindrances)
    except ReviewError as problem:
        messages.warning(request, str(problem))
    else:
        messages.success(request, words)
    return redirect("packages_show", package.pk)


def _shown(request: HttpRequest, package: Package, **more: Any) -> HttpResponse:
    user, at = request.user, _moment_of(package)
    items = list(package.items.select_related("page__content_type", "page__locale", "region"))
    rows: list[dict[str, Any]] = [
        {
            "item": item,
            "gates": gates_of(item, at) if package.is_open else [],
            "may_take_out": package.is_open and permissions.may_take_out(user, item),
            "may_edit": item.page is not None and grants_of(user).staff_in(item.region_id),
            "can_be_released": not package.is_open
            and item.page is not None
            and grants_of(user).staff_in(item.region_id)
            and services.can_be_released(item.page.specific),
        }
        for item in items
    ]
    local = timezone.localtime(package.publish_at) if package.publish_at else None
    context = {
        "package": package,
        "rows": rows,
        "closed_gates": sum(not one.is_open for row in rows for one in row["gates"]),
        "regions": [region.label for region in package.regions.prefetch_related("texts")],
        "may_change": package.is_open and permissions.may_change(user, package),
        "may_publish": package.is_open and permissions.may_publish(user, package),
        "add_form": AddForm(user=user) if package.is_open else None,
        "schedule_form": ScheduleForm(initial={"day": local.date(), "clock": local.time()} if local else None),
        "history": registry.get_logs_for_instance(package).select_related("user")[:50],
        **_head(package.title),
        **more,
    }
    failed = any(getattr(value, "errors", None) for value in more.values()) or "refused" in more
    return render(request, "packages/show.html", context, status=422 if failed else 200)


urlpatterns = [
    path("packages/", index, name="packages_index"),
    path("packages/calendar/", calendar, name="packages_calendar"),
    path("packages/new/", create, name="packages_create"),
    path("packages/<int:pk>/", show, name="packages_show"),
    path("packages/<int:pk>/change/", change, name="packages_change"),
    path("packages/<int:pk>/add/", add, name="packages_add"),
    path("packages/<int:pk>/take-out/<int:item_id>/", take_out, name="packages_take_out"),
    path("packages/<int:pk>/schedule/", schedule, name="packages_schedule"),
    path("packages/<int:pk>/publish/", publish, name="packages_publish"),
    path("packages/<int:pk>/dry-run/", dry_run, name="packages_dry_run"),
    path("packages/<int:pk>/cancel/", cancel, name="packages_cancel"),
    path("packages/pages/<int:page_id>/add/", add_page, name="packages_add_page"),
    path("packages/pages/<int:page_id>/release/", release, name="packages_release"),
]
