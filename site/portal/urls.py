"""Addresses of the whole site. Pages come last, because Wagtail answers whatever is left."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern
from wagtail.views import authenticate_with_password

from core import sitemaps
from core.admin_guards import urlpatterns as guarding_urls
from core.media_serving import serve_document, serve_media
from core.page_views import serve_page, serve_page_file
from core.search.views import search
from home.views import translation_missing
from portal import health
from portal.paths import ACCOUNT_PATH, DOCUMENT_PATH, EDITOR_PATH, MEDIA_PATH

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
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap_index"),
    path("sitemap-<int:number>.xml", sitemaps.sitemap_part, name="sitemap_part"),
    *editor_doors,
    path(EDITOR_PATH, include(guarding_urls)),
    path(EDITOR_PATH, include(wagtailadmin_urls)),
    path(f"{DOCUMENT_PATH}<int:document_id>/<path:document_filename>", serve_document, name="document"),
    path(DOCUMENT_PATH, include(wagtaildocs_urls)),
    path(f"{MEDIA_PATH}<path:file_path>", serve_media, name="media"),
    *i18n_patterns(
        path(ACCOUNT_PATH, include("allauth.account.urls")),
        path(f"{ACCOUNT_PATH}mfa/", include("allauth.mfa.urls")),
        path("suche/", search, name="search"),
        path("noch-nicht-uebersetzt/<int:page_id>/", translation_missing, name="translation_missing"),
        path("akteure/", include("actors.urls")),
        path("mentorinnen/", include("mentoring.urls")),
        path("tandem/", include("mentoring.tandems.urls")),
        path("beratung/termin/", include("mentoring.advice.urls")),
        path("freigabe/", include("core.outside.urls")),
        path("uebergabe/", include("core.handover.urls")),
        path("bestaetigen/", include("accounts.confirm_urls")),
        path("nachrichten/", include("actors.relay.urls")),
        path("biete-und-suche/", include("actors.board.urls")),
        path("", include("core.aftercare.urls")),
        path("mein-bereich/projekte/", include("projects.urls")),
        path("mein-bereich/pruefung/", include("core.review_urls")),
        path("mein-bereich/abwesenheit/", include("accounts.absence_views")),
        path("mein-bereich/biete-und-suche/", include("actors.board.member_urls")),
        path("mein-bereich/mentoring/", include("mentoring.tandems.member_urls")),
        path("mein-bereich/beratung/", include("mentoring.advice.member_urls")),
        path("mein-bereich/nachrichten/", include("actors.relay.member_urls")),
        path("mein-bereich/", include("actors.members.urls")),
        re_path(r"^(?P<path>(?:[\w-]+/)*)(?P<filename>[\w-]+\.(?:atom|ics))$", serve_page_file, name="page_file"),
        # Wagtail's own sign-in for closed pages knows neither our limits nor the second factor.
        path(
            "_util/login/",
            RedirectView.as_view(pattern_name="account_login", query_string=True),
            name="wagtailcore_login",
        ),
        path(
            "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
            authenticate_with_password,
            name="wagtailcore_authenticate_with_password",
        ),
        re_path(serve_pattern, serve_page, name="wagtail_serve"),
        prefix_default_language=False,
    ),
]

handler400 = "core.errors.bad_request"
handler403 = "core.errors.permission_denied"
handler404 = "core.errors.page_not_found"
handler500 = "core.errors.server_error"

if settings.DEVELOPMENT:
    from portal.development import urlpatterns as development_urls

    urlpatterns = [*development_urls, *urlpatterns]
