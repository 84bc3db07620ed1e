"""Addresses of reviews on the public site, for every gated type."""

from django.urls import path

from core.desk.views import change_claim
from core.resubmit import members_only
from core.review_views import decide

app_name = "review"
urlpatterns = [
    path("<int:task_state_id>/", decide, name="decide"),
    path("<int:task_state_id>/uebernehmen/", members_only(change_claim), name="claim"),
]
