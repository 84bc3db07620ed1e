"""Addresses of the actors."""

from django.urls import path

from actors import views

app_name = "actors"

urlpatterns = [
    path("", views.actor_directory, name="directory"),
    path("<slug:slug>/", views.actor_detail, name="detail"),
]
