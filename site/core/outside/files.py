"""Pictures and documents of the asked draft, for the person outside: under the link, and no others."""

import re

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.urls import reverse
from wagtail.models import ReferenceIndex

from core.models import PortalDocument, PortalImage
from core.outside.models import Question
from core.outside.services import frozen, object_of

KEPT_SECONDS = 300
# Addresses of pictures in attributes: after a quote, or in a list of sizes after a comma or space.
PICTURES = re.compile(rf'(?<=["\s,]){re.escape(settings.MEDIA_URL)}(?=images/|original_images/)')


def shows(question: Question, item: PortalImage | PortalDocument) -> bool:
    """Whether the asked version, or the public one it is compared with, shows this file."""
    key = f"outside-files-{question.pk}-{question.content_hash}"
    keys = cache.get(key)
    if keys is None:
        keys = _files_of(question)
        cache.set(key, keys, KEPT_SECONDS)
    return (item._meta.label, str(item.pk)) in keys


def _files_of(question: Question) -> set[tuple[str, str]]:
    types = {ContentType.objects.get_for_model(model).pk: model._meta.label for model in (PortalImage, PortalDocument)}
    obj = object_of(question)
    versions = [frozen(question), obj.live_revision] if obj else []
    return {
        (types[type_id], str(object_id))
        for version in versions
        if version is not None
        for type_id, object_id, *_paths in ReferenceIndex._extract_references_from_object(version.as_object())
        if type_id in types
    }


def under_the_link(html: str, token: str) -> str:
    """The page with the addresses of its files led through the link."""
    pictures = reverse("outside:picture", args=[token, "-"]).removesuffix("-")
    documents = reverse("outside:document", args=[token, 0, "-"]).removesuffix("0/-")
    own_documents = reverse("wagtaildocs_serve", args=[0, "-"]).removesuffix("0/-")
    return PICTURES.sub(pictures, html).replace(f'"{own_documents}', f'"{documents}')
