"""Apps, middleware, templates, static files."""

import bootstrap_wrapper

from darna.base.database.home import find_home
from darna.base.keys.keyring import keyring
from darna.config.settings import reader

DEBUG = reader.yes_no("DARNA_DEBUG", "Show technical error pages; never on a machine that holds real persons.")
DARNA_DEMO = reader.yes_no("DARNA_DEMO", "This installation shows fictional people; set by `darna demo`.")
SECRET_KEY = keyring().root("django").hex()
#: Signs the context of every transaction; the database holds its own copy, readable by the guard role only.
DARNA_CONTEXT_KEY = keyring().root("context")
ALLOWED_HOSTS = reader.words(
    "DARNA_HOSTS", "Names under which the site is reached, separated by commas.", "127.0.0.1,localhost,[::1]"
)

INSTALLED_APPS = [
    "darna.faces.shell.apps.ShellConfig",
    "darna.faces.portal.apps.PortalConfig",
    "darna.faces.desk.apps.DeskConfig",
    "darna.faces.link.apps.LinkConfig",
    "darna.faces.office.apps.OfficeConfig",
    "darna.faces.training.apps.TrainingConfig",
    "darna.base.rowsecurity.apps.RowSecurityConfig",
    "darna.base.keys.apps.KeysConfig",
    "darna.base.accounts.apps.AccountsConfig",
    "darna.base.codelists.apps.CodelistsConfig",
    "darna.base.places.apps.PlacesConfig",
    "darna.base.agencies.apps.AgenciesConfig",
    "darna.base.audit.apps.AuditConfig",
    "darna.base.messages.apps.MessagesConfig",
    "darna.base.drafts.apps.DraftsConfig",
    "darna.base.imports.apps.ImportsConfig",
    "darna.base.lists.apps.ListsConfig",
    "darna.domains.people.apps.PeopleConfig",
    "darna.domains.planning.apps.PlanningConfig",
    "darna.domains.assessments.apps.AssessmentsConfig",
    "darna.domains.closing.apps.ClosingConfig",
    "darna.domains.safeguarding.apps.SafeguardingConfig",
    "darna.domains.documents.apps.DocumentsConfig",
    "darna.domains.transfers.apps.TransfersConfig",
    "darna.domains.privacy.apps.PrivacyConfig",
    "darna.domains.retention.apps.RetentionConfig",
    "darna.domains.matches.apps.MatchesConfig",
    "darna.domains.families.apps.FamiliesConfig",
    "darna.domains.linkage.apps.LinkageConfig",
    "darna.domains.entitlements.apps.EntitlementsConfig",
    "darna.domains.cases.apps.CasesConfig",
    "darna.domains.cohorts.apps.CohortsConfig",
    "darna.domains.reception.apps.ReceptionConfig",
    "darna.domains.programmes.apps.ProgrammesConfig",
    "darna.domains.referrals.apps.ReferralsConfig",
    "darna.domains.links.apps.LinksConfig",
    "darna.domains.directory.apps.DirectoryConfig",
    "darna.domains.pages.apps.PagesConfig",
    "darna.domains.law.apps.LawConfig",
    "darna.domains.asking.apps.AskingConfig",
    "darna.domains.complaints.apps.ComplaintsConfig",
    "darna.faces.shell.apps.ComponentsConfig",
    "django_htmx",
    "csp",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "darna.faces.shell.permissions.PermissionsMiddleware",
    # Before the transaction opens: a public page needs none, and knows nobody.
    "darna.faces.portal.middleware.PublicMiddleware",
    "darna.base.rowsecurity.middleware.TransactionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "darna.base.accounts.middleware.LockMiddleware",
    "darna.base.agencies.middleware.ActorMiddleware",
    "darna.faces.desk.middleware.DeskMiddleware",
]

#: The first word after the language in addresses of staff, of accounts and of partners' links; every other is a
#: public page.
DARNA_STAFF_ROOMS = frozenset({"account", "agency", "office", "desk", "link"})
ROOT_URLCONF = "darna.config.urls"
WSGI_APPLICATION = "darna.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "darna.faces.shell.context.shell",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "darna.faces.shell.templatetags.darna_filters",
                "darna.faces.shell.templatetags.darna_format",
                "darna.faces.shell.templatetags.darna_ways",
            ],
            "libraries": {"i18n": "darna.faces.shell.templatetags.darna_i18n"},
        },
    }
]
FORM_RENDERER = "darna.faces.shell.forms.DarnaFormRenderer"

STATIC_URL = "/static/"
STATIC_ROOT = reader.folder("DARNA_STATIC", "Where collected static files lie.", find_home().root / "static")
STATICFILES_DIRS = [("bootstrap", bootstrap_wrapper.get_bootstrap_dir())]
# Collected files carry a hash in their name and a compressed sibling; before they are collected, the sources serve.
_COLLECTED = (STATIC_ROOT / "staticfiles.json").exists()
_STORAGE = "darna.faces.shell.storage.HashedFiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": _STORAGE if _COLLECTED else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
WHITENOISE_USE_FINDERS = not _COLLECTED
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
if not _COLLECTED:
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
