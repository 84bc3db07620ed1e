"""The menus of the admin that gather things of several domains."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from actors.board.viewsets import BoardEntryViewSet
from actors.viewsets import ActorViewSet, ContactPersonViewSet, RegionOfficeViewSet
from core.term_viewsets import (
    DistrictViewSet,
    FundingSourceViewSet,
    RegionViewSet,
    TargetGroupViewSet,
    TopicViewSet,
)
from mentoring.viewsets import MentorViewSet


class NetworkGroup(SnippetViewSetGroup):
    menu_label = _("Network")
    menu_icon = "group"
    menu_order = 150
    items = (ActorViewSet, ContactPersonViewSet, MentorViewSet, BoardEntryViewSet)


class TermsGroup(ModelViewSetGroup):
    menu_label = _("Terms and places")
    menu_icon = "tag"
    menu_order = 600
    items = (
        TopicViewSet,
        TargetGroupViewSet,
        FundingSourceViewSet,
        RegionViewSet,
        DistrictViewSet,
        RegionOfficeViewSet,
    )


register_snippet(NetworkGroup)


@hooks.register("register_admin_viewset")
def terms_and_places() -> Any:
    return TermsGroup()
