"""The lead editors' group and the shared collections. Regional rights need no groups: they follow from roles."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

LEAD_GROUP = "Leitung"
ACTORS_COLLECTION = "Akteure"
SHARED_COLLECTION = "Plattform"

LEAD_PERMISSIONS = {
    "wagtailadmin": ["access_admin"],
    "core": [
        "lead_portal",
        *(
            f"{action}_{model}"
            for model in ("region", "district", "topic", "targetgroup", "fundingsource")
            for action in ("add", "change", "delete", "view")
        ),
        "view_decision",
        "view_outboxmessage",
        "view_consentevent",
    ],
    "accounts": ["add_user", "change_user", "delete_user", "view_user"],
    "actors": [
        *(
            f"{action}_{model}"
            for model in ("actor", "contactperson", "regionoffice", "membership")
            for action in ("add", "change", "delete", "view")
        ),
        "view_invitation",
    ],
    "mentoring": [f"{action}_mentor" for action in ("add", "change", "delete", "view")],
    "wagtailcore": ["add_workflow", "change_workflow", "add_task", "change_task"],
    "wagtailredirects": ["add_redirect", "change_redirect", "delete_redirect"],
    "wagtail_localize": ["submit_translation"],
}
PAGE_ACTIONS = ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page")
MEDIA_ACTIONS = tuple(
    f"{action}_{model}" for model in ("portalimage", "portaldocument") for action in ("add", "change", "choose")
)


@transaction.atomic
def ensure_access() -> None:
    Group.objects.filter(name__in=("Editors", "Moderators")).delete()
    ensure_collections()
    group, _created = Group.objects.get_or_create(name=LEAD_GROUP)
    wanted = Q(pk__in=[])
    for app, codenames in LEAD_PERMISSIONS.items():
        wanted |= Q(content_type__app_label=app, codename__in=codenames)
    group.permissions.add(*Permission.objects.filter(wanted))
    root = Page.get_first_root_node()
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=PAGE_ACTIONS):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    root_collection = Collection.get_first_root_node()
    for permission in Permission.objects.filter(content_type__app_label="core", codename__in=MEDIA_ACTIONS):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root_collection, permission=permission)


def ensure_collections() -> None:
    """The parent of the actors' own collections, and one for what everybody on the staff may use."""
    for name in (ACTORS_COLLECTION, SHARED_COLLECTION):
        root = Collection.get_first_root_node()
        if not root.get_children().filter(name=name).exists():
            root.add_child(name=name)
