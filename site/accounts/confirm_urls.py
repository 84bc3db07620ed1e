"""Addresses of links that confirm an address."""

from django.urls import path

from accounts import confirm_views

app_name = "confirm"

urlpatterns = [path("<str:token>/", confirm_views.confirm, name="confirm")]
