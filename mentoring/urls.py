"""Addresses of the mentors."""

from django.urls import path

from mentoring import views

app_name = "mentoring"

urlpatterns = [
    path("", views.mentor_directory, name="directory"),
    path("<slug:slug>/", views.mentor_detail, name="detail"),
]
