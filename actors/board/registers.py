"""Registers of the board: until when what stands, and what became of it."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from actors.board.models import EntryTally, EntryTerm
from actors.relay.registers import ForStaff
from core.permissions import grants_of
from core.registers import Register


class ForBoard(ForStaff):
    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        return False


class TermRegister(Register):
    model = EntryTerm
    base_url_path = "registers/board"
    permission_helper_class = ForBoard
    inspect_view_enabled = False
    menu_label = _("Offers and needs")
    menu_icon = "pick"
    menu_order = 916
    list_display = ("entry", "kind", "region", "until", "closed_at", "outcome")
    list_export = ("entry", "kind", "region", "until", "closed_at", "outcome")
    list_filter = ("entry__kind", "outcome", "until")
    list_select_related = ("entry__region",)
    search_fields = ("entry__title",)
    export_filename = "biete-und-suche"

    def get_queryset(self, request: HttpRequest) -> Any:
        grants = grants_of(request.user)
        rows = super().get_queryset(request).filter(entry__live=True)
        return rows if grants.leads else rows.filter(entry__region__in=grants.edits | grants.moderates)


class OutcomeRegister(Register):
    """Holds nobody's name, so it outlives the entries."""

    model = EntryTally
    base_url_path = "registers/board-outcomes"
    permission_helper_class = ForBoard
    inspect_view_enabled = False
    menu_label = _("Outcomes of the board")
    menu_icon = "success"
    menu_order = 917
    list_display = ("closed_on", "kind", "region", "outcome", "days")
    list_export = ("closed_on", "kind", "region", "outcome", "days")
    list_filter = ("kind", "outcome", "closed_on")
    list_select_related = ("region",)
    export_filename = "biete-und-suche-ergebnisse"

    def get_queryset(self, request: HttpRequest) -> Any:
        grants = grants_of(request.user)
        rows = super().get_queryset(request)
        return rows if grants.leads else rows.filter(region__in=grants.edits | grants.moderates)
