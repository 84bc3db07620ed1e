"""Addresses of questions to people outside: for those who ask, and behind the mailed link."""

from django.urls import path

from core.outside import asking_views, views

app_name = "outside"

urlpatterns = [
    path("fragen/<int:state_id>/", asking_views.questions, name="questions"),
    path("fragen/<int:question_id>/erneut/", asking_views.send_again, name="send_again"),
    path("fragen/<int:question_id>/zuruecknehmen/", asking_views.revoke, name="revoke"),
    path("<str:token>/", views.answer, name="answer"),
    path("<str:token>/vorschau/", views.preview, name="preview"),
    path("<str:token>/bild/<path:file_path>", views.picture, name="picture"),
    path("<str:token>/dokument/<int:document_id>/<path:document_filename>", views.document, name="document"),
]
