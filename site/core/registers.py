"""Read-only registers in the admin: what was mailed, what was agreed to. Found in the reports menu."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView

from core.models import ConsentEvent, OutboxMessage, Region
from core.permissions import may_lead


class ReadOnly(PermissionHelper):
    """Looking is for lead editors; nobody writes here."""

    def may_look(self, user: Any) -> bool:
        return may_lead(user)

    def user_can_list(self, user: Any) -> bool:
        return self.may_look(user)

    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        return self.may_look(user)

    def user_can_create(self, user: Any) -> bool:
        return False

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:
        return False

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        return False


class RegisterView(IndexView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """A query that makes no sense shows the whole register."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            return redirect(self.index_url)


class RegionFilter(SimpleListFilter):
    """One of the regions; what one may see is decided elsewhere. `path` leads from a row to the region's slug."""

    title = _("region")
    parameter_name = "region"
    path = "region__slug"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(region.slug, region.label) for region in Region.objects.all()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(**{self.path: self.value()}) if self.value() else queryset


class Register(ModelAdmin):
    """A list with search, filters and export, and a page for each entry."""

    add_to_admin_menu = False
    index_view_class = RegisterView
    inspect_view_enabled = True
    history_view_enabled = False
    permission_helper_class = ReadOnly
    list_per_page = 50

    def register_with_wagtail(self) -> None:
        super().register_with_wagtail()
        hooks.register("register_reports_menu_item", self.get_menu_item)

    def register_admin_url_finders(self) -> None:
        """Nothing here can be edited, so nothing has a form to link to."""

    def get_permissions_for_registration(self) -> QuerySet[Any]:
        """Rights on registers are computed, so there is nothing to tick in a group's form."""
        return super().get_permissions_for_registration().none()


class AttentionFilter(SimpleListFilter):
    """The operators' list."""

    title = _("needs attention")
    parameter_name = "attention"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Given up or unclear"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.needs_attention(timezone.now()) if self.value() == "yes" else queryset


class OutboxRegister(Register):
    """The messages themselves are not shown: their links open accounts."""

    model = OutboxMessage
    base_url_path = "registers/mail"
    menu_label = _("Outgoing mail")
    menu_icon = "mail"
    menu_order = 910
    list_display = ("subject", "recipient_list", "status", "attempts", "created_at", "sent_at")
    list_export = (*list_display, "message_id", "last_error")
    list_filter = (AttentionFilter, "status", "created_at")
    search_fields = ("subject", "recipients", "message_id")
    inspect_view_fields = [
        "message_id", "subject", "recipients", "sender", "status", "attempts", "created_at", "attempted_at",
        "next_attempt_at", "sent_at", "last_error",
    ]  # fmt: skip
    export_filename = "ausgehende-mails"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("source")


class ConsentRegister(Register):
    model = ConsentEvent
    base_url_path = "registers/consents"
    menu_label = _("Consents")
    menu_icon = "clipboard-list"
    menu_order = 930
    list_display = ("email", "purpose", "subject", "given_label", "recorded_at")
    list_export = ("email", "purpose", "subject", "wording", "given", "recorded_at")
    list_filter = ("purpose", "given", "recorded_at")
    search_fields = ("email", "subject", "wording")
    inspect_view_fields = ["email", "user", "purpose", "subject", "wording", "given", "recorded_at"]
    export_filename = "einwilligungen"
