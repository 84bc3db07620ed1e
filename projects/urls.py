"""Addresses of members' own projects, below "Mein Bereich"."""

from django.urls import path

from projects.views import account_free, co_authors, pictures, status, steps, transfer

app_name = "projects"
urlpatterns = [
    path("", status.mine, name="mine"),
    path("neu/", steps.start, name="start"),
    path("beginnen/", account_free.begin, name="begin"),
    path("beginnen/<str:token>/", account_free.resume, name="resume"),
    path("beginnen/<str:token>/konto/", account_free.AccountView.as_view(), name="resume_account"),
    path("beginnen/<str:token>/<slug:step>/", account_free.step, name="resume_step"),
    path("begonnen/<int:pk>/", account_free.adopt, name="adopt"),
    path("mitschreiben/<str:token>/", co_authors.AcceptView.as_view(), name="co_author_accept"),
    path("angeboten/<int:transfer_id>/", transfer.answer, name="transfer_answer"),
    path("<int:pk>/", status.status, name="status"),
    path("<int:pk>/vorschau/", status.preview, name="preview"),
    path("<int:pk>/bilder/", pictures.pictures, name="pictures"),
    path("<int:pk>/absenden/", status.submit, name="submit"),
    path("<int:pk>/zurueckziehen/", status.withdraw, name="withdraw"),
    path("<int:pk>/mitschreibende/", co_authors.co_authors, name="co_authors"),
    path("<int:pk>/mitschreibende/<int:co_author_id>/entfernen/", co_authors.remove, name="co_author_remove"),
    path("<int:pk>/uebergeben/", transfer.offer, name="transfer"),
    path("<int:pk>/uebergeben/zuruecknehmen/", transfer.take_back, name="transfer_back"),
    path("<int:pk>/einverstanden/", status.agree, name="agree"),
    path("<int:pk>/<slug:step>/", steps.step, name="step"),
]
