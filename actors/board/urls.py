"""Addresses of the board."""

from django.urls import path

from actors.board import views

app_name = "board"

urlpatterns = [
    path("", views.index, name="index"),
    path("jede-woche/", views.subscribe, name="subscribe"),
    path("jede-woche/<str:token>/", views.subscription, name="subscription"),
    path("verwalten/<str:token>/", views.by_link, name="manage"),
    path("<slug:slug>/", views.detail, name="detail"),
]
