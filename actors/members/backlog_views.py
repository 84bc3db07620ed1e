"""The agency's overview of its organisations, in the admin."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from actors.members.backlog import FILTERS, backlog_of, regions_of
from core.permissions import grants_of

PER_PAGE = 50
MAX_QUERY = 100


def backlog(request: HttpRequest) -> HttpResponse:
    """Each organisation with what it has unfinished, in review and public."""
    if not grants_of(request.user).is_staff:
        raise PermissionDenied
    regions = list(regions_of(request.user))
    region = request.GET.get("region", "")
    region = region if region in {own.slug for own in regions} else ""
    which = request.GET.get("which", "")
    which = which if which in FILTERS else ""
    query = request.GET.get("q", "").strip()[:MAX_QUERY]
    rows = backlog_of(request.user, region=region, query=query, which=which)
    labels = {
        "waiting": _("Something is in review"),
        "overdue": _("Something is overdue"),
        "changes": _("Has to answer"),
        "drafts": _("Has drafts"),
        "nothing": _("Nothing public yet"),
    }
    context = {
        "page_obj": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "regions": regions if len(regions) > 1 else [],
        "region": region,
        "which": which,
        "q": query,
        "choices": [(key, labels[key]) for key in FILTERS],
        "base": urlencode({"region": region, "which": which, "q": query}),
        "page_title": _("Organisations"),
        "header_icon": "group",
    }
    return render(request, "members/admin/backlog.html", context)


urlpatterns = [path("organisations/", backlog, name="members_backlog")]
