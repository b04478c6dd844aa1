"""`darna rules`: the law as code, checked, listed and explained; only `patch` and `gain` need the database."""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any, Final

from darna.faces.cli import exits, gaining
from darna.faces.cli.ground import grounded
from darna.faces.cli.saying import Trouble, complain, say
from darna.kernel.errors import Problem
from darna.rules.book import ROOT, Book, book, troubles
from darna.rules.engine import situations
from darna.rules.engine.questions import explain
from darna.rules.engine.reading import load
from darna.rules.telling import as_text, teller

_LANGUAGES: Final = ("ar", "fr", "it", "en")


def add_to(commands: Any) -> None:
    """The grammar of `darna rules`."""
    command = commands.add_parser("rules", help="check, list and explain the law as code")
    verbs = command.add_subparsers(dest="verb", required=True, metavar="VERB")
    check = verbs.add_parser("check", help="every value has its source, every situation its expected answer")
    check.add_argument("folder", nargs="?", type=Path, help="also the situations of this folder")
    check.add_argument("--json", action="store_true", help="for machines")
    check.set_defaults(run=run_check)
    asked = verbs.add_parser("list", help="the questions that can be asked")
    asked.add_argument("--lang", choices=_LANGUAGES, default="en", help="language of the titles (default en)")
    asked.set_defaults(run=run_list)
    taken = verbs.add_parser("patch", help="what was approved on the web, as YAML for the files of the law")
    taken.add_argument("file", metavar="FILE", nargs="?", default="-", help="the file to write; the terminal if none")
    taken.set_defaults(run=run_patch)
    gaining.add_to(verbs)
    told = verbs.add_parser(
        "explain", help="the answer to one situation by the files of this version, with reasons and sources"
    )
    told.add_argument("file", metavar="SITUATION.yaml", type=Path, help="one situation, or a list of them")
    told.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="ask the law of that day instead")
    told.add_argument("--lang", choices=_LANGUAGES, default="fr", help="language of the answer (default fr)")
    told.add_argument("--json", action="store_true", help="for machines")
    told.set_defaults(run=run_explain)


def run_check(given: argparse.Namespace) -> int:
    """Read all that is written, and ask every situation again."""
    known, asked = _book(), []
    wrong = troubles(known)
    for root in filter(None, (ROOT, given.folder)):
        asked += list(_read(root))
    failed = {f"{one.place}: {one.name}": lines for one in asked if (lines := _checked(one, known))}
    _report(given, known, len(asked), wrong, failed)
    return exits.FOUND if wrong or failed else exits.OK


def _read(root: Path) -> list[situations.Situation]:
    try:
        return list(situations.situations_in(root))
    except (ValueError, OSError) as refused:
        raise Trouble(str(refused), exits.INPUT) from refused


def _checked(one: situations.Situation, known: Book) -> list[str]:
    try:
        return situations.troubles(one, known.questions, known.facts, known.law)
    except (Problem, ValueError, TypeError) as refused:
        return [str(refused)]


def _report(given: argparse.Namespace, known: Book, asked: int, wrong: list[str], failed: dict[str, list[str]]) -> None:
    if given.json:
        told = {"values": _count(known), "situations": asked, "written_wrong": wrong, "answered_otherwise": failed}
        say(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for line in wrong:
        complain(f"written wrong: {line}")
    for name, lines in failed.items():
        complain(f"answered otherwise: {name}: {'; '.join(lines)}")
    say(
        f"{len(known.instruments)} instruments, {_count(known)} dated values, {len(known.rights)} rights, "
        f"{len(list(known.questions))} questions; {asked} situations, {len(failed)} answered otherwise; "
        f"{len(wrong)} written wrong."
    )


def _count(known: Book) -> int:
    return sum(len(parameter.values) for one in known.instruments.values() for parameter in one.parameters.values())


def run_list(given: argparse.Namespace) -> int:
    """The address and the title of every question."""
    known = _book()
    tell = teller(known, given.lang)
    for question in known.questions:
        say(f"{question.id}\t{tell.sentence(question.title, question.values)}")
    return exits.OK


def run_patch(given: argparse.Namespace) -> int:
    """Approved values and readings of this installation, which the database knows."""
    with grounded():
        from django.conf import settings

        from darna.domains.law.queries.patching import patch_of_law

        text = patch_of_law(using=settings.PORTAL_DATABASE)
    if not text:
        complain("Nothing was approved here that the files do not say.")
        return exits.OK
    if given.file == "-":
        say(text.rstrip("\n"))
        return exits.OK
    _write(Path(given.file), text)
    say(f"The patch is written to {given.file}.")
    return exits.OK


def _write(target: Path, text: str) -> None:
    try:
        target.write_text(text, "utf-8")
    except OSError as refused:
        reason = f"{target} cannot be written: {refused.strerror}. Choose another place."
        raise Trouble(reason, exits.INPUT) from refused


def run_explain(given: argparse.Namespace) -> int:
    """Each situation of a file with its answer, why, what is missing, what would change it and the sources."""
    known = _book()
    told = [_explained(one, known, given.on) for one in _situations(given.file)]
    if given.json:
        say(json.dumps([one.as_data() for one in told], ensure_ascii=False, indent=2))
    else:
        say("\n\n".join(as_text(one, known, given.lang) for one in told))
    return exits.OK


def _explained(one: situations.Situation, known: Book, on: date | None) -> Any:
    try:
        circumstances = one.circumstances(known.facts)
        question = known.questions.of(one.question)
        return explain(question, circumstances.on_day(on) if on else circumstances, known.law)
    except Problem as refused:
        raise Trouble(f"{one.name}: {refused}", exits.INPUT) from refused


def _situations(path: Path) -> list[situations.Situation]:
    try:
        data = load(path)
        listed = data if isinstance(data, list) else [data]
        return [situations.situation_from(one, path.name) for one in listed]
    except (ValueError, OSError, TypeError) as refused:
        raise Trouble(f"{path} cannot be used: {refused}", exits.INPUT) from refused


def _book() -> Book:
    try:
        return book()
    except (ValueError, KeyError) as refused:
        raise Trouble(f"The law cannot be read: {refused}", exits.INPUT) from refused
