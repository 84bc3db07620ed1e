"""Rights on mentors, as Wagtail asks for them."""

from wagtail.permissions import register_permission_policy

from core.snippet_permissions import GatedSnippetPolicy
from mentoring.models import Mentor


def register_policies() -> None:
    register_permission_policy(Mentor, GatedSnippetPolicy(Mentor))
