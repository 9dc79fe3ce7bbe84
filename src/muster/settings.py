"""How one installation is set up: everything that differs between two of them is an environment variable.

docs/how-to/run-muster.md explains each. Without any, Muster runs on this machine alone, on SQLite.
"""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PACKAGE = Path(__file__).parent
HOME = Path(os.environ.get("MUSTER_HOME") or Path.home() / ".muster")
DEBUG = os.environ.get("MUSTER_DEBUG") == "1"


def _secret() -> str:
    """Give the key that signs sessions: from MUSTER_SECRET_KEY, else made once and kept where only we can read it."""
    given = os.environ.get("MUSTER_SECRET_KEY")
    if given:
        return given
    file = HOME / "secret-key"
    HOME.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
            new.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return file.read_text(encoding="ascii")


def _database() -> dict[str, object]:
    """Read MUSTER_DATABASE_URL: `postgresql://user:password@host:port/name`; without it, SQLite under MUSTER_HOME."""
    url = urlsplit(os.environ.get("MUSTER_DATABASE_URL") or f"sqlite:///{HOME / 'record.sqlite3'}")
    if url.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(url.path.removeprefix("/")) if url.path.startswith("//") else unquote(url.path),
            "OPTIONS": {
                # A writer waits for its turn from the start, rather than failing in the middle.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
            # Opening it for each request, and closing it, costs more than most questions that are asked of it.
            "CONN_MAX_AGE": 60,
        }
    if url.scheme in {"postgres", "postgresql"}:
        # A host as a query is a folder with a Unix socket: postgresql:///muster?host=/run/postgresql
        host = dict(part.split("=", 1) for part in url.query.split("&") if "=" in part).get("host", "")
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(url.path.lstrip("/")),
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
            "HOST": unquote(url.hostname or host),
            "PORT": str(url.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    message = f"MUSTER_DATABASE_URL begins with {url.scheme}://; Muster keeps its record on sqlite:// or postgresql://."
    raise ImproperlyConfigured(message)


def _origin(url: str) -> str:
    """Give the scheme, host and port of an address: what a browser calls its origin."""
    return "{0.scheme}://{0.netloc}".format(urlsplit(url))


SECRET_KEY = _secret()
DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "records.Account"

# Where readers reach us; the first one stands in letters and feeds.
BASE_URL = os.environ.get("MUSTER_URL", "http://localhost:8000").rstrip("/")
_REACHED = urlsplit(BASE_URL)
ALLOWED_HOSTS = [_REACHED.hostname or "127.0.0.1", *os.environ.get("MUSTER_HOSTS", "").split()]
if _REACHED.hostname in {"127.0.0.1", "localhost"}:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1"]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
ROOT_URLCONF = "muster.urls"
WSGI_APPLICATION = "muster.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "muster.records",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "muster.web.pace.PaceMiddleware",
    "muster.web.refusals.RefusalsMiddleware",
    "muster.web.kept.KeptPagesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates", PACKAGE / "web"],  # pages lie beside their views
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["muster.web.tags"],
        },
    }
]

# ── Sign-in ──────────────────────────────────────────────────────────────────────────────────────────────────────────

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # whoever mistypes it has a reset by mail
ACCOUNT_FORMS = {"signup": "muster.web.accounts.forms.SignUp"}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # in the browser that signed up, and nowhere else
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a letter when a password, an address or a second factor changes
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 5
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # before addresses and connections change: again within five minutes
ACCOUNT_RATE_LIMITS = {"reset_password": "10/m/ip,5/h/key", "signup": "10/m/ip"}  # the others are allauth's own
SIGN_UP_IS_OPEN = os.environ.get("MUSTER_SIGN_UP", "invited") == "open"
ACCOUNT_ADAPTER = "muster.web.accounts.adapter.AccountAdapter"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _REACHED.scheme
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Muster"
MFA_TOTP_TOLERANCE = 1  # the step before and after: phones' clocks are not exact
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = _REACHED.scheme == "http" and _REACHED.hostname in {"127.0.0.1", "localhost"}
LOGIN_REDIRECT_URL = "/me/"
LOGIN_URL = "/accounts/login/"
SOCIALACCOUNT_ADAPTER = "muster.web.accounts.adapter.ElsewhereAdapter"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [], "OAUTH_PKCE_ENABLED": True}}
OIDC_ISSUER = os.environ.get("MUSTER_OIDC_ISSUER", "")
if OIDC_ISSUER:
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": "oidc",
            "name": os.environ.get("MUSTER_OIDC_NAME", "your organisation"),
            "client_id": os.environ.get("MUSTER_OIDC_CLIENT_ID", ""),
            "secret": os.environ.get("MUSTER_OIDC_SECRET", ""),
            "settings": {"server_url": OIDC_ISSUER.rstrip("/")},
        }
    ]

# Attempts to sign in are counted in the cache. One process on SQLite counts in its memory; several instances share a
# table of their PostgreSQL, so that whoever guesses passwords gains nothing by asking each of them.
CACHES: dict[str, dict[str, object]] = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "muster_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
# What an account may write through the pages, counted by each process for itself (actions/pace.py).
WRITES_A_MINUTE = int(os.environ.get("MUSTER_WRITES_A_MINUTE", "120"))
# How many seconds a public page is shown again as it was made, to whoever is not signed in (web/kept.py); 0: never.
PAGES_ARE_KEPT_FOR = float(os.environ.get("MUSTER_PAGES_ARE_KEPT_FOR", "2"))

# ── What a browser is told ───────────────────────────────────────────────────────────────────────────────────────────

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        # The form that begins signing in elsewhere is sent on to there.
        "form-action": ["'self'", *([_origin(OIDC_ISSUER)] if OIDC_ISSUER else [])],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _REACHED.scheme == "https"
SECURE_HSTS_SECONDS = 31_536_000 if _REACHED.scheme == "https" else 0
if os.environ.get("MUSTER_BEHIND_PROXY") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # the last address in X-Forwarded-For is whom the proxy saw
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024  # minutes of 10 MB are read, and refused with a sentence where too long
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

STATIC_URL = "/static/"
# Served from the package itself, without a copy made first.
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True

# ── Time, words, letters ─────────────────────────────────────────────────────────────────────────────────────────────

TIME_ZONE = "UTC"
USE_TZ = True
LANGUAGE_CODE = "en-gb"
USE_I18N = False

_MAIL = urlsplit(os.environ.get("MUSTER_SMTP", ""))
if os.environ.get("MUSTER_SMTP") and (_MAIL.scheme not in {"smtp", "smtp+tls", "smtps"} or not _MAIL.hostname):
    message = "MUSTER_SMTP is written smtp://host:25, smtp+tls://user:password@host:587 or smtps://user:password@host."
    raise ImproperlyConfigured(message)
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = _MAIL.hostname or ""
EMAIL_PORT = _MAIL.port or {"smtps": 465, "smtp+tls": 587}.get(_MAIL.scheme, 25)
EMAIL_HOST_USER = unquote(_MAIL.username or "")
EMAIL_HOST_PASSWORD = unquote(_MAIL.password or "")
EMAIL_USE_TLS = _MAIL.scheme == "smtp+tls"
EMAIL_USE_SSL = _MAIL.scheme == "smtps"
EMAIL_TIMEOUT = 20
if not EMAIL_HOST:
    # Nowhere to send letters to: they lie in a folder, for the administrator to read.
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = HOME / "letters"
DEFAULT_FROM_EMAIL = os.environ.get("MUSTER_MAIL_FROM", f"muster@{_REACHED.hostname}")
LETTERS_AT_ONCE = True  # as soon as they are written; `muster mail send` tries again what did not go out

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
