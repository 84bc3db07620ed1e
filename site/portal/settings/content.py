"""Languages and everything Wagtail: images, documents, search, workflow, editor."""

from typing import Any

from .environment import BASE_DIR, env

# The address under which readers reach the site, without a slash at the end.
BASE_URL = env.str("BASE_URL", "http://localhost:8000").rstrip("/")

# Languages. `de-simple` is Leichte Sprache; its catalogue folder is called de_Simple.

LANGUAGE_CODE = "de"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("de", "Deutsch"),
    ("en", "English"),
    ("hsb", "Hornjoserbšćina"),
    ("de-simple", "Leichte Sprache"),
]
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["portal.formats"]
# A page sent to translation stays a draft until somebody has translated it.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
TIME_ZONE = "Europe/Berlin"
USE_TZ = True

# Wagtail

WAGTAIL_SITE_NAME = "Zukunftsplattform Soziale Innovation Sachsen"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_PERMITTED_LANGUAGES = [("de", "Deutsch"), ("en", "English")]
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_APPEND_SLASH = True
TAGGIT_CASE_INSENSITIVE = True

# No request leaves for a third party on behalf of an editor.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict[str, Any]] = []

# Sign-in, passwords and addresses belong to allauth.
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False

# Publication: what a finished workflow publishes is decided by the gate alone.
WAGTAIL_FINISH_WORKFLOW_ACTION = "core.gate.finish_workflow"
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILADMIN_NOTIFICATION_USE_HTML = True

# Images and documents

WAGTAILIMAGES_IMAGE_MODEL = "core.PortalImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.uploads.CheckedImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpeg", "jpg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 12 * 1024 * 1024
# A 48-megapixel phone picture passes, a decompression bomb does not.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_AVIF_QUALITY = 60
WAGTAILIMAGES_JPEG_QUALITY = 78
WAGTAILIMAGES_WEBP_QUALITY = 78

WAGTAILDOCS_DOCUMENT_MODEL = "core.PortalDocument"
WAGTAILDOCS_EXTENSIONS = "csv docx epub ics jpeg jpg mp3 mp4 odp ods odt pdf png pptx txt vtt webm xlsx".split()
WAGTAILDOCS_MAX_UPLOAD_SIZE = 30 * 1024 * 1024
# The view checks permissions first; a file's own address is closed by the web server.
WAGTAILDOCS_SERVE_METHOD = "serve_view"

# Search

WAGTAILSEARCH_BACKENDS: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "german"}
}

# Editor

WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["bold", "italic", "link", "document-link", "ol", "ul"]},
    }
}
