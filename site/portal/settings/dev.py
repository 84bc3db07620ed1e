"""Development and `make demo`: plain HTTP, a mailbox instead of a mail server."""

from urllib.parse import urlsplit

from .base import *  # noqa: F403
from .base import BASE_URL, LOG_LEVEL, STORAGES, build_logging, env

SECRET_KEY = env.str("SECRET_KEY", "development-only-not-a-secret")
DEBUG = env.bool("DEBUG", True)
DEVELOPMENT = True

_host = urlsplit(BASE_URL).hostname or "localhost"
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", ".localhost", "127.0.0.1", "[::1]", _host])
if _host in {"0.0.0.0", "::"}:  # noqa: S104 - the server listens everywhere, so any name may be used
    ALLOWED_HOSTS = ["*"]
INTERNAL_IPS = ["127.0.0.1", "::1"]
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False

# Mail stays in the outbox, where /mailbox/ shows it.
OUTBOX_DELIVERY_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

LOGGING = build_logging(LOG_LEVEL, as_json=False)
