"""Sign-in, sessions, headers: what keeps strangers out."""

from csp.constants import NONE, SELF

from darna.config.settings import reader

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["darna.base.accounts.backends.ThrottledBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

ACCOUNT_ADAPTER = "darna.base.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
# Limits are held by the accounts app in PostgreSQL; allauth's own would count in a cache of each process.
ACCOUNT_RATE_LIMITS = False
MFA_ADAPTER = "darna.base.accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_ISSUER = "Darna"
MFA_TOTP_TOLERANCE = 1
# The lock's middleware notes activity once a minute; allauth would write at every request.
USERSESSIONS_TRACK_ACTIVITY = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
LOGIN_URL = "account_login"

SESSION_ENGINE = "darna.base.accounts.stored"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_NAME = "darna_session"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "darna_csrf"
#: Holds, sealed and for twenty minutes, the receipt code of a question asked without an account.
DARNA_QUESTION_COOKIE = "darna_question"
DARNA_COMPLAINT_COOKIE = "darna_complaint"
CSRF_COOKIE_SAMESITE = "Lax"
DARNA_LOCK_MINUTES = reader.number(
    "DARNA_LOCK_MINUTES", "Minutes without activity after which the desk locks.", 15, at_least=1
)

_HTTPS = reader.yes_no("DARNA_HTTPS", "The site is served over HTTPS; cookies are then sent over HTTPS only.")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
CSRF_TRUSTED_ORIGINS = reader.words(
    "DARNA_ORIGINS", "Origins such as https://darna.example.org whose forms are trusted."
)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
DARNA_TRUSTED_PROXIES = reader.number(
    "DARNA_TRUSTED_PROXIES", "How many proxies stand before Darna and add to X-Forwarded-For.", 0, at_most=5
)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DARNA_UPLOAD_MAX_BYTES = reader.number(
    "DARNA_UPLOAD_MAX_BYTES", "Largest workbook a desk may bring in, in bytes.", 20_000_000
)
DARNA_PAPER_MAX_BYTES = reader.number(
    "DARNA_PAPER_MAX_BYTES",
    "Largest paper of a person that is taken in, in bytes.",
    10 * 1024 * 1024,
    at_least=100_000,
    at_most=50 * 1024 * 1024,
)
DARNA_CLAMD_SOCKET = reader.text(
    "DARNA_CLAMD_SOCKET", "Unix socket of an antivirus (clamd) that looks through each file before it is kept."
)
# The form around a file takes a little too; what is larger is stopped before it is read (413).
DARNA_REQUEST_MAX_BYTES = max(DARNA_UPLOAD_MAX_BYTES, DARNA_PAPER_MAX_BYTES, 11 * 1024 * 1024) + 1024 * 1024
# A photographed paper of a person is held in memory, and never laid in clear in the system's temporary folder.
FILE_UPLOAD_MAX_MEMORY_SIZE = DARNA_REQUEST_MAX_BYTES
FILE_UPLOAD_HANDLERS = [
    "darna.base.documents.uploading.BoundedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
]
CSRF_FAILURE_VIEW = "darna.faces.shell.errors.csrf_failed"
