"""Pictures."""

from io import BytesIO
from itertools import count
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image

from core.models import PortalImage

_numbers = count(1)


def make_image(width: int = 640, height: int = 360, **fields: Any) -> PortalImage:
    """A small picture with every credit given, unless `fields` say otherwise."""
    number = next(_numbers)
    buffer = BytesIO()
    Image.new("RGB", (width, height), (35, 64, 142)).save(buffer, "JPEG")
    defaults: dict[str, Any] = {
        "title": f"Bild {number}",
        "description": "Drei Menschen sitzen an einem langen Tisch im Freien.",
        "author": "Jana Wirth",
        "licence": "cc-by",
        "depicted_persons": "consent",
        "file": ImageFile(BytesIO(buffer.getvalue()), name=f"bild-{number}.jpg"),
    }
    return PortalImage.objects.create(**{**defaults, **fields})
