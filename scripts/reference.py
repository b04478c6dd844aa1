"""Writes the pages of docs/reference that say what the code says: settings, permissions, audit verbs, data.

`scripts/reference.py` writes them again; with `--check` it writes nothing and names the pages that have drifted.
A test asks `drifted()` the same question, so a page never says more, or less, than the code.
"""

from __future__ import annotations

import ast
import csv
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "darna"
REFERENCE = ROOT / "docs" / "reference"
COLUMNS = REFERENCE / "columns.csv"
BEGIN, END = "<!-- made by scripts/reference.py: begin -->", "<!-- made by scripts/reference.py: end -->"
_VERB = re.compile(r"[a-z_]+\.[a-z_]+")


def settings_table() -> str:
    """Every setting an operator may write, in the order in which the settings read them."""
    from darna.config import settings  # noqa: F401
    from darna.config.settings.reader import KNOWN

    lines = ["| name | default | meaning |", "|---|---|---|"]
    for setting in KNOWN.values():
        lines.append(f"| `{setting.name}` | {_default(setting.default)} | {_cell(setting.meaning)} |")
    return "\n".join(lines)


def _default(value: str) -> str:
    inside = value.replace(str(PACKAGE) + "/", "the package's folder/")
    return f"`{inside}`" if inside else "none"


def permissions_table() -> str:
    """Roles against verbs, who meets persons, and the programmes an adviser writes in."""
    from darna.base.agencies.roles import MEETS_PERSONS, PROGRAMMES_OF, VERBS_OF, Role, Verb

    lines = ["| role | meets persons | may |", "|---|---|---|"]
    for role in Role:
        verbs = [f"`{verb.value}`" for verb in Verb if verb in VERBS_OF[role]]
        lines.append(
            f"| {role.label} (`{role.value}`) | {_yes(role in MEETS_PERSONS)} | {', '.join(verbs) or 'nothing yet'} |"
        )
    lines += ["", "| verb | what it opens | roles |", "|---|---|---|"]
    for verb in Verb:
        roles = [f"`{role.value}`" for role in Role if verb in VERBS_OF[role]]
        lines.append(f"| `{verb.value}` | {_cell(str(verb.label))} | {', '.join(roles) or 'none'} |")
    lines += ["", "| adviser | writes, beyond the cases assigned to them, in these programmes |", "|---|---|"]
    for role, programmes in PROGRAMMES_OF.items():
        lines.append(f"| `{role.value}` | {', '.join(f'`{one}`' for one in sorted(programmes))} |")
    return "\n".join(lines)


@dataclass(frozen=True)
class Said:
    """One sentence of the trail: its verb, the docstring of the action that writes it, where that action is."""

    verb: str
    meaning: str
    where: str


def audit_verbs_table() -> str:
    """Every verb that is written into the trail, by reading the code."""
    lines = ["| verb | written when | in |", "|---|---|---|"]
    for said in audit_verbs():
        lines.append(f"| `{said.verb}` | {_cell(said.meaning)} | `{said.where}` |")
    return "\n".join(lines)


def audit_verbs() -> list[Said]:
    """The verbs with the action behind each, in order of the verb."""
    found: dict[str, Said] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if not {"tests", "migrations"} & set(path.parts):
            for said in _verbs_in(path):
                found.setdefault(said.verb, said)
    return [found[verb] for verb in sorted(found)]


def _verbs_in(path: Path) -> Iterator[Said]:
    tree = ast.parse(path.read_text("utf-8"))
    where = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for function in functions:
        for call in _calls_of(function, "record"):
            first = call.args[0] if call.args else None
            if isinstance(first, ast.Name):
                yield from _passed_on(functions, function, first.id, where)
            else:
                yield from (Said(verb, _summary(function), where) for verb in _texts(first))


def _passed_on(functions: list[ast.FunctionDef], inner: ast.FunctionDef, name: str, where: str) -> Iterator[Said]:
    """The verbs that callers in the same module hand to a function that records for them."""
    names = [argument.arg for argument in inner.args.args]
    for outer in functions:
        for call in _calls_of(outer, inner.name):
            given = {**dict(zip(names, call.args, strict=False)), **{word.arg: word.value for word in call.keywords}}
            yield from (Said(verb, _summary(outer), where) for verb in _texts(given.get(name)))


def _calls_of(function: ast.FunctionDef, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if called == name:
                yield node


def _texts(node: ast.AST | None) -> list[str]:
    texts = [one.value for one in ast.walk(node) if isinstance(one, ast.Constant)] if node else []
    return [text for text in texts if isinstance(text, str) and _VERB.fullmatch(text)]


def _summary(function: ast.FunctionDef) -> str:
    return (ast.get_docstring(function) or "").split("\n")[0].split(" Raises:")[0].split(" One query")[0].strip()


def data_dictionary() -> str:
    """Every table of Darna with its columns, what is sealed, and what becomes of it."""
    from django.apps import apps

    lines: list[str] = []
    for config in apps.get_app_configs():
        if config.name.startswith("darna."):
            for model in config.get_models():
                lines += _table(model)
    return "\n".join(lines).strip()


def _table(model: Any) -> list[str]:
    name = model._meta.db_table
    said = (model.__doc__ or "").strip().split("\n")[0]
    lines = [
        f"## `{name}`",
        "",
        said,
        "",
        _lifecycle_line(model),
        "",
        "| column | type | kept | meaning |",
        "|---|---|---|---|",
    ]
    blanked = dict(getattr(getattr(model, "lifecycle", None), "blank", ()))
    for column in model._meta.concrete_fields:
        kept = _kept(column.column) + (", blanked by an erasure" if column.name in blanked else "")
        meaning = _meaning(name, column.column) or _choices(column)
        lines.append(f"| `{column.column}` | {_type(column)} | {kept} | {_cell(meaning)} |")
    return [*lines, ""]


def _lifecycle_line(model: Any) -> str:
    from darna.base.rowsecurity.lifecycle import Lifecycle

    found = getattr(model, "lifecycle", None)
    if not isinstance(found, Lifecycle):
        return "An open table: it holds no row of a person or an agency."
    export = "may be exported" if found.export else "never exported"
    return (
        f"Merge: {found.merge.value}. Erasure: {found.erase.value}. Export: {export}. Retention: `{found.retention}`."
    )


def _kept(column: str) -> str:
    if column.startswith("sealed_"):
        return "sealed under the person's key"
    if column.endswith("_token") or column in {"token", "mark", "source_row"}:
        return "keyed hash"
    return {"wrapped": "wrapped by the master key", "token_hash": "hash", "password": "Argon2 hash"}.get(
        column, "clear"
    )


def _type(column: Any) -> str:
    inner = getattr(column, "base_field", None)
    kind = type(inner or column).__name__.removesuffix("Field").lower()
    if column.is_relation:
        kind = f"key to `{column.related_model._meta.db_table}`"
    return f"list of {kind}" if inner is not None else kind


def _choices(column: Any) -> str:
    return ", ".join(str(value) for value, _label in (column.choices or []))


def _meaning(table: str, column: str) -> str:
    words = column_words()
    return words.get((table, column)) or words.get(("*", column)) or ""


def column_words() -> dict[tuple[str, str], str]:
    """What each column means, from columns.csv; the table `*` speaks for a column of that name anywhere."""
    with COLUMNS.open(encoding="utf-8", newline="") as file:
        return {(row["table"], row["column"]): row["meaning"] for row in csv.DictReader(file)}


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


PAGES = {
    "settings.md": settings_table,
    "permissions.md": permissions_table,
    "audit-verbs.md": audit_verbs_table,
    "data-dictionary.md": data_dictionary,
}


def written(name: str) -> str:
    """A page with its made part as the code has it now; what stands round that part stays."""
    before = (REFERENCE / name).read_text("utf-8")
    head, _, rest = before.partition(BEGIN)
    _old, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n\n{PAGES[name]()}\n\n{END}{tail}"


def drifted() -> list[str]:
    """The pages that no longer say what the code says."""
    return [name for name in PAGES if written(name) != (REFERENCE / name).read_text("utf-8")]


def set_up() -> None:
    """Let the settings be read without an installation: a folder and a master key that last as long as this run."""
    import django

    if "DJANGO_SETTINGS_MODULE" not in os.environ:
        from darna.base.keys import keyring

        home = tempfile.mkdtemp(prefix="darna-reference-")
        os.environ.update(DARNA_HOME=home, DJANGO_SETTINGS_MODULE="darna.config.settings")
        os.environ.pop("DARNA_KEYRING", None)
        keyring.save(keyring.fresh(), keyring.place())
    django.setup()


def main(words: list[str]) -> int:
    """Write the pages, or say which have drifted; exit code 1 when any has."""
    set_up()
    if "--check" in words:
        found = drifted()
        for name in found:
            print(f"docs/reference/{name} no longer says what the code says: run scripts/reference.py", file=sys.stderr)
        return 1 if found else 0
    for name in PAGES:
        (REFERENCE / name).write_text(written(name), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
