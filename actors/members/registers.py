"""The register of invitations: all for lead editors, those of the own regions for regional staff."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from actors.models import Invitation
from core.permissions import grants_of
from core.registers import ReadOnly, Register


class ForStaff(ReadOnly):
    def may_look(self, user: Any) -> bool:
        return grants_of(user).is_staff

    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        """The page of one entry does not go through the list's scope."""
        return self.may_look(user) and Invitation.objects.visible_to(user).filter(pk=obj.pk).exists()


class InvitationRegister(Register):
    model = Invitation
    base_url_path = "registers/invitations"
    permission_helper_class = ForStaff
    menu_label = _("Invitations")
    menu_icon = "user"
    menu_order = 920
    list_display = ("email", "actor", "role", "state_label", "invited_by", "created_at", "expires_at")
    list_export = ("email", "actor", "role", "state_label", "invited_by", "created_at", "expires_at", "accepted_at")
    list_filter = ("role", "created_at", "accepted_at")
    list_select_related = ("actor", "invited_by")
    search_fields = ("email", "actor__name")
    inspect_view_fields = [
        "email",
        "actor",
        "role",
        "invited_by",
        "created_at",
        "expires_at",
        "accepted_at",
        "revoked_at",
    ]
    export_filename = "einladungen"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).visible_to(request.user)
