"""The register of messages in the reports menu, and the office's word on a case."""

from typing import Any

from django.urls import path
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from actors.relay.registers import MessageRegister, close_case

modeladmin_register(MessageRegister)


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    return [path("messages/<int:pk>/close/", close_case, name="relay_close_case")]
