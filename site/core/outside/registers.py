"""The register of questions to people outside: all for lead editors, those of the own regions for regional staff."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.outside.models import Question
from core.permissions import grants_of
from core.registers import ReadOnly, Register


class ForStaff(ReadOnly):
    def may_look(self, user: Any) -> bool:
        return grants_of(user).is_staff

    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        """The page of one entry does not go through the list's scope."""
        return self.may_look(user) and Question.objects.visible_to(user).filter(pk=obj.pk).exists()


class QuestionRegister(Register):
    model = Question
    base_url_path = "registers/outside"
    permission_helper_class = ForStaff
    menu_label = _("Approval from outside")
    menu_icon = "mail"
    menu_order = 925
    list_display = ("title", "name", "state_label", "asked_at", "expires_at")
    list_export = (
        *list_display, "function", "email", "region", "asked_by", "words", "answered_at", "answer_words", "content_hash",
    )  # fmt: skip
    list_filter = ("answer", "asked_at")
    list_select_related = ("asked_by", "region")
    search_fields = ("title", "name", "function", "email")
    inspect_view_fields = [
        "title", "region", "name", "function", "email", "language", "words", "asked_by", "asked_at", "sent_at",
        "expires_at", "reminded_at", "answer", "answer_words", "answered_at", "revoked_at", "closed_by", "content_hash",
    ]  # fmt: skip
    export_filename = "freigaben-von-aussen"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).visible_to(request.user).defer("content")
