"""The register of questions in the reports menu, and how questions look on the editors' side."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from core.outside.registers import QuestionRegister

modeladmin_register(QuestionRegister)


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/components/outside.css"))
