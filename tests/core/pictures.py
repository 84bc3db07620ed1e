"""Pictures as people upload them, good and bad, made on the fly."""

import struct
import zlib
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms, ImageDraw

ORIENTATION, GPS = 0x0112, 0x8825


def picture_bytes(
    image_format: str = "JPEG", *, size: tuple[int, int] = (80, 40), mode: str = "RGB", **save: Any
) -> bytes:
    """A picture whose left half is red and whose right half is blue."""
    picture = Image.new(mode, size, "blue" if mode != "CMYK" else (255, 255, 0, 0))
    if mode != "CMYK":
        ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 2, size[1]), fill="red")
    target = BytesIO()
    picture.save(target, image_format, **save)
    return target.getvalue()


def upload(content: bytes, name: str = "bild.jpg", content_type: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type)


def located_jpeg(orientation: int = 6) -> bytes:
    """A phone's picture: lying on its side, with the place where it was taken and a comment."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[0x010F] = "Telefon GmbH"
    exif[GPS] = {1: "N", 2: (50.0, 50.0, 0.0), 3: "E", 4: (12.0, 55.0, 0.0)}
    return picture_bytes(exif=exif, comment=b"taken at home")


def colour_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def png_bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A tiny file that claims to be 900 megapixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def animation(image_format: str) -> bytes:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue", "green")]
    target = BytesIO()
    frames[0].save(target, image_format, save_all=True, append_images=frames[1:])
    return target.getvalue()
