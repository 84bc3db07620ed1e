"""Addresses of reviews on the public site, for every gated type."""

from django.urls import path

from core.review_views import decide

app_name = "review"
urlpatterns = [path("<int:task_state_id>/", decide, name="decide")]
