"""The database and its two aliases: `default` is the role that owns nothing, `owner` only migrates."""

from darna.base.database.connections import settings_from_env
from darna.base.database.home import find_home
from darna.config.settings import reader

reader.text("DARNA_HOME", "The folder of this installation's data, keys, anchors and backups.", "~/.local/share/darna")
reader.text("DARNA_KEYRING", "Where the master key lies, if not in keys/keyring.json of the home folder.")
reader.text("DATABASE_URL", "PostgreSQL for the role darna_app; without it Darna starts its own PostgreSQL.")
reader.text("DATABASE_OWNER_URL", "PostgreSQL for the role darna_owner; needed by `darna migrate` only.")
reader.text("DATABASE_MIGRATOR_URL", "PostgreSQL for the role darna_migrator; needed by data migrations only.")
reader.text(
    "DATABASE_BACKUP_URL", "PostgreSQL for the role darna_backup; needed by `darna db backup` and `audit verify`."
)
reader.text(
    "DATABASE_SUPER_URL",
    "PostgreSQL as a superuser, named only while a copy is restored on a server that is not Darna's own; "
    "never on the web machine day to day.",
)
reader.text(
    "DATABASE_PORTAL_URL",
    "PostgreSQL for the role darna_portal, as which the public pages ask: it reads what is published and nothing else. "
    "Without it they ask as the application.",
)
for _role in ("LINKER", "STATS"):
    reader.text(
        f"DATABASE_{_role}_URL",
        f"PostgreSQL for the role darna_{_role.lower()}; the role is made, and nothing in this version signs in as it.",
    )
reader.text("PORT", "Port for `darna demo` and `darna serve` when `--port` is not given.", "8000")
reader.text("DARNA_PG_BIN", "Folder of PostgreSQL's programs, if Darna shall not choose.")
reader.text("DARNA_PG_ACCOUNT", "Unprivileged account that runs PostgreSQL when Darna is started by root.")
reader.text(
    "DARNA_SYSTEM_DIR", "System folder for the data when root's own folder cannot be reached.", "/var/lib/darna"
)

DARNA_HOME = find_home()
_POOL = reader.number("DARNA_DB_POOL", "Database connections each web process keeps; 0 opens one a request.", 4)
_PREPARE = reader.number(
    "DARNA_DB_PREPARE",
    "Uses after which a connection keeps a question's plan; 0 for a pooler that cannot keep any.",
    2,
)
_LOGINS = settings_from_env(DARNA_HOME)

DATABASES = {"default": _LOGINS["app"]}
# Never used while serving: `darna migrate` and `darna db` speak through these.
DATABASES |= {role: _LOGINS[role] for role in ("owner", "migrator", "backup") if role in _LOGINS}
#: What the public pages ask: as a role that reads published views alone, where its address is known.
PORTAL_DATABASE = "portal" if "portal" in _LOGINS else "default"
DATABASES |= {PORTAL_DATABASE: _LOGINS.get("portal", _LOGINS["app"])}
for _serving in {"default", PORTAL_DATABASE}:
    DATABASES[_serving].setdefault("OPTIONS", {})["prepare_threshold"] = _PREPARE - 1 if _PREPARE else None
    if _POOL:
        DATABASES[_serving]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": _POOL, "timeout": 10}
    else:
        DATABASES[_serving]["CONN_MAX_AGE"] = 600
if PORTAL_DATABASE == "portal":
    # Reference data are published under the names of their tables.
    DATABASES["portal"]["OPTIONS"]["options"] = "-c search_path=published,public"
SILENCED_SYSTEM_CHECKS: list[str] = []
