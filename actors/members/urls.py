"""Addresses of Mein Bereich."""

from django.urls import path

from actors.members import invitation_views, people_views, profile_views, views
from actors.members.claims import views as claim_views

app_name = "members"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("anmeldung/", views.security, name="security"),
    path("daten/", views.own_data, name="own_data"),
    path("daten/export/", views.own_data_export, name="own_data_export"),
    path("organisationen/<int:actor_id>/", people_views.people, name="people"),
    path("organisationen/<int:actor_id>/alles/", people_views.everything, name="everything"),
    path("organisationen/<int:actor_id>/vorschlag/", people_views.proposal, name="proposal"),
    path("organisationen/<int:actor_id>/profil/", profile_views.profile, name="profile"),
    path("organisationen/<int:actor_id>/profil/vorschau/", profile_views.preview, name="profile_preview"),
    path("organisationen/<int:actor_id>/profil/zuruecknehmen/", profile_views.withdraw, name="profile_withdraw"),
    path("organisationen/<int:actor_id>/einladen/", people_views.invite_person, name="invite"),
    path("organisationen/<int:actor_id>/verlassen/", people_views.leave, name="leave"),
    path("mitglieder/<int:membership_id>/rolle/", people_views.set_role, name="role"),
    path("mitglieder/<int:membership_id>/uebergeben/", people_views.hand_over, name="hand_over"),
    path("mitglieder/<int:membership_id>/entfernen/", people_views.remove, name="remove"),
    path("einladungen/<int:invitation_id>/zuruecknehmen/", people_views.take_back, name="revoke"),
    path("einladung/<str:token>/", invitation_views.AcceptInvitationView.as_view(), name="accept"),
    path("anspruch/<slug:slug>/", claim_views.claim, name="claim"),
    path("anspruch/bestaetigen/<str:token>/", claim_views.ConfirmView.as_view(), name="claim_confirm"),
    path("ansprueche/<int:claim_id>/", claim_views.decide, name="claim_decide"),
    path("ansprueche/<int:claim_id>/code/", claim_views.code, name="claim_code"),
    path("ansprueche/<int:claim_id>/zuruecknehmen/", claim_views.withdraw, name="claim_withdraw"),
]
