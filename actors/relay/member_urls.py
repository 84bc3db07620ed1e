"""Addresses of own messages, below "Mein Bereich"."""

from django.urls import path

from actors.relay import member_views

app_name = "messages"

urlpatterns = [
    path("", member_views.inbox, name="inbox"),
    path("<int:pk>/", member_views.conversation, name="conversation"),
    path("<int:pk>/beenden/", member_views.leave, name="leave"),
    path("antwortzeit/<int:actor_id>/", member_views.habit, name="habit"),
]
