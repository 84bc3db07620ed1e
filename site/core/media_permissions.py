"""Who may use which picture and document: computed from collections, which belong to actors or are shared by the staff.

Members use what belongs to their own organisations, staff what belongs to their region's organisations and the shared
collections, lead editors everything.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Collection
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import register_permission_policy

from core.models import PortalDocument, PortalImage
from core.permissions import Grants, grants_of

# The parent of the actors' own collections; everything outside it is shared by the staff.
ACTORS_COLLECTION = "Akteure"


# Further people who may see an unreleased file: `sees(user, item)`. Domains add theirs in `AppConfig.ready`.
extra_viewers: list[Callable[[Any, Any], bool]] = []


def actors_root() -> Collection:
    """The collection under which every actor has its own."""
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=ACTORS_COLLECTION).first() or root.add_child(name=ACTORS_COLLECTION)


def shared_collections() -> QuerySet[Collection]:
    """Collections that belong to no actor, not even to one that has been deleted."""
    shared = Collection.objects.filter(actor=None)
    parent = Collection.objects.filter(depth=2, name=ACTORS_COLLECTION).first()
    return shared.exclude(path__startswith=parent.path) if parent else shared


def usable_collections(user: Any) -> QuerySet[Collection]:
    """Collections from which this person may take pictures and documents, and to which they may add."""
    grants = grants_of(user)
    if grants.leads:
        return Collection.objects.all()
    own = Q(actor__in=grants.member_of) | _of_region(grants)
    if grants.is_staff:
        own |= Q(pk__in=shared_collections().values("pk"))
    return Collection.objects.filter(own)


def managed_collections(user: Any) -> QuerySet[Collection]:
    """Collections whose pictures and documents this person may change, whoever added them."""
    grants = grants_of(user)
    return Collection.objects.all() if grants.leads else Collection.objects.filter(_of_region(grants))


def images_usable_by(user: Any) -> QuerySet[PortalImage]:
    """Pictures that this person may put into content."""
    return PortalImage.objects.filter(collection__in=usable_collections(user))


def documents_usable_by(user: Any) -> QuerySet[PortalDocument]:
    """Documents that this person may put into content."""
    return PortalDocument.objects.filter(collection__in=usable_collections(user))


def may_use_image(user: Any, image: PortalImage) -> bool:
    """Whether this person may put the picture into content."""
    return images_usable_by(user).filter(pk=image.pk).exists()


def _of_region(grants: Grants) -> Q:
    return Q(actor__region__in=grants.edits | grants.moderates)


class MediaPolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's collection policy, fed with computed collections in the place of stored group permissions."""

    def __init__(self, model: Any) -> None:
        super().__init__(model, owner_field_name="uploaded_by_user")

    def _collections_with_perm(self, user: Any, actions: Any) -> QuerySet[Collection]:
        wide = {"add", "choose"} & set(actions)
        return usable_collections(user) if wide else managed_collections(user)

    def _check_perm(self, user: Any, actions: Any, collection: Any = None) -> bool:
        grants = grants_of(user)
        if grants.leads:
            return True
        if collection is None:
            return grants.is_staff or ("add" in actions and bool(grants.member_of))
        return self._collections_with_perm(user, actions).filter(pk=collection.pk).exists()

    def collections_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Collection]:
        return self._collections_with_perm(user, actions)


def register_media_policies() -> None:
    """Exact classes win over the policies that Wagtail registers for the same models later."""
    for model in (PortalImage, PortalDocument):
        register_permission_policy(model, MediaPolicy(model), exact_class=True)
