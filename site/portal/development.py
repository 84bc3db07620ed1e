"""Addresses that exist only in development, where no web server stands in front."""

from django.urls import path

from core.component_gallery import component_gallery
from portal import mailbox

urlpatterns = [
    path("components/", component_gallery, name="components"),
    *mailbox.urlpatterns,
]
