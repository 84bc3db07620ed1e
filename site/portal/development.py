"""Addresses that exist only in development, where no web server stands in front."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import path
from django.views.static import serve

from core.component_gallery import component_gallery
from portal import mailbox


def media(request: HttpRequest, file_path: str) -> HttpResponseBase:
    """Serve an uploaded file as the web server would: documents only through their checked view."""
    if file_path.startswith("documents/"):
        raise PermissionDenied
    return serve(request, file_path, document_root=str(settings.MEDIA_ROOT))


urlpatterns = [
    path("components/", component_gallery, name="components"),
    *mailbox.urlpatterns,
    path(f"{settings.MEDIA_URL.strip('/')}/<path:file_path>", media, name="media"),
]
