"""Addresses of messages: the form, and conversations behind mailed links."""

from django.urls import path

from actors.relay import views

app_name = "relay"

urlpatterns = [
    path("schreiben/<slug:kind>/<slug:slug>/", views.write, name="write"),
    path("<str:token>/", views.conversation, name="conversation"),
    path("<str:token>/beenden/", views.leave, name="leave"),
]
