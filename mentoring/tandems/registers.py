"""The register of tandems: where each stands, for regional staff without the confidential parts."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.views import InspectView

from core.permissions import grants_of, may_run_programme
from core.registers import ReadOnly, RegionFilter, Register
from mentoring.tandems.forms import EndForm, NoteForm
from mentoring.tandems.models import HOLDING, Match, State


class ForProgramme(ReadOnly):
    """Staff of the region and its programme team."""

    def may_look(self, user: Any) -> bool:
        grants = grants_of(user)
        return grants.is_staff or bool(grants.runs_programme)

    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        """The page of one entry does not go through the list's scope."""
        return self.may_look(user) and Match.objects.visible_to(user).filter(pk=obj.pk).exists()


class AttentionFilter(SimpleListFilter):
    """What the team has to look after."""

    title = _("needs attention")
    parameter_name = "attention"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("seeking", _("Waits for a proposal")),
            ("late", _("Half of the time is over")),
            ("running", _("Mentor and mentee meet")),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        wanted: dict[str, dict[str, Any]] = {
            "seeking": {"state": State.SEEKING},
            "late": {"remind_on__lte": timezone.localdate(), "state__in": (State.REQUESTED, State.QUESTION)},
            "running": {"state__in": HOLDING},
        }
        return queryset.filter(**wanted.get(self.value() or "", {}))


class CaseView(InspectView):
    """One tandem: its steps and log; what is confidential for the programme team of the region alone."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case, user = self.instance, self.request.user
        runs = may_run_programme(user, case.region_id)
        return super().get_context_data(
            case=case,
            runs=runs,
            steps=case.steps.all() if runs else case.steps.exclude(kind="problem"),
            sessions=case.sessions.all(),
            feedback=case.feedback.all() if runs else None,
            problems=case.problems.select_related("closed_by") if runs else None,
            note_form=NoteForm() if runs else None,
            end_form=EndForm() if runs and case.is_open else None,
            **kwargs,
        )


class TandemRegister(Register):
    model = Match
    base_url_path = "registers/tandems"
    permission_helper_class = ForProgramme
    inspect_view_class = CaseView
    inspect_template_name = "tandems/admin/case.html"
    menu_label = _("Tandems")
    menu_icon = "group"
    menu_order = 916
    list_display = ("project", "mentor_label", "region", "state", "due_on")
    list_export = (
        "project", "mentor_label", "name", "organisation", "region", "district", "state", "requested_at", "answered_at",
        "meeting_on", "started_on", "ends_on", "ended_at", "ended_by", "reason", "due_on",
    )  # fmt: skip
    list_filter = (AttentionFilter, RegionFilter, "state", "requested_at")
    list_select_related = ("region", "mentor", "district")
    search_fields = ("project", "mentor_name", "organisation")
    inspect_view_fields = [
        "project", "mentor_label", "name", "organisation", "region", "state", "since", "due_on", "meeting_on",
        "started_on", "ends_on", "ended_at", "reason", "judgement",
    ]  # fmt: skip
    export_filename = "tandems"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).visible_to(request.user).defer("goal", "words")
