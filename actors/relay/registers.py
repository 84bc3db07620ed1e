"""The register of messages: where each stands, never what was written, unless the recipient has reported it."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import SimpleListFilter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail_modeladmin.views import InspectView

from actors.relay import ending
from actors.relay.forms import CloseForm
from actors.relay.mails import INSPECT
from actors.relay.models import Conversation
from actors.relay.writing import RelayError
from core.permissions import grants_of
from core.registers import ReadOnly, RegionFilter, Register


class ForStaff(ReadOnly):
    def may_look(self, user: Any) -> bool:
        return grants_of(user).is_staff

    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        """The page of one entry does not go through the list's scope."""
        return self.may_look(user) and visible(user).filter(pk=obj.pk).exists()


def visible(user: Any) -> Any:
    return Conversation.objects.confirmed().visible_to(user)


class AttentionFilter(SimpleListFilter):
    """What the office has to look after."""

    title = _("needs attention")
    parameter_name = "attention"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Without an answer, or reported"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.needs_attention() if self.value() == "yes" else queryset


class CaseView(InspectView):
    """One conversation for the office: its steps, what was reported, and the form that closes the case."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case, user = self.instance, self.request.user
        is_open = case.closed_at is None and bool(case.escalated_at or case.report_reason)
        return super().get_context_data(
            case=case,
            steps=case.steps.all(),
            written=case.messages.all() if ending.may_read(user, case) else None,
            form=CloseForm() if is_open and ending.may_close(user, case) else None,
            **kwargs,
        )


class MessageRegister(Register):
    model = Conversation
    base_url_path = "registers/messages"
    permission_helper_class = ForStaff
    inspect_view_class = CaseView
    inspect_template_name = "relay/admin/case.html"
    menu_label = _("Messages passed on")
    menu_icon = "mail"
    menu_order = 915
    list_display = ("name", "purpose", "region", "state_label", "delivered_at", "due_on")
    list_export = (
        "name", "kind", "purpose", "region", "state_label", "delivered_at", "due_on", "reminded_at", "answered_at",
        "escalated_at", "ended_at", "ending", "report_reason", "reported_at", "closed_at",
    )  # fmt: skip
    list_filter = (AttentionFilter, RegionFilter, "purpose", "ending", "delivered_at")
    list_select_related = ("region",)
    search_fields = ("name",)
    inspect_view_fields = [
        "name", "purpose", "region", "state_label", "delivered_at", "due_on", "answered_at", "ended_at",
    ]  # fmt: skip
    export_filename = "nachrichten"

    def get_queryset(self, request: HttpRequest) -> Any:
        scoped = super().get_queryset(request).confirmed().visible_to(request.user)
        return scoped.defer("report_words", "closing_note")


@require_POST
def close_case(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Takes the form of a case."""
    case = get_object_or_404(visible(request.user), pk=pk)
    if not ending.may_close(request.user, case):
        raise PermissionDenied
    form = CloseForm(request.POST)
    if not form.is_valid():
        messages.error(request, say("Please say what was done."))
        return redirect(INSPECT, pk)
    try:
        ending.close(conversation=case, by=request.user, words=form.cleaned_data["words"])
    except RelayError as problem:
        messages.warning(request, str(problem))
    else:
        messages.success(request, say("The case is closed."))
    return redirect(INSPECT, pk)
