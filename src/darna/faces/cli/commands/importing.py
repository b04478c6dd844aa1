"""`darna import`: a register comes in, is listed, is taken back."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from darna.faces.cli import exits
from darna.faces.cli.ground import Trouble, complain, grounded, say

if TYPE_CHECKING:
    from darna.base.agencies.actor import Actor
    from darna.domains.cases.registers.results import RegisterResult, UndoResult

#: Seconds the signed context lives; the import renews it as it goes on.
LONG = 600
_KEPT = "Of a short register nothing was kept; of a long one, what `darna import list` shows as being brought in."


def add_to(commands: Any) -> None:
    """The grammar of `darna import`."""
    command = commands.add_parser("import", help="bring in an agency's own register, list imports, undo one")
    verbs = command.add_subparsers(dest="verb", required=True, metavar="VERB")
    bringing = verbs.add_parser("register", help="bring in a register kept in a spreadsheet (.xlsx, .ods, .xls, .csv)")
    bringing.add_argument("file", type=Path)
    bringing.add_argument("--agency", required=True, metavar="SLUG", help="the agency's short name")
    bringing.add_argument("--dry-run", action="store_true", help="do everything, tell everything, keep nothing")
    bringing.add_argument("--json", action="store_true", help="print the result as JSON")
    bringing.add_argument("--mapping", type=Path, metavar="FILE.json", help="headings of the sheet and their fields")
    bringing.set_defaults(run=register)
    undoing = verbs.add_parser("undo", help="take an import back; rows changed since stay and are listed")
    undoing.add_argument("batch", type=UUID)
    undoing.add_argument("--agency", required=True, metavar="SLUG")
    undoing.add_argument("--json", action="store_true", help="print the result as JSON")
    undoing.set_defaults(run=undo)
    listing = verbs.add_parser("list", help="imports of an agency, the newest first")
    listing.add_argument("--agency", required=True, metavar="SLUG")
    listing.add_argument("--json", action="store_true", help="print the list as JSON")
    listing.set_defaults(run=list_imports)


def register(given: argparse.Namespace) -> int:
    """Bring in a register and report what became of every row."""
    mapping = _mapping(given.mapping)
    with _agency_of(given.agency) as actor:
        from darna.base.imports.reading import UnreadableRegister, explain
        from darna.domains.cases.registers.actions import bring_register
        from darna.kernel.errors import Invalid, Refused

        try:
            result = bring_register(
                given.file,
                name=given.file.name,
                by=actor,
                dry_run=given.dry_run,
                mapping=mapping,
                progress=None if given.json else _show_progress,
            )
        except UnreadableRegister as problem:
            detail = f" ({problem.detail})" if problem.detail else ""
            raise Trouble(explain(problem.reason) + detail, exits.INPUT) from problem
        except Invalid as problem:
            raise Trouble(f"A row cannot be written: {problem}. {_KEPT}", exits.INPUT) from problem
        except Refused as refusal:
            raise Trouble(f"The import was stopped: {refusal}.", exits.REFUSED) from refusal
    told = json.dumps(result.as_dict(), ensure_ascii=False, indent=2) if given.json else None
    say(told or "\n".join(report(result, given.agency)))
    return exits.OK


def undo(given: argparse.Namespace) -> int:
    """Take an import back."""
    with _desk_of(given.agency) as actor:
        from darna.domains.cases.registers.undoing import undo_register
        from darna.kernel.errors import AlreadyDone, NotFound, Refused

        try:
            result = undo_register(given.batch, by=actor)
        except NotFound as missing:
            raise Trouble(f"{given.agency} has no import {given.batch}.", exits.REFUSED) from missing
        except AlreadyDone as done:
            raise Trouble(f"Import {given.batch} was undone before; nothing of it is left.", exits.REFUSED) from done
        except Refused as refusal:
            raise Trouble(f"Import {given.batch} was not undone: {refusal}. Try again.", exits.REFUSED) from refusal
    say(json.dumps(result.as_dict(), ensure_ascii=False, indent=2) if given.json else "\n".join(undo_report(result)))
    return exits.OK


def list_imports(given: argparse.Namespace) -> int:
    """Print the imports of an agency."""
    with _desk_of(given.agency) as actor:
        from darna.domains.cases.registers.queries import imports_of

        lines = imports_of(actor)
    if given.json:
        say(json.dumps([_plain(line) for line in lines], ensure_ascii=False, indent=2))
        return exits.OK
    for line in lines:
        state = f"undone, {line.kept_rows} rows kept" if line.is_undone else "brought in"
        if line.is_under_way:
            state = "being brought in, or cut off: bring the same file in again to go on"
        counts = f"{line.rows} rows: {line.created} new, {line.known} known, {line.proposed} proposed"
        say(f"{line.id}  {line.brought_at:%Y-%m-%d %H:%M}  {counts}, {line.refused} refused  ({state})")
    if not lines:
        say("Nothing has been brought in yet.")
    return exits.OK


def report(result: RegisterResult, agency: str) -> Iterator[str]:
    """What became of every row, for the person at the machine."""
    tried = "Nothing was kept: this was a try." if result.dry_run else f"Import {result.batch}"
    yield f"{result.name}, sheet {result.sheet}: {tried}"
    yield ""
    further = result.visits_of_known
    again = f"; {further} of them a further visit, added to the person's file" if further else ""
    yield f"  rows      {result.rows:>6}"
    yield f"  created   {result.created:>6}  new persons"
    yield f"  known     {result.known:>6}  there before{again}"
    yield f"  proposed  {result.proposed:>6}  new persons who may have a file already; somebody decides"
    yield f"  refused   {len(result.refused):>6}  not brought in"
    yield f"  left aside{len(result.skipped) + result.blank_rows:>6}  titles, totals, headings, empty rows"
    yield from _reasons(result)
    yield from _refusals(result)
    for column in result.unread_columns:
        yield f"Column {column!r} is not a field of the register; its text went into the notes."
    for sheet in result.unread_sheets:
        yield f"Sheet {sheet!r} was not read."
    if result.batch and result.created + result.proposed + result.visits_of_known:
        yield ""
        yield f"To take it back: darna import undo {result.batch} --agency {agency}"


def undo_report(result: UndoResult) -> Iterator[str]:
    """What was taken back and what stayed."""
    from darna.domains.cases.registers.reasons import explain

    yield f"Import {result.batch}: {result.undone} rows taken back ({result.persons} persons, {result.cases} cases)."
    if result.kept:
        yield f"{len(result.kept)} rows stay:"
    for row in result.kept:
        yield f"  row {row.row}: {explain(row.reason)}"


def _reasons(result: RegisterResult) -> Iterator[str]:
    from darna.domains.cases.registers.reasons import explain

    for weight, heading in (("refused", "Why refused"), ("warning", "Doubts"), ("skipped", "Why left aside")):
        counted = [(reason, count) for kind, reason, count in result.reasons if kind == weight]
        if counted:
            yield ""
            yield f"{heading}:"
        for reason, count in counted:
            yield f"  {count:>5}  {reason}: {explain(reason)}"


def _refusals(result: RegisterResult) -> Iterator[str]:
    if result.refused:
        yield ""
        yield "Refused rows (correct them in the sheet and bring it in again; the others are then known):"
    for line in result.refused:
        told = f"{line.column} {line.value!r}" if line.value else line.column
        yield f"  row {line.row}: {line.reason}, {told}"


def _plain(line: Any) -> dict[str, object]:
    from dataclasses import asdict

    return json.loads(json.dumps(asdict(line), default=str))  # type: ignore[no-any-return]


def _show_progress(step: str, done: int, total: int) -> None:
    told = {"persons": "new persons", "writing": "rows", "pairs": "new persons compared"}
    if sys.stderr.isatty() and step in told and total:
        complain(f"{done} of {total} {told[step]} …")


def _mapping(path: Path | None) -> dict[str, str] | None:
    if path is None:
        return None
    try:
        told = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as problem:
        raise Trouble(f"{path} cannot be read as JSON: {problem}.", exits.INPUT) from problem
    if not isinstance(told, dict) or not all(isinstance(value, str) for value in told.values()):
        raise Trouble(f'{path} must hold one object such as {{"Heading of the sheet": "family_name"}}.', exits.INPUT)
    return told


@contextmanager
def _desk_of(slug: str) -> Iterator[Actor]:
    """The agency's own job, in one transaction that ends with the command."""
    with _agency_of(slug) as actor:
        from darna.base.rowsecurity.context import acting

        with acting(actor.context, seconds=LONG):
            yield actor


@contextmanager
def _agency_of(slug: str) -> Iterator[Actor]:
    """The agency's own job, for work that keeps what it has done before it ends."""
    with grounded():
        from darna.base.agencies.actor import job_actor
        from darna.base.agencies.queries import agency_by_slug
        from darna.base.rowsecurity.context import PUBLIC, acting

        with acting(PUBLIC):
            agency = agency_by_slug(slug)
        if agency is None:
            raise Trouble(f"There is no agency {slug}.", exits.REFUSED)
        yield job_actor(agency.pk, slug=slug, reference_prefix=agency.reference_prefix)
