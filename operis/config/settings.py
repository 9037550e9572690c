"""What is set for this installation? Everything comes from the environment; each setting has its heading in docs/settings.md."""

import os
import sys
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

from operis.config.asked import faults

PACKAGE = Path(__file__).resolve().parent.parent


KEPT_SECONDS = 600
"""So long a connection to PostgreSQL is kept."""


def setting(name: str, default: str) -> str:
    return os.environ.get(name) or default


def database(url: str, data: Path) -> dict[str, object]:
    """The connection for a `postgresql://` address, or SQLite in the data folder where no address is given."""
    if not url:
        # WAL: readers do not wait for the writer. FULL: what was confirmed survives a power cut. IMMEDIATE: a transaction takes
        # the write lock when it begins, so it waits its turn there and never fails half-way with "database is locked".
        pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=20000"
        options: dict[str, object] = {"transaction_mode": "IMMEDIATE", "init_command": pragmas, "timeout": 20}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": data / "operis.sqlite3", "OPTIONS": options}
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise ImproperlyConfigured("OPERIS_DATABASE must read postgresql://user:password@host:port/name, or be left out for SQLite.")
    query: dict[str, object] = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", None) or unquote(parts.hostname or ""),  # ?host=/folder is a socket
        "PORT": str(parts.port or ""),
        "OPTIONS": query,
        # Kept from one request to the next, and tried before it is used again: a server that was restarted is come back to. A file
        # of SQLite is opened for each request, so that what was put in its place is read at once.
        "CONN_MAX_AGE": KEPT_SECONDS,
        "CONN_HEALTH_CHECKS": True,
    }


def secret_key(data: Path) -> str:
    """The key that `operis init` made; words that need none get one that dies with the process."""
    file = data / "keys" / "django"
    return file.read_text().strip() if file.is_file() else get_random_secret_key()


def first_line(file: str) -> str:
    """The secret that a file holds; none where no file is named."""
    return Path(file).read_text(encoding="utf-8").strip() if file else ""


MAIL_PORTS = {"starttls": "587", "tls": "465", "no": "25"}

if wrong := list(faults(os.environ)):
    raise ImproperlyConfigured("\n".join(wrong))

# What Operis itself asks for
OPERIS_DATA = Path(setting("OPERIS_DATA", "data")).resolve()
OPERIS_LAW = setting("OPERIS_LAW", "")
OPERIS_ORIGIN = setting("OPERIS_ORIGIN", "demo.operis.example/ledger")
OPERIS_WITNESS = setting("OPERIS_WITNESS", "")
OPERIS_PREFIX = setting("OPERIS_PREFIX", "DC")
OPERIS_OCID_PREFIX = setting("OPERIS_OCID_PREFIX", "ocds-000000")
OPERIS_PORT = int(setting("OPERIS_PORT", "8000"))
OPERIS_SITE_NAME = setting("OPERIS_SITE_NAME", "Operis")
OPERIS_SITE_CONTACT = setting("OPERIS_SITE_CONTACT", "")
OPERIS_COLOUR_TOP = setting("OPERIS_COLOUR_TOP", "").lower()
OPERIS_COLOUR_LINKS = setting("OPERIS_COLOUR_LINKS", "").lower()
OPERIS_PROXIES = int(setting("OPERIS_PROXIES", "0"))
OPERIS_SECOND_STEP = setting("OPERIS_SECOND_STEP", "no" if OPERIS_ORIGIN.startswith("demo.") else "yes") == "yes"
OPERIS_PROOF_MINUTES = int(setting("OPERIS_PROOF_MINUTES", "15"))
OPERIS_SESSION_HOURS = int(setting("OPERIS_SESSION_HOURS", "12"))
OPERIS_REFUSALS_AN_HOUR = int(setting("OPERIS_REFUSALS_AN_HOUR", "300"))
OPERIS_OIDC_ISSUER = setting("OPERIS_OIDC_ISSUER", "")
OPERIS_OIDC_CLIENT = setting("OPERIS_OIDC_CLIENT", "")
OPERIS_OIDC_SECRET = setting("OPERIS_OIDC_SECRET", "")
OPERIS_OIDC_NAME = setting("OPERIS_OIDC_NAME", "") or urlsplit(OPERIS_OIDC_ISSUER).hostname or ""
OPERIS_MAIL_HOST = setting("OPERIS_MAIL_HOST", "")
OPERIS_MAIL_TLS = setting("OPERIS_MAIL_TLS", "starttls")

# What Django asks for
DEBUG = False
SECRET_KEY = secret_key(OPERIS_DATA)
ALLOWED_HOSTS = setting("OPERIS_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "operis.accounts",
    "operis.attachments",
    "operis.drafts",
    "operis.ledger",
    "operis.mail",
    "operis.registers",
    "operis.web",
]
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MIDDLEWARE = [
    "operis.web.middleware.log_request",
    "django.middleware.security.SecurityMiddleware",
    "operis.web.middleware.policies",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "operis.web.middleware.only_known_methods",
    "operis.web.middleware.sparing",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "operis.web.middleware.keep_private",
]
ROOT_URLCONF = "operis.config.urls"
WSGI_APPLICATION = "operis.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request", "operis.web.frame.frame"],
        },
    },
]
DATABASES = {"default": database(setting("OPERIS_DATABASE", ""), OPERIS_DATA)}
FILE_UPLOAD_HANDLERS = [
    "operis.attachments.receiving.Receiving",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# Into files of the data folder in a demonstration whatever is set, by a server of mail elsewhere, or not at all.
EMAIL_WAY = "filebased" if OPERIS_ORIGIN.startswith("demo.") else "smtp" if OPERIS_MAIL_HOST else "dummy"
EMAIL_BACKEND = f"django.core.mail.backends.{EMAIL_WAY}.EmailBackend"
EMAIL_FILE_PATH = OPERIS_DATA / "mail"
EMAIL_HOST = OPERIS_MAIL_HOST
EMAIL_PORT = int(setting("OPERIS_MAIL_PORT", MAIL_PORTS[OPERIS_MAIL_TLS]))
EMAIL_HOST_USER = setting("OPERIS_MAIL_USER", "")
EMAIL_HOST_PASSWORD = first_line(setting("OPERIS_MAIL_PASSWORD_FILE", ""))
EMAIL_USE_TLS, EMAIL_USE_SSL = OPERIS_MAIL_TLS == "starttls", OPERIS_MAIL_TLS == "tls"
EMAIL_TIMEOUT = 10  # seconds for a letter
DEFAULT_FROM_EMAIL = setting("OPERIS_MAIL_FROM", "letters@operis.example")
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
X_FRAME_OPTIONS = "DENY"
SECURE_HSTS_SECONDS = 0 if OPERIS_ORIGIN.startswith("demo.") else 365 * 24 * 60 * 60
SECURE_REFERRER_POLICY = "same-origin"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if OPERIS_PROXIES else None
# Only a demonstration is looked at without TLS.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not OPERIS_ORIGIN.startswith("demo.")
# A browser takes a name that begins so from this host alone, over HTTPS.
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME, KNOWN_COOKIE_NAME, VIEW_COOKIE_NAME = (
    f"__Host-{name}" if SESSION_COOKIE_SECURE else name for name in ("sessionid", "csrftoken", "known", "view")
)
SESSION_ENGINE = "operis.accounts.sessions"
SESSION_COOKIE_AGE = 60 * 60  # seconds since the last page
SESSION_SAVE_EVERY_REQUEST = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "operis.accounts.passwords.LongEnough"},
    {"NAME": "operis.accounts.passwords.Varied"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
CSRF_FAILURE_VIEW = "operis.web.errors.form_too_old"

# Languages and time: stored in UTC; the law counts days in the zone of its pack
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
LANGUAGE_CODE = setting("OPERIS_LANGUAGE", "zh-hans")
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Static files are hashed and compressed by operis.config.build into the environment
STATIC_URL = "/static/"
STATIC_ROOT = Path(sys.prefix) / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# A line a request on standard error, no bodies; errors with their traceback. What happens to accounts has a log of its own.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "operis.config.logs.Line"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
        "kept": {"class": "operis.config.logs.Kept", "formatter": "line"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "operis": {"level": "INFO"},
        "operis.security": {"handlers": ["kept"], "level": "INFO", "propagate": False},
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},  # a 404 has its line already
    },
}
