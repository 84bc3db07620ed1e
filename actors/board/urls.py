"""Addresses of the board."""

from django.urls import path

from actors.board import views
from actors.board.beginning import BeginView

app_name = "board"

urlpatterns = [
    path("", views.index, name="index"),
    path("jede-woche/", views.subscribe, name="subscribe"),
    path("jede-woche/<str:token>/", views.subscription, name="subscription"),
    path("ohne-konto/", views.without_account, name="without_account"),
    path("beginnen/<str:token>/", BeginView.as_view(), name="begin"),
    path("verwalten/<str:token>/", views.by_link, name="manage"),
    path("<slug:slug>/", views.detail, name="detail"),
]
