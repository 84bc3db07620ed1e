"""Addresses of a mentor's own area, below "Mein Bereich"."""

from django.urls import path

from mentoring.tandems import member_views

app_name = "mentor_area"

urlpatterns = [
    path("", member_views.overview, name="overview"),
    path("profil/", member_views.profile, name="profile"),
    path("plaetze/", member_views.places, name="places"),
    path("pause/", member_views.pause, name="pause"),
    path("angaben/", member_views.declarations, name="declarations"),
    path("<int:pk>/", member_views.tandem, name="tandem"),
    path("<int:pk>/bescheinigung/", member_views.mentor_certificate, name="certificate"),
    path("<int:pk>/<slug:name>/", member_views.act, name="act"),
]
