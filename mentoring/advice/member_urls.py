"""Addresses of one's own advice, below "Mein Bereich"."""

from django.urls import path

from mentoring.advice import member_views

app_name = "my_advice"

urlpatterns = [
    path("", member_views.overview, name="overview"),
    path("angaben/", member_views.profile, name="profile"),
    path("zeiten/", member_views.hours, name="hours"),
    path("fall/<int:pk>/", member_views.case, name="case"),
    path("rueckruf/<int:pk>/", member_views.take, name="take"),
]
