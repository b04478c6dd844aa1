"""`darna check`: everything an installation needs, each line with its remedy."""

from __future__ import annotations

import argparse
import ctypes.util
import json
import shutil
import stat
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

from darna.base.database import launcher
from darna.base.database.errors import DatabaseTrouble
from darna.base.database.health import check as check_database
from darna.base.database.home import Home, find_home, open_home
from darna.base.keys import keyring
from darna.faces.cli import exits
from darna.faces.cli.ground import code_fingerprint, say, set_up_django


@dataclass(frozen=True)
class Line:
    """One thing that was looked at: `ok`, or `problem` with its remedy, or `note` where it is a matter of choice."""

    what: str
    state: str
    found: str
    remedy: str = ""


def add_to(commands: Any) -> None:
    """The grammar of `darna check`."""
    command = commands.add_parser("check", help="look at everything an installation needs, with a remedy a line")
    command.add_argument("--json", action="store_true", help="print the lines for machines")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Look at the machine, the keys, the database, the mail; exit code 1 when anything needs a person."""
    lines = [*_machine(), *_keys(), *_database()]
    if given.json:
        say(json.dumps([asdict(line) for line in lines]))
    else:
        for line in lines:
            mark = {"ok": "ok     ", "note": "note   ", "problem": "PROBLEM"}[line.state]
            say(f"{mark}  {line.what}: {line.found}" + (f"\n           → {line.remedy}" if line.remedy else ""))
    return exits.FOUND if any(line.state == "problem" for line in lines) else exits.OK


def _machine() -> Iterator[Line]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield _line("Python", sys.version_info >= (3, 11), version, "Install Python 3.11 or newer.")
    home = open_home(find_home())
    yield Line("Home folder", "ok", str(home.root))
    free = shutil.disk_usage(home.root).free // 2**20
    yield _line("Free space", free > 2048, f"{free} MiB", "Free at least 2 GiB on this disk.")
    pango = bool(ctypes.util.find_library("pango-1.0"))
    remedy = "apt-get install libpango-1.0-0 libpangoft2-1.0-0; without it PDF buttons give the page to print."
    yield _choice("Pango for PDFs", pango, "present" if pango else "absent", remedy)
    yield from _private(home)


def _private(home: Home) -> Iterator[Line]:
    for folder in (home.keys, home.anchors, home.backups):
        mode = stat.S_IMODE(folder.stat().st_mode)
        yield _line(f"Folder {folder.name}", mode == 0o700, oct(mode), f"chmod 700 {folder}")


def _keys() -> Iterator[Line]:
    place = keyring.place()
    if not place.exists():
        yield Line(
            "Master key", "problem", f"none at {place}", "Run `darna setup`, or `darna keys recover` with the sheet."
        )
        return
    mode = stat.S_IMODE(place.stat().st_mode)
    yield _line("Master key", mode in {0o400, 0o600}, f"{place} ({oct(mode)})", f"chmod 400 {place}")
    same_disk = place.stat().st_dev == find_home().postgres.parent.stat().st_dev
    yield Line(
        "Key beside the data",
        "note" if same_disk else "ok",
        "the key lies on the disk of the data" if same_disk else "apart",
        "Set DARNA_KEYRING to a file on another volume." if same_disk else "",
    )


def _database() -> Iterator[Line]:
    try:
        with launcher.hold(open_home(find_home())) as server:
            yield Line("PostgreSQL", "ok", f"version {server.version // 10000}.{server.version % 10000}")
            with server.connect("app") as connection:
                health = check_database(connection)
            yield _line("Arabic letters kept", not health.faults, "; ".join(health.faults) or "proved", _LOCALE)
            if keyring.place().exists():
                yield from _settings()
    except DatabaseTrouble as trouble:
        yield Line("PostgreSQL", "problem", str(trouble), "See the line itself; `darna db start` shows it again.")


def _settings() -> Iterator[Line]:
    try:
        set_up_django()
    except RuntimeError as wrong:
        # Settings that cannot be used stop the start; here they are one line more.
        remedy = "Correct it where Darna's environment is written; docs/reference/settings.md names every setting."
        yield Line("Settings", "problem", str(wrong), remedy)
        return
    yield from _installed()


_LOCALE = "The cluster was made with a locale that loses Arabic: dump it, make a new one with C.UTF-8, restore."


def _installed() -> Iterator[Line]:
    stamp = find_home().root / "installed.json"
    current = stamp.exists() and json.loads(stamp.read_text("utf-8")).get("code") == code_fingerprint()
    yield _line(
        "Schema", current, "as this version expects" if current else "of another version", "Run `darna migrate`."
    )
    if not current:
        return
    for probe in (_guards, _portal, _worker, _trail, _mail, _texts, _antivirus, _hosts, _administrator):
        yield probe()
    yield from _organisations()


def _guards() -> Line:
    from darna.base.rowsecurity.checks import faults

    found = list(faults())
    return _line(
        "Guards of the database", not found, "all in place" if not found else "; ".join(found), "Run `darna migrate`."
    )


def _portal() -> Line:
    from django.conf import settings
    from django.db import connections

    with connections[settings.PORTAL_DATABASE].cursor() as cursor:
        cursor.execute("select current_user")
        role = str(cursor.fetchone()[0])
    remedy = (
        "Set DATABASE_PORTAL_URL (darna db roles --print-sql makes the role): what is published is all it can read."
    )
    return _choice("Public pages ask as", role == "darna_portal", role, remedy)


def _worker() -> Line:
    from darna.faces.desk.views.today import is_worker_alive

    alive = is_worker_alive()
    return Line(
        "Background work",
        "ok" if alive else "note",
        "alive" if alive else "not running",
        "" if alive else "It runs with `darna serve`.",
    )


def _trail() -> Line:
    from darna.base.audit.sealing import unsealed

    waiting = unsealed()
    return _line(
        "Audit trail",
        waiting < 100_000,
        f"{waiting} rows wait for a seal",
        "Start `darna serve`: its sealer is not running.",
    )


def _mail() -> Line:
    from django.conf import settings

    there = bool(settings.EMAIL_HOST)
    return Line(
        "Mail",
        "ok" if there else "note",
        settings.EMAIL_HOST or "no server set",
        "" if there else "Set DARNA_MAIL_HOST, then `darna setup mail`; until then messages wait in the outbox.",
    )


def _texts() -> Line:
    from django.conf import settings

    host = urlsplit(settings.SMS_URL).hostname or ""
    remedy = "Set DARNA_SMS_URL and DARNA_SMS_TOKEN to remind by text message; until then no number leaves a file."
    return Line("Text messages", "ok" if host else "note", host or "no gateway set", "" if host else remedy)


def _antivirus() -> Line:
    from darna.base.documents import antivirus

    found = antivirus.state()
    if found is antivirus.State.SILENT:
        remedy = "Start clamd, or correct DARNA_CLAMD_SOCKET; until it answers no file is taken in."
        return Line("Antivirus", "problem", "does not answer", remedy)
    remedy = "Set DARNA_CLAMD_SOCKET to the socket of clamd, and every file is looked through before it is kept."
    return _choice("Antivirus", found is antivirus.State.ANSWERS, str(found).replace("_", " "), remedy)


def _hosts() -> Line:
    from django.conf import settings

    https = settings.SESSION_COOKIE_SECURE
    return Line(
        "HTTPS",
        "ok" if https else "note",
        "required" if https else "not required",
        "" if https else "For more than this machine: a proxy with TLS, DARNA_HTTPS=1, DARNA_HOSTS.",
    )


def _organisations() -> Iterator[Line]:
    from darna.base.accounts.organisations import asking
    from darna.base.accounts.organisations.known import organisations
    from darna.kernel.errors import Refused

    for one in organisations():
        setting = f"DARNA_OIDC_{one.code.upper().replace('-', '_')}_ISSUER"
        asking.forget()
        try:
            if not asking.keys_of(one, None):
                raise Refused("organisation_shows_no_keys")
        except Refused as problem:
            remedy = _REMEDIES.get(problem.code, _REMEDY) % {"setting": setting, **problem.values}
            yield Line(f"Sign-in with {one.code}", "problem", f"{one.issuer}: {problem.code}", remedy)
        else:
            yield Line(f"Sign-in with {one.code}", "ok", f"{one.issuer} answers and shows its keys")


_REMEDY = "Ask the organisation what its issuer address is, and compare it with %(setting)s."
_REMEDIES = {
    "organisation_does_not_answer": "See whether this machine reaches the address and trusts its certificate; "
    "else correct %(setting)s.",
    "organisation_is_another": "Write %(setting)s=%(issuer)s, as the organisation itself says, if that is the one "
    "you mean.",
}


def _administrator() -> Line:
    from darna.base.agencies.models import Membership

    there = Membership.objects.using("migrator").filter(role="platform_administrator", ended_at=None).exists()
    return _line("First administrator", there, "present" if there else "none", "Run `darna setup`.")


def _line(what: str, is_well: bool, found: str, remedy: str) -> Line:
    return Line(what, "ok" if is_well else "problem", found, "" if is_well else remedy)


def _choice(what: str, is_so: bool, found: str, remedy: str) -> Line:
    return Line(what, "ok" if is_so else "note", found, "" if is_so else remedy)
