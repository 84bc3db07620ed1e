"""Addresses of the programme: ask, apply, and the mentee's page behind mailed links."""

from django.urls import path

from mentoring.tandems import views

app_name = "tandems"

urlpatterns = [
    path("anfragen/", views.ask, name="ask_team"),
    path("anfragen/<slug:slug>/", views.ask, name="ask"),
    path("mitmachen/", views.apply, name="apply"),
    path("mitmachen/<str:token>/", views.AppliedView.as_view(), name="applied"),
    path("<str:token>/", views.tandem, name="tandem"),
    path("<str:token>/bescheinigung/", views.mentee_certificate, name="certificate"),
    path("<str:token>/<slug:name>/", views.act, name="act"),
]
