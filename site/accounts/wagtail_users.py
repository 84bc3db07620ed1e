"""Wagtail's user management as an app of its own kind: the same, with our views of people."""

from wagtail.users.apps import WagtailUsersAppConfig


class PeopleAppConfig(WagtailUsersAppConfig):
    user_viewset = "accounts.viewsets.PeopleViewSet"
