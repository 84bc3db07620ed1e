"""Addresses of advice for everybody."""

from django.urls import path

from mentoring.advice import views

app_name = "advice"

urlpatterns = [
    path("", views.find, name="find"),
    path("angaben/", views.details, name="details"),
    path("rueckruf/", views.call_back, name="call_back"),
    path("<str:token>/", views.case, name="case"),
    path("<str:token>/aendern/", views.change, name="change"),
    path("<str:token>/absagen/", views.cancel, name="cancel"),
    path("<str:token>/kalender/", views.calendar_file, name="calendar"),
]
