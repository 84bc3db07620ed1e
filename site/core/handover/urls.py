"""Addresses of mailed handovers."""

from django.urls import path

from core.handover import views

app_name = "handover"

urlpatterns = [path("<str:token>/", views.opened, name="open")]
