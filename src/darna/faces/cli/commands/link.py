"""`darna link`: the register of an agency looked through for files of one person."""

from __future__ import annotations

import argparse
import json
import time
from typing import Any

from darna.faces.cli import exits
from darna.faces.cli.ground import Trouble, grounded, say


def add_to(commands: Any) -> None:
    """The grammar of `darna link`."""
    command = commands.add_parser("link", help="look a register through for files of one person; people decide")
    command.add_argument("--agency", required=True, metavar="SLUG", help="the short name of the agency")
    command.add_argument(
        "--engine",
        choices=("duckdb", "spark"),
        default="duckdb",
        help="where it is compared; Spark serves where one machine is too small (default duckdb)",
    )
    command.add_argument("--json", action="store_true", help="print what came of it for machines")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Look through, and say how many pairs wait for somebody to decide."""
    with grounded():
        told = _looked(given.agency, given.engine)
    if given.json:
        say(json.dumps(told))
    else:
        say(
            f"{told['persons']} files compared in {told['seconds']} s, {told['found']} pairs found,"
            f" {told['proposed']} of them new. People decide about them: Desk, Duplicates."
        )
    return exits.OK


def _looked(slug: str, engine: Any) -> dict[str, Any]:
    from darna.base.agencies.actor import job_actor
    from darna.base.agencies.queries import agency_by_slug
    from darna.base.rowsecurity.context import PUBLIC, acting
    from darna.domains.linkage import actions
    from darna.domains.linkage.comparing import compare_register
    from darna.domains.linkage.queries import run_line
    from darna.kernel.errors import AlreadyDone

    with acting(PUBLIC):
        agency = agency_by_slug(slug)
    if agency is None:
        raise Trouble(f"There is no agency {slug}.", exits.REFUSED)
    by, started = job_actor(agency.pk, slug=slug), time.perf_counter()
    try:
        with acting(by.context):
            run_id = actions.ask_for_a_run("command", by=by, engine=engine).pk
    except AlreadyDone:
        raise Trouble("The register is being looked through already.", exits.REFUSED) from None
    try:
        compare_register(run_id, by, engine)
    except ImportError as missing:
        raise Trouble(str(missing), exits.MISSING) from None
    with acting(by.context):
        line = run_line(run_id)
    told = {name: getattr(line, name) for name in ("persons", "found", "proposed", "model_number", "engine")}
    return {**told, "seconds": round(time.perf_counter() - started, 1)}
