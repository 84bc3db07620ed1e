"""Tests: no network, no worker, cheap password hashes. The database comes from DATABASE_URL."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import DATABASES, STORAGES, build_logging

SECRET_KEY = "tests-only-not-a-secret"  # noqa: S105
DEVELOPMENT = True
BASE_URL = WAGTAILADMIN_BASE_URL = "http://localhost"
ALLOWED_HOSTS = ["localhost", "testserver", "127.0.0.1"]
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http"
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# A test's database is replaced under its name; no thread may keep a connection to the last one.
DATABASES["default"]["CONN_MAX_AGE"] = 0
if "init_command" in DATABASES["default"]["OPTIONS"]:
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"

MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="portal-media-"))
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

TASKS = {"default": {"BACKEND": "tests.plugins.indexes.WithoutIndexesBackend", "QUEUES": ["default"]}}
OUTBOX_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

LOGGING = build_logging("WARNING", as_json=False)

# Tests speak in message ids: a better translation must not turn them red. tests/i18n looks at the catalogues themselves.
LOCALE_PATHS = []
