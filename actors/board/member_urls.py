"""Addresses of one's own entries in "Mein Bereich"."""

from django.urls import path

from actors.board import member_views as views

app_name = "own_board"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("neu/", views.new, name="new"),
    path("<int:pk>/", views.entry, name="entry"),
    path("<int:pk>/aendern/", views.edit, name="edit"),
    path("<int:pk>/zuruecknehmen/", views.withdraw, name="withdraw"),
    path("<int:pk>/vorschau/", views.preview, name="preview"),
]
