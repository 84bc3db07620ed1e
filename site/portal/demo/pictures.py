"""Generated cover pictures: woven from a seed, with a credit line, the same on every machine."""

from io import BytesIO
from typing import Any

from django.core.files.images import ImageFile
from django.utils.text import slugify
from wagtail.models import Collection

from core import weave
from core.models import PortalImage
from portal.setup.access import SHARED_COLLECTION

WIDTH, HEIGHT = 1600, 900
JPEG_QUALITY = 88


def picture(entry: dict[str, Any], *, dye: str | None = None, actor: Any = None) -> PortalImage:
    """The picture an entry describes (`seed`, `alt`, credit); made once, found again by its title."""
    title = f"Gewebe: {entry['seed']}"
    known = PortalImage.objects.filter(title=title).first()
    return known or _weave(title, entry, dye, actor)


def _weave(title: str, entry: dict[str, Any], dye: str | None, actor: Any) -> PortalImage:
    buffer = BytesIO()
    weave.cover_picture(entry["seed"], WIDTH, HEIGHT, dye).convert("RGB").save(
        buffer, "JPEG", quality=JPEG_QUALITY, optimize=True
    )
    image = PortalImage(
        title=title,
        file=ImageFile(BytesIO(buffer.getvalue()), name=f"gewebe-{slugify(entry['seed'])}.jpg"),
        description=entry.get("alt", ""),
        author=entry.get("author", ""),
        agency=entry.get("agency", ""),
        licence=entry.get("licence", "cc-by"),
        is_symbolic=entry.get("symbolic", False),
        depicted_persons="none",
        collection=getattr(actor, "collection", None) or Collection.objects.get(name=SHARED_COLLECTION),
    )
    image.save()
    return image
