"""Registers of advice: dates, call-backs and counted talks. What a concern is about is not shown to the office."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail_modeladmin.views import InspectView

from core.registers import ReadOnly, RegionFilter, Register
from mentoring.advice import advising
from mentoring.advice.booking import AdviceError, active_booking, open_call
from mentoring.advice.member_forms import ColleagueForm
from mentoring.advice.models import Adviser, Booking, CallBack, Case, Tally, regions_on_watch


class ForOffices(ReadOnly):
    """Moderators of the region, their deputies, lead editors."""

    def may_look(self, user: Any) -> bool:
        return advising.may_watch(user)

    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        """The page of one entry does not go through the list's scope."""
        return self.may_look(user) and type(obj).objects.visible_to(user).filter(pk=obj.pk).exists()


class CaseRegionFilter(RegionFilter):
    path = "case__region__slug"


class CaseView(InspectView):
    """One entry for the office: its steps, and the form that gives the case to an adviser."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case = self.instance.case
        is_open = case.closed_at is None and (active_booking(case) or open_call(case) or case.choose_by)
        form = ColleagueForm(rows=advising.colleagues(case)) if is_open else None
        return super().get_context_data(case=case, steps=case.steps.all(), form=form, **kwargs)


class AdviceRegister(Register):
    permission_helper_class = ForOffices
    inspect_view_class = CaseView
    inspect_template_name = "advice/admin/case.html"
    search_fields = ("case__name",)

    def get_queryset(self, request: HttpRequest) -> Any:
        scoped = super().get_queryset(request).visible_to(request.user)
        return scoped.defer("case__words", "case__needs", "case__needs_words")


class BookingRegister(AdviceRegister):
    model = Booking
    base_url_path = "registers/advice-bookings"
    menu_label = _("Advice: dates")
    menu_icon = "date"
    menu_order = 916
    list_display = ("starts_at", "person", "adviser", "region", "topic", "way", "state")
    list_export = ("starts_at", "ends_at", "adviser", "region", "topic", "way", "state", "made_at")
    list_filter = ("state", CaseRegionFilter, "way", "starts_at")
    list_select_related = ("case__region", "case__topic", "adviser__user")
    ordering = ("-starts_at",)
    inspect_view_fields = ["starts_at", "ends_at", "person", "adviser", "region", "topic", "way", "state", "made_at"]
    export_filename = "beratungstermine"


class CallBackRegister(AdviceRegister):
    model = CallBack
    base_url_path = "registers/advice-call-backs"
    menu_label = _("Advice: call-backs")
    menu_icon = "mail"
    menu_order = 917
    list_display = ("due_on", "person", "adviser", "region", "topic", "asked_at", "ended_at")
    list_export = ("due_on", "adviser", "region", "topic", "asked_at", "ended_at")
    list_filter = (CaseRegionFilter, "due_on", "ended_at")
    list_select_related = ("case__region", "case__topic", "case__adviser__user")
    inspect_view_fields = ["due_on", "person", "adviser", "region", "topic", "asked_at", "ended_at"]
    export_filename = "rueckrufe"


class ForCounting(ForOffices):
    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        regions = regions_on_watch(user)
        return self.may_look(user) and (regions is None or obj.region_id in regions)


class TallyRegister(Register):
    """One row for each talk, for the funder; the report adds them up."""

    model = Tally
    base_url_path = "registers/advice-talks"
    permission_helper_class = ForCounting
    menu_label = _("Advice: talks (counted)")
    menu_icon = "list-ol"
    menu_order = 918
    list_display = ("month", "region", "topic", "channel", "way", "minutes", "result")
    list_export = list_display
    list_filter = ("month", RegionFilter, "channel", "way", "result")
    list_select_related = ("region", "topic")
    inspect_view_fields = ["month", "region", "topic", "channel", "way", "minutes", "result"]
    export_filename = "beratungen-gezaehlt"

    def get_queryset(self, request: HttpRequest) -> Any:
        regions, rows = regions_on_watch(request.user), super().get_queryset(request)
        return rows if regions is None else rows.filter(region__in=regions)


@require_POST
def assign_case(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The office gives a case to an adviser."""
    case = get_object_or_404(Case.objects.confirmed(), pk=pk)
    if not advising.may_assign(request.user, case):
        raise PermissionDenied
    form = ColleagueForm(request.POST, rows=advising.colleagues(case))
    if not form.is_valid():
        messages.error(request, say("Please choose an adviser."))
    else:
        try:
            advising.assign(case=case, by=request.user, to=Adviser.objects.get(pk=form.cleaned_data["adviser"]))
        except AdviceError as problem:
            messages.warning(request, str(problem))
        else:
            messages.success(request, say("The case is in the adviser’s hands now."))
    return redirect("registers_advice-bookings_modeladmin_index")
