"""Serves uploaded files: released ones to everybody, others to those who may work with them, to nobody else.

With MEDIA_ACCEL_PREFIX the web server sends the file after this check (X-Accel-Redirect); otherwise we do, by range.
"""

import mimetypes
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.utils.encoding import escape_uri_path
from django.utils.http import http_date, parse_http_date_safe
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.documents.models import document_served
from wagtail.models import Collection

from core.media_permissions import extra_viewers, usable_collections
from core.models import PortalDocument, PortalImage, PortalRendition
from core.permissions import grants_of

PUBLIC_SECONDS = 30 * 24 * 3600
CHUNK = 64 * 1024
ONE_RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")
# A file is data: even as a page of its own it runs nothing and loads nothing.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; media-src 'self'"
# Browsers' own PDF viewers do not start in a sandbox; a picture needs nothing that it forbids.
PICTURE_POLICY = f"{POLICY}; sandbox"


@require_safe
def serve_media(request: HttpRequest, file_path: str) -> HttpResponseBase:
    """Answer for a picture by its path; documents have an address of their own, anything else is not there."""
    image = image_behind(file_path)
    if image is None:
        raise Http404
    return serve_checked(request, image, file_path)


def image_behind(file_path: str) -> PortalImage | None:
    """The picture to which the path belongs, as original or as rendition."""
    if file_path.startswith("images/"):
        rendition = PortalRendition.objects.filter(file=file_path).select_related("image").first()
        return rendition.image if rendition else None
    if file_path.startswith("original_images/"):
        return PortalImage.objects.filter(file=file_path).first()
    return None


def serve_checked(
    request: HttpRequest, item: Any, file_path: str, *, content_type: str = "", download_as: str = ""
) -> HttpResponseBase:
    """Serve a file of this picture or document, or say that it does not exist to those who may not see it."""
    if item.released_at is None and not may_see_file(request.user, item):
        raise Http404
    return serve_file(request, item, file_path, content_type=content_type, download_as=download_as)


def serve_file(
    request: HttpRequest, item: Any, file_path: str, *, content_type: str = "", download_as: str = ""
) -> HttpResponseBase:
    """Serve a file to somebody whose right to it has been checked."""
    response = _response(request, file_path, content_type or _type_of(file_path))
    if item.released_at is None:
        patch_cache_control(response, private=True, no_store=True)
    else:
        patch_cache_control(response, public=True, max_age=PUBLIC_SECONDS)
    response["Content-Security-Policy"] = PICTURE_POLICY if isinstance(item, PortalImage) else POLICY
    response["X-Content-Type-Options"] = "nosniff"
    if download_as:
        response["Content-Disposition"] = f"attachment; filename*=UTF-8''{escape_uri_path(download_as)}"
    return response


def may_see_file(user: Any, item: Any) -> bool:
    """Who added it, who may use it, and who stands in for the region that reviews it."""
    if not getattr(user, "is_authenticated", False):
        return False
    if item.uploaded_by_user_id == user.pk or grants_of(user).leads:
        return True
    seen = Q(pk__in=usable_collections(user).values("pk")) | Q(actor__region__deputy_id__in=grants_of(user).moderates)
    if Collection.objects.filter(seen, pk=item.collection_id).exists():
        return True
    return any(sees(user, item) for sees in extra_viewers)


def _type_of(file_path: str) -> str:
    """Pictures keep their type, whatever else comes here is a download."""
    guessed = mimetypes.guess_type(file_path)[0] or ""
    return guessed if guessed.startswith("image/") and "svg" not in guessed else "application/octet-stream"


def _response(request: HttpRequest, file_path: str, content_type: str) -> HttpResponseBase:
    if settings.MEDIA_ACCEL_PREFIX:
        handed_over = HttpResponse(content_type=content_type)
        handed_over["X-Accel-Redirect"] = escape_uri_path(f"{settings.MEDIA_ACCEL_PREFIX.rstrip('/')}/{file_path}")
        return handed_over
    try:
        file = default_storage.open(file_path)
        changed = int(default_storage.get_modified_time(file_path).timestamp())
    except (OSError, SuspiciousFileOperation):
        raise Http404 from None
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    if since is not None and since >= changed:
        file.close()
        return HttpResponse(status=304)
    response = _ranged(request, file, content_type)
    response["Last-Modified"] = http_date(changed)
    response["Accept-Ranges"] = "bytes"
    return response


def _ranged(request: HttpRequest, file: Any, content_type: str) -> HttpResponseBase:
    """The whole file, or the one part that was asked for: some browsers play no film otherwise."""
    asked = ONE_RANGE.match(request.headers.get("Range", ""))
    if asked is None or not any(asked.groups()):
        return FileResponse(file, content_type=content_type)
    size = file.size
    first, last = asked.groups()
    # Numbers with many digits are taken for the end of the file.
    start = min(int(first[:18]), size) if first else max(0, size - int(last[:18]))
    end = min(int(last[:18]), size - 1) if first and last else size - 1
    if start > end:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response = StreamingHttpResponse(_part(file, start, end - start + 1), status=206, content_type=content_type)
    response["Content-Range"] = f"bytes {start}-{end}/{size}"
    response["Content-Length"] = str(end - start + 1)
    return response


def _part(file: BinaryIO, start: int, length: int) -> Iterator[bytes]:
    with file:
        file.seek(start)
        while length > 0 and (chunk := file.read(min(CHUNK, length))):
            length -= len(chunk)
            yield chunk


@require_safe
def serve_document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponseBase:
    """Stands before Wagtail's own view: the rule for pictures holds. Films and PDFs open, the rest is downloaded."""
    document = get_object_or_404(PortalDocument, pk=document_id)
    if document.filename != document_filename:
        raise Http404
    for hook in hooks.get_hooks("before_serve_document"):
        refused = hook(document, request)
        if isinstance(refused, HttpResponseBase):
            return refused
    document_served.send(sender=PortalDocument, instance=document, request=request)
    content_type = document.content_type
    inline = document.content_disposition == "inline" or content_type.startswith(("video/", "audio/", "text/vtt"))
    return serve_checked(
        request,
        document,
        document.file.name,
        content_type=content_type,
        download_as="" if inline else document.filename,
    )
