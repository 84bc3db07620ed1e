"""Public addresses of life after publishing."""

from django.urls import path

from core.aftercare import member_views, views

app_name = "aftercare"
urlpatterns = [
    path("archiv/", views.archive, name="archive"),
    path("stimmt-noch/<str:token>/", views.answer, name="answer"),
    path("mein-bereich/pflege/<int:page_id>/stimmt-noch/", member_views.confirm, name="confirm"),
    path("mein-bereich/pflege/<int:page_id>/aenderungshinweis/", member_views.note, name="note"),
    path("mein-bereich/pflege/<int:page_id>/herunternehmen/", member_views.ask_to_take_down, name="ask_to_take_down"),
]
