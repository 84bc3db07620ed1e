"""Handing a project to another organisation: the offer, and the answer."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from actors.members.choosing import OrganisationForm
from core.permissions import grants_of
from core.resubmit import members_only
from projects import transfers
from projects.models import ProjectTransfer
from projects.views.common import answered_project

INVALID = 422


class TransferForm(OrganisationForm):
    note = forms.CharField(
        label=gettext_lazy("Your words to the organisation"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@members_only
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    """A lead names the organisation that is to have the project."""
    project = answered_project(request, pk)
    if not transfers.may_offer(request.user, project):
        raise PermissionDenied
    form = TransferForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            receiver = form.cleaned_data["actor"]
            try:
                transfers.offer(project=project, receiver=receiver, by=request.user, note=form.cleaned_data["note"])
            except transfers.TransferError as problem:
                form.add_error(None, str(problem))
            else:
                messages.success(
                    request, _("Offered to %(actor)s. You get a mail with the answer.") % {"actor": receiver}
                )
                return redirect("projects:status", project.pk)
    context = {"project": project, "title": project.draft_title, "form": form}
    return render(request, "projects/transfer.html", context, status=status)


@members_only
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    project = answered_project(request, pk)
    offered = transfers.open_transfer(project)
    try:
        if offered is not None:
            transfers.take_back(transfer=offered, by=request.user)
            messages.success(request, _("The offer is taken back."))
    except transfers.TransferError as problem:
        messages.warning(request, str(problem))
    return redirect("projects:status", project.pk)


@members_only
def answer(request: HttpRequest, transfer_id: int) -> HttpResponse:
    """A lead of the receiving organisation takes the project over, or not."""
    offered = get_object_or_404(
        ProjectTransfer.objects.select_related("page", "giver", "receiver", "offered_by"), pk=transfer_id
    )
    if not grants_of(request.user).leads_actor(offered.receiver_id):
        raise Http404
    if request.method == "POST":
        try:
            if request.POST.get("do") == "accept":
                transfers.accept(transfer=offered, by=request.user)
                messages.success(request, _("The project now belongs to %(actor)s.") % {"actor": offered.receiver})
                return redirect("projects:status", offered.page_id)
            transfers.decline(transfer=offered, by=request.user)
            messages.success(request, _("The project stays where it is; the organisation is told."))
        except transfers.TransferError as problem:
            messages.warning(request, str(problem))
        return redirect("members:overview")
    draft: Any = offered.page.get_latest_revision_as_object()
    context = {
        "transfer": offered,
        "title": draft.title,
        "summary": draft.summary,
        "is_open": offered.state == ProjectTransfer.State.OPEN,
    }
    return render(request, "projects/transfer_answer.html", context)
