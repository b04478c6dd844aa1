"""Filling a database with fictional people and measuring what a page costs the machine."""

from __future__ import annotations

import gc
import io
import os
import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from darna.base.accounts import sessions
from darna.base.accounts.models import Account
from darna.base.agencies.actor import Actor
from darna.base.agencies.models import Agency, Membership
from darna.base.agencies.queries import actor_of
from darna.base.agencies.roles import Role
from darna.base.database.connections import Server
from darna.base.rowsecurity.context import acting
from darna.faces.cli.filling import fill_claims, fill_register, write_history
from darna.kernel.clock import today

_TICKS = os.sysconf("SC_CLK_TCK")


def fill(persons: int, server: Server, *, say: Callable[[str], None]) -> Actor:
    """Two agencies, the second a tenth of the first, each person with a case; then statistics for the planner."""
    worker, other = make_worker("bench"), make_worker("other")
    started = time.perf_counter()
    with server.connect("super", server.login("app").database, autocommit=True) as connection:
        fill_register(connection, worker, persons, seed=1)
        fill_register(connection, other, max(persons // 10, 1), seed=2)
        fill_claims(connection, worker)
        connection.execute("vacuum analyze")
    say(f"{persons:,} persons with cases in {time.perf_counter() - started:.0f} s")
    return worker


def measure(worker: Actor, *, requests: int) -> list[dict[str, Any]]:
    """The median cost of each page in warm requests: processor time of the application and of PostgreSQL."""
    settings.ALLOWED_HOSTS = ["testserver"]
    client = _signed_in(worker)
    with acting(worker.context), connection.cursor() as cursor:
        cursor.execute("select person_id from cases_casevisible where agency_id = %s limit 1", [worker.agency_id])
        person = cursor.fetchone()[0]
    case, claim = write_history(worker, person)
    # As the web server does once it is loaded.
    gc.collect()
    gc.freeze()
    with translation.override("fr"):
        pages: list[tuple[str, Callable[[], Any]]] = [
            ("welcome", _opening(client, "/fr/")),
            ("today", _opening(client, reverse("desk:today"))),
            ("list of 50 cases", _opening(client, reverse("cases:list"))),
            ("list of 50 persons", _opening(client, reverse("cases:persons"))),
            ("a file", _opening(client, reverse("desk:file", args=[person]))),
            ("search, name", lambda: client.post(reverse("desk:search"), {"q": "Mohamed Ben Aissa"})),
            (
                "search, name and year",
                lambda: client.post(reverse("desk:search"), {"q": "Fatima Alaoui", "birth_year": "1985"}),
            ),
            ("the law in a case", _opening(client, reverse("entitlements:case", args=[case]))),
            ("a claim", _opening(client, reverse("entitlements:claim", args=[claim]))),
            ("calendar of a month", _opening(client, reverse("planning:calendar"))),
            *_counted(_signed_in(colleague(worker, Role.SUPERVISOR))),
        ]
        return [_measured(name, ask, requests) for name, ask in pages]


def _counted(client: Client) -> list[tuple[str, Callable[[], Any]]]:
    """What a supervisor asks about all claims."""
    return [
        ("days to access", _opening(client, reverse("entitlements:days"))),
        ("days to access, as a file", _opening(client, reverse("entitlements:days_file"))),
    ]


def _opening(client: Client, path: str) -> Callable[[], Any]:
    """Opening a page as the web server does: the test client's own work is not the page's."""
    application: Any = WSGIHandler()
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    factory: Any = RequestFactory(headers={"cookie": cookies})
    environ = factory._base_environ(PATH_INFO=path)

    def ask() -> Any:
        answer = application({**environ, "wsgi.input": io.BytesIO()}, lambda status, headers: None)
        answer.close()
        return answer

    return ask


def speed() -> float:
    """How long this machine takes for a million squares, in milliseconds of processor time: the best of five.

    A shared machine runs now faster, now slower; the figures of two runs compare only beside this one.
    """
    return 1000 * min(_squares() for _ in range(5))


def _squares() -> float:
    started = time.process_time()
    sum(number * number for number in range(1_000_000))
    return time.process_time() - started


def _measured(name: str, ask: Callable[[], Any], requests: int) -> dict[str, Any]:
    for _ in range(5):
        answer = ask()
        if answer.status_code != 200:
            raise RuntimeError(f"{name} answered {answer.status_code}")
    with CaptureQueriesContext(connection) as captured:
        ask()
    # Now, not later: the next request empties the log.
    queries = len(captured)
    app, database, wall = [], [], []
    gc.collect()
    for _ in range(requests):
        started, ticks, clock = time.process_time(), _backend_ticks(), time.perf_counter()
        ask()
        wall.append(time.perf_counter() - clock)
        app.append(time.process_time() - started)
        database.append(_backend_ticks() - ticks)
    # A tick of the kernel is 10 ms: single requests cannot be told, their mean can.
    db_ms = 1000 * sum(database) / _TICKS / requests
    app_ms = 1000 * statistics.median(app)
    return {
        "page": name,
        "queries": queries,
        "app_ms": app_ms,
        "db_ms": db_ms,
        "cpu_ms": app_ms + db_ms,
        "p95_ms": 1000 * statistics.quantiles(wall, n=20)[-1],
        "kb": len(answer.content) / 1000,
    }


def _backend_ticks() -> int:
    info = connection.connection.info if connection.connection else None
    if info is None:
        return 0
    fields = Path(f"/proc/{info.backend_pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def make_worker(slug: str) -> Actor:
    """A caseworker of a new agency of that name."""
    agency = Agency(
        slug=slug, kind="ngo", name_ar=slug, name_fr=slug, name_it=slug, name_en=slug, reference_prefix="BE"
    )
    agency.save(using="migrator")
    account = Account(email=f"{slug}@example.org", full_name="Bench", language="fr")
    account.set_unusable_password()
    account.save(using="migrator")
    since = today() - timedelta(days=1)
    membership = Membership(agency=agency, account=account, role=Role.CASEWORKER, since=since)
    membership.save(using="migrator")
    return actor_of(membership)


def colleague(worker: Actor, role: Role) -> Actor:
    """Somebody else of the same agency."""
    account = Account(email=f"{role}@example.org", full_name="Bench", language="fr")
    account.set_unusable_password()
    account.save(using="migrator")
    since = today() - timedelta(days=1)
    membership = Membership(agency_id=worker.agency_id, account=account, role=role, since=since)
    membership.save(using="migrator")
    return actor_of(membership)


def _signed_in(worker: Actor) -> Client:
    from darna.base.accounts import second_factor  # Its module reads allauth's models, which need the apps to be ready.

    client = Client()
    account = Account.objects.get(pk=worker.account_id)
    second_factor.give_totp(account, second_factor.new_secret())
    client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
    session, instant = client.session, time.time()
    sessions.pass_both_steps(session, account.pk)
    session[sessions.SIGNED_IN_AT] = session[sessions.TOUCHED_AT] = session[sessions.PROVED_AT] = instant
    session["darna.membership"] = str(worker.membership_id)
    session.save()
    return client
