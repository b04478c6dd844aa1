"""`darna bench`: what pages cost, on a throw-away database of fictional people."""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from darna.base.database.temporary import temporary_server
from darna.base.keys import keyring
from darna.faces.cli import exits
from darna.faces.cli.day.house import demo_of_a_day
from darna.faces.cli.ground import say, set_up_django


def add_to(commands: Any) -> None:
    """The grammar of `darna bench`."""
    command = commands.add_parser("bench", help="measure what pages cost with fictional people")
    verbs = command.add_subparsers(dest="verb", required=True, metavar="VERB")
    pages = verbs.add_parser("pages", help="CPU and queries of the main pages, median of warm requests")
    pages.add_argument(
        "--persons", type=int, default=100_000, help="fictional persons, each with a case (default 100000)"
    )
    pages.add_argument("--requests", type=int, default=200, help="warm requests a page (default 200)")
    pages.add_argument("--json", action="store_true", help="print the figures for machines")
    pages.set_defaults(run=run)
    search = verbs.add_parser("search", help="persons found by name: how fast, and how many of those who were meant")
    search.add_argument("--persons", type=int, default=100_000, help="fictional persons (default 100000)")
    search.add_argument("--queries", type=int, default=500, help="questions with a known answer (default 500)")
    search.add_argument("--json", action="store_true", help="print the figures for machines")
    search.set_defaults(run=run_search)
    link = verbs.add_parser("link", help="files of one person: how many are found, how surely, how fast")
    link.add_argument("--persons", type=int, default=100_000, help="fictional files (default 100000)")
    link.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb", help="where it is compared")
    link.add_argument("--alone", action="store_true", help="without PostgreSQL: newcomers are not measured")
    link.add_argument("--json", action="store_true", help="print the figures for machines")
    link.set_defaults(run=run_link)
    export = verbs.add_parser("export", help="a long list carried out as a workbook and as text: seconds and memory")
    export.add_argument("--persons", type=int, default=100_000, help="fictional persons, each a row (default 100000)")
    export.add_argument("--json", action="store_true", help="print the figures for machines")
    export.set_defaults(run=run_export)
    importing = verbs.add_parser(
        "import", help="a register brought in: seconds of each step, memory, and a crash half way"
    )
    importing.add_argument("--persons", type=int, default=100_000, help="rows of the register (default 100000)")
    importing.add_argument("--json", action="store_true", help="print the figures for machines")
    importing.set_defaults(run=run_import)
    portal = verbs.add_parser("portal", help="public pages over HTTP: how many a second, and how long they took")
    portal.add_argument("--services", type=int, default=5000, help="fictional services at places (default 5000)")
    portal.add_argument("--requests", type=int, default=2000, help="pages that are read (default 2000)")
    portal.add_argument("--readers", type=int, default=16, help="how many read at once (default 16)")
    portal.add_argument("--rate", type=float, default=52.0, help="pages wanted a second, 0 for no rest (default 52)")
    portal.add_argument("--processes", type=int, default=2, help="processes of the web server (default 2)")
    portal.add_argument("--json", action="store_true", help="print the figures for machines")
    portal.set_defaults(run=run_portal)
    rules = verbs.add_parser("rules", help="answers of the law: one person with reasons, a million careers at once")
    rules.add_argument("--rounds", type=int, default=50, help="how often each situation is asked (default 50)")
    rules.add_argument("--careers", type=int, default=1_000_000, help="careers in two countries (default 1000000)")
    rules.add_argument("--json", action="store_true", help="print the figures for machines")
    rules.set_defaults(run=run_rules)
    day = verbs.add_parser("day", help="a day of visitors replayed against a server, and how long people waited")
    day.add_argument("--visitors", type=int, default=200, help="people who come (default 200)")
    day.add_argument("--clients", type=int, default=8, choices=range(1, 9), metavar="1..8", help="screens (default 8)")
    day.add_argument("--minutes", type=float, default=4.0, help="the day pressed into so many minutes; 0 for no rest")
    day.add_argument("--site", default="", help="a running demo; without it one is started and thrown away")
    day.add_argument("--json", action="store_true", help="print the figures for machines")
    day.set_defaults(run=run_day)


def run(given: argparse.Namespace) -> int:
    """Fill a throw-away server, ask each page, print the medians."""
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory(prefix="darna-bench-"))
        server = stack.enter_context(temporary_server())
        _point_at(server, Path(home))
        set_up_django()
        from darna.faces.cli.installing import install
        from darna.faces.cli.measuring import fill, measure, speed

        install()
        worker = fill(given.persons, server, say=(lambda line: None) if given.json else say)
        before = speed()
        figures = measure(worker, requests=given.requests)
        squares = (before, speed())
    if given.json:
        say(json.dumps({"persons": given.persons, "squares_ms": squares, "pages": figures}))
    else:
        say(f"a million squares in Python: {squares[0]:.0f} ms before, {squares[1]:.0f} ms after")
        say(f"{'page':<28}{'queries':>8}{'app ms':>9}{'db ms':>8}{'CPU ms':>8}{'p95 ms':>8}{'kB':>7}")
        for line in figures:
            say(
                f"{line['page']:<28}{line['queries']:>8}{line['app_ms']:>9.1f}{line['db_ms']:>8.1f}"
                f"{line['cpu_ms']:>8.1f}{line['p95_ms']:>8.1f}{line['kb']:>7.1f}"
            )
    return exits.OK


def run_search(given: argparse.Namespace) -> int:
    """Fill a throw-away server with persons whose truth is known, look for them by name, print how it went."""
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory(prefix="darna-bench-"))
        server = stack.enter_context(temporary_server())
        _point_at(server, Path(home))
        set_up_django()
        from darna.faces.cli.installing import install
        from darna.faces.cli.seeking import lines, measure

        install()
        figures = measure(server, given.persons, given.queries, say=(lambda line: None) if given.json else say)
    if given.json:
        say(json.dumps(figures))
    else:
        for line in lines(figures):
            say(line)
    return exits.OK


def run_link(given: argparse.Namespace) -> int:
    """Make a register whose truth is known, learn from it, compare it with itself, print how it went."""
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory(prefix="darna-bench-"))
        server = stack.enter_context(temporary_server())
        _point_at(server, Path(home))
        set_up_django()
        from darna.faces.cli.installing import install
        from darna.faces.cli.linking import lines, measure

        install()
        told = (lambda line: None) if given.json else say
        figures = measure(None if given.alone else server, given.persons, given.engine, say=told)
    if given.json:
        say(json.dumps(figures))
    else:
        for line in lines(figures):
            say(line)
    return exits.OK


def run_export(given: argparse.Namespace) -> int:
    """Fill a throw-away server, carry the list of persons out in both forms as its job does, print what it took."""
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory(prefix="darna-bench-"))
        server = stack.enter_context(temporary_server())
        _point_at(server, Path(home))
        set_up_django()
        from darna.faces.cli.carrying import lines, measure
        from darna.faces.cli.installing import install

        install()
        figures = measure(server, given.persons, say=(lambda line: None) if given.json else say)
    if given.json:
        say(json.dumps(figures))
    else:
        for line in lines(figures):
            say(line)
    return exits.OK


def run_import(given: argparse.Namespace) -> int:
    """Bring a fictional register into a throw-away server; 1 when a row is missing, doubled or half after a crash."""
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory(prefix="darna-bench-"))
        server = stack.enter_context(temporary_server())
        _point_at(server, Path(home))
        set_up_django()
        from darna.faces.cli.installing import install
        from darna.faces.cli.loading import lines, measure

        install()
        figures = measure(server, given.persons, Path(home), say=(lambda line: None) if given.json else say)
    if given.json:
        say(json.dumps(figures))
    else:
        for line in lines(figures):
            say(line)
    return exits.OK if figures["same"] and not figures["killed"]["half_rows"] else exits.FOUND


def run_day(given: argparse.Namespace) -> int:
    """Receive the visitors; 1 when somebody could not be received or 95 in 100 answers took longer than 300 ms."""
    from darna.base.accounts.demo_password import DEMO_PASSWORD
    from darna.faces.cli.day.replay import LIMIT_MS, replay

    with demo_of_a_day(given.site) as site:
        report = replay(
            site,
            DEMO_PASSWORD,
            visitors=given.visitors,
            clients=given.clients,
            minutes=given.minutes,
            say=(lambda line: None) if given.json else say,
        )
    if given.json:
        say(json.dumps(report.as_json()))
    else:
        for line in report.lines():
            say(line)
    return exits.FOUND if report.troubles or report.p95_ms > LIMIT_MS else exits.OK


def run_rules(given: argparse.Namespace) -> int:
    """Ask every situation of the catalogue, then a million careers; 1 when it is slower than promised."""
    from darna.faces.cli.answering import kept, lines, measure

    figures = measure(given.rounds, given.careers)
    if given.json:
        say(json.dumps(figures))
    else:
        for line in lines(figures):
            say(line)
    return exits.OK if kept(figures) else exits.FOUND


def run_portal(given: argparse.Namespace) -> int:
    """Fill a throw-away server with services, read the public pages; 1 when they are slower than promised."""
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory(prefix="darna-bench-"))
        server = stack.enter_context(temporary_server())
        _point_at(server, Path(home))
        os.environ["DARNA_DB_POOL"] = "4"
        os.environ["DATABASE_PORTAL_URL"] = server.url("portal")
        set_up_django()
        from darna.faces.cli.installing import collect_static, install
        from darna.faces.cli.readers import LIMIT_MS, PAGES_A_SECOND, read_all, served

        install()
        collect_static()
        walk = _filled_walk(server, given.services, given.requests)
        site = stack.enter_context(served(processes=given.processes, threads=2))
        read_all(site, walk[: max(given.requests // 10, 40)], readers=given.readers)
        reading = read_all(site, walk, readers=given.readers, rate=given.rate)
    told = {"services": given.services, "readers": given.readers, **reading.as_json()}
    if given.json:
        say(json.dumps(told))
    else:
        say(f"{told['pages_a_second']} pages a second, 95 in 100 within {told['p95_ms']} ms")
        for kind, line in told["pages"].items():
            say(f"{kind:<8}{line['count']:>7}{line['median_ms']:>9} ms{line['p95_ms']:>9} ms{line['kb']:>8} kB")
        for trouble in told["troubles"]:
            say(trouble)
    is_slow = reading.p95_ms > LIMIT_MS or reading.pages_a_second < PAGES_A_SECOND
    return exits.FOUND if reading.troubles or is_slow else exits.OK


def _filled_walk(server: Any, services: int, requests: int) -> list[tuple[str, str]]:
    """The pages to read, once the directory holds so many services."""
    from django.db import connections

    from darna.domains.directory.queries.published import shown_offers_for_sitemap
    from darna.domains.pages.queries.published import shown_pages
    from darna.faces.cli.directory import fill_directory
    from darna.faces.cli.readers import paths

    with server.connect("super", server.login("app").database, autocommit=True) as connection:
        fill_directory(connection, services)
    offers = [str(key) for key, _assured in shown_offers_for_sitemap()]
    slugs = [line.slug for line in shown_pages("fr")]
    connections.close_all()
    return paths(offers, slugs, requests)


def _point_at(server: Any, home: Path) -> None:
    os.environ["DARNA_HOME"] = str(home)
    os.environ.pop("DARNA_KEYRING", None)
    os.environ["DARNA_DB_POOL"] = "0"
    for role, name in (
        ("app", "DATABASE_URL"),
        ("owner", "DATABASE_OWNER_URL"),
        ("migrator", "DATABASE_MIGRATOR_URL"),
        ("backup", "DATABASE_BACKUP_URL"),
    ):
        os.environ[name] = server.url(role)
    keyring.save(keyring.fresh(), keyring.place())
