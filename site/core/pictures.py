"""Makes an uploaded picture safe to keep: checked by its content, upright, without hidden data.

Every picture is decoded and written anew, so neither its place (EXIF) nor anything appended to it is stored.
"""

from io import BytesIO
from pathlib import PurePath
from typing import Any

import pillow_heif
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat
from django.utils.text import slugify
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

pillow_heif.register_heif_opener()

# What a phone or a camera produces. Everything else (SVG, TIFF, PSD, EPS …) is not even tried.
READABLE = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF", "GIF")
ACCEPT = "image/jpeg,image/png,image/webp,image/avif,image/heic,image/heif,image/gif"
# Pictures without transparency are kept as JPEG, unless their own format is better and cheap to write.
SUFFIXES = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}
JPEG_QUALITY = 90
WEBP_QUALITY = 90
LARGEST_COLOUR_PROFILE = 1024 * 1024


class CleanPicture(ContentFile):
    """A picture that has been checked and written anew; only `clean_picture` makes these."""

    def __init__(self, content: bytes, name: str, image_format: str) -> None:
        super().__init__(content, name=name)
        self.content_type = Image.MIME[image_format]


def clean_picture(upload: Any, *, name: str = "") -> CleanPicture:
    """Return the picture in `upload` ready to be stored; raise ValidationError with words for the uploader."""
    if isinstance(upload, CleanPicture):
        return upload
    check_size(upload.size)
    picture = _decoded(upload)
    picture, image_format = _prepared(picture)
    stem = slugify(PurePath(name or upload.name or "").stem)[:80] or "picture"
    return CleanPicture(_encoded(picture, image_format), f"{stem}{SUFFIXES[image_format]}", image_format)


def check_size(size: int | None) -> None:
    """Refuse empty files and files above the limit."""
    limit = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    if not size:
        raise ValidationError(_("The file is empty. Please choose the picture again."), code="empty")
    if size > limit:
        raise ValidationError(
            _("The picture is too large: %(size)s. Up to %(limit)s are possible. Please save it smaller."),
            code="too_large",
            params={"size": filesizeformat(size), "limit": filesizeformat(limit)},
        )


def _decoded(upload: Any) -> Image.Image:
    """The first frame, fully read. Whatever the decoders stumble over is a broken file to its uploader."""
    upload.seek(0)
    try:
        picture = Image.open(upload, formats=READABLE)
    except Image.DecompressionBombError:
        raise _too_many_pixels() from None
    except Exception:
        raise _not_a_picture() from None
    if picture.width * picture.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _too_many_pixels()
    try:
        # Phones hide a second, smaller picture in a JPEG (MPO); that is no animation.
        if picture.format != "MPO" and getattr(picture, "is_animated", False):
            raise ValidationError(
                _("Moving pictures cannot be used. Please choose a single still picture."), code="animated"
            )
        picture.load()
    except ValidationError:
        raise
    except Exception:
        raise ValidationError(
            _("The picture is damaged and cannot be read to its end. Please choose it again."), code="damaged"
        ) from None
    return picture


def _prepared(picture: Image.Image) -> tuple[Image.Image, str]:
    """Turn it upright, bring it into a colour space that browsers show, drop everything but the colour profile."""
    source_format = picture.format or ""
    profile = _colour_profile(picture)
    transparency = picture.info.get("transparency") if picture.mode in {"P", "L", "RGB"} else None
    picture = _upright(picture)
    if picture.mode in {"CMYK", "LAB", "YCbCr"}:
        picture, profile = _in_srgb(picture, profile), None
    has_alpha = transparency is not None or picture.mode in {"LA", "PA", "RGBA", "RGBa", "La"}
    if source_format == "WEBP":
        image_format = "WEBP"
    elif source_format in {"PNG", "GIF"} or has_alpha:
        image_format = "PNG"
    else:
        image_format = "JPEG"
    if image_format == "JPEG" and picture.mode not in {"L", "RGB"}:
        picture = picture.convert("RGB")
    picture = picture.copy()
    picture.info = {
        key: value for key, value in (("transparency", transparency), ("icc_profile", profile)) if value is not None
    }
    return picture, image_format


def _upright(picture: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:
        # Unreadable camera data says nothing about how the picture should be turned.
        return picture


def _colour_profile(picture: Image.Image) -> bytes | None:
    profile = picture.info.get("icc_profile")
    if not profile or len(profile) > LARGEST_COLOUR_PROFILE:
        return None
    try:
        ImageCms.ImageCmsProfile(BytesIO(profile))
    except (OSError, TypeError, ValueError):
        return None
    return profile


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Print colours become screen colours, through the picture's own profile where it has a usable one."""
    if profile and picture.mode == "CMYK":
        try:
            converted = ImageCms.profileToProfile(
                picture, ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None
        if converted is not None:
            return converted
    return picture.convert("RGB")


def _encoded(picture: Image.Image, image_format: str) -> bytes:
    options: dict[str, Any] = {}
    if profile := picture.info.get("icc_profile"):
        options["icc_profile"] = profile
    if image_format == "JPEG":
        options |= {"quality": JPEG_QUALITY, "progressive": True}
    elif image_format == "WEBP":
        options |= {"quality": WEBP_QUALITY, "method": 4}
    target = BytesIO()
    try:
        picture.save(target, image_format, **options)
    except (OSError, ValueError):
        raise _not_a_picture() from None
    return target.getvalue()


def _not_a_picture() -> ValidationError:
    return ValidationError(
        _("This is not a picture we can show. Please choose a photo or graphic as JPEG, PNG, WebP, AVIF, HEIC or GIF."),
        code="not_a_picture",
    )


def _too_many_pixels() -> ValidationError:
    return ValidationError(
        _("The picture has too many pixels. Up to %(limit)s megapixels are possible. Please save it smaller."),
        code="too_many_pixels",
        params={"limit": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000},
    )
