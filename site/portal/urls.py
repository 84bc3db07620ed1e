"""Addresses of the whole site. Pages come last, because Wagtail answers whatever is left."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from core.admin_review import replaced_urlpatterns
from portal import health
from portal.paths import ACCOUNT_PATH, DOCUMENT_PATH, EDITOR_PATH

# The editing interface has no sign-in of its own: it would bypass the second factor.
editor_doors = [
    path(
        f"{EDITOR_PATH}login/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
        name="editor_login",
    ),
    re_path(
        rf"^{EDITOR_PATH}password_reset/",
        RedirectView.as_view(pattern_name="account_reset_password"),
        name="editor_password_reset",
    ),
]

urlpatterns = [
    path("health/alive/", health.alive, name="health_alive"),
    path("health/", health.ready, name="health"),
    *editor_doors,
    path(EDITOR_PATH, include(replaced_urlpatterns)),
    path(EDITOR_PATH, include(wagtailadmin_urls)),
    path(DOCUMENT_PATH, include(wagtaildocs_urls)),
    *i18n_patterns(
        path(ACCOUNT_PATH, include("allauth.account.urls")),
        path(f"{ACCOUNT_PATH}mfa/", include("allauth.mfa.urls")),
        path("mein-bereich/", include("actors.members.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]

if settings.DEVELOPMENT:
    from portal.development import urlpatterns as development_urls

    urlpatterns = [*development_urls, *urlpatterns]
