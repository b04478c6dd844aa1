"""Writes the pages of docs/reference that say what the code says: settings, permissions, audit verbs, data, law.

`scripts/reference.py` writes them again; with `--check` it writes nothing and names the pages that have drifted.
A test asks `drifted()` the same question, so a page never says more, or less, than the code.
"""

from __future__ import annotations

import atexit
import csv
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "darna"
REFERENCE = ROOT / "docs" / "reference"
COLUMNS = REFERENCE / "columns.csv"
BEGIN, END = "<!-- made by scripts/reference.py: begin -->", "<!-- made by scripts/reference.py: end -->"


def settings_table() -> str:
    """Every setting an operator may write, in the order in which the settings read them."""
    from darna.config import settings  # noqa: F401
    from darna.config.settings.reader import KNOWN

    lines = ["| name | default | meaning |", "|---|---|---|"]
    for setting in KNOWN.values():
        lines.append(f"| `{setting.name}` | {_default(setting.default)} | {_cell(setting.meaning)} |")
    return "\n".join(lines)


def _default(value: str) -> str:
    # A default inside this machine's folders is told by the folder's name, or the page would differ on each machine.
    from darna.base.database.home import find_home

    for folder, name in ((find_home().root, "DARNA_HOME"), (PACKAGE, "the package's folder")):
        value = value.replace(f"{folder}/", f"{name}/")
    return f"`{value}`" if value else "none"


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


def audit_verbs_table() -> str:
    """Every verb of the trail with the sentence it is read as, and the module that writes it."""
    from darna.base.audit.verbs import SENTENCES

    recording = {_module(path): text for path in _sources() if _records(text := path.read_text("utf-8"))}
    lines = ["| verb | read as | written by |", "|---|---|---|"]
    for verb, sentence in sorted(SENTENCES.items()):
        modules = [f"`{module}`" for module, text in recording.items() if f'"{verb}"' in text]
        lines.append(f"| `{verb}` | {_cell(str(sentence))} | {', '.join(modules) or 'nothing in this version'} |")
    return "\n".join(lines)


def _sources() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if "tests" not in path.parts]


def _records(text: str) -> bool:
    return "audit.actions import" in text or "def record(" in text


def _module(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


def data_dictionary() -> str:
    """Every table of Darna with its columns, what is sealed, and what becomes of it."""
    return "\n".join(line for model in _models() for line in _table(model)).strip()


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
        kept = _kept(name, column.column) + (", blanked by an erasure" if column.name in blanked else "")
        meaning = f"{_meaning(name, column.column)}{_codes(column)}"
        lines.append(f"| `{column.column}` | {_type(column)} | {kept} | {_cell(meaning)} |")
    return [*lines, ""]


def _lifecycle_line(model: Any) -> str:
    from darna.base.rowsecurity.lifecycle import Lifecycle
    from darna.base.rowsecurity.open_tables import OPEN_TABLES

    found = getattr(model, "lifecycle", None)
    if not isinstance(found, Lifecycle):
        _rights, reason = OPEN_TABLES.get(
            model._meta.db_table, ("", "counts and hashes over the trail of all agencies")
        )
        return f"No row of it is of a person who is accompanied or of one agency: {reason}."
    export = "may be exported" if found.export else "never exported"
    return (
        f"Merge: {found.merge.value}. Erasure: {found.erase.value}. Export: {export}. Retention: `{found.retention}`."
    )


#: Columns that are not what their name lets expect.
_KEPT = {
    ("keys_personkey", "wrapped"): "wrapped by the master key",
    ("keys_packagekey", "wrapped"): "wrapped by the master key",
    ("referrals_referral", "sealed_note"): "sealed under the package's key",
    ("referrals_referralevent", "sealed_note"): "sealed under the package's key",
    ("referrals_referralpackage", "sealed_body"): "sealed under the package's key",
    ("agencies_invitation", "token_hash"): "hash",
    ("accounts_account", "password"): "Argon2 hash",
    ("accounts_throttle", "key"): "keyed hash",
    ("asking_question", "code_hash"): "keyed hash",
    ("complaints_complaint", "code_hash"): "keyed hash",
    ("complaints_complaint", "wrapped_key"): "key of the complaint, wrapped",
    ("complaints_complaint", "lesson_ciphertext"): "sealed under a key of the complaint",
    ("complaints_complaint", "contact_ciphertext"): "sealed under a key of the complaint",
    ("complaints_complaintmessage", "ciphertext"): "sealed under a key of the complaint",
    ("complaints_handover", "ciphertext"): "sealed under a key of its own",
    ("asking_questionmessage", "ciphertext"): "sealed under a key of the question",
    ("accounts_organisationlink", "mark"): "keyed hash",
    ("accounts_organisationlink", "proof"): "keyed hash",
    (
        "drafts_draft",
        "sealed_body",
    ): "sealed under a key of the member, and within under the person's key if there is one",
    ("lists_exportrecord", "fingerprint"): "hash",
    ("audit_seal", "sealed_at"): "clear",
    ("audit_seal", "previous"): "hash",
    ("audit_seal", "hash"): "hash",
    ("audit_entry", "detail"): "sealed under the person's key, or plain and impersonal",
    ("audit_change", "values"): "ciphertext and salted hashes",
    ("people_namekey", "keys"): "salted hashes",
    ("people_protectedtoken", "token"): "keyed hash",
    ("people_person", "source_row"): "keyed hash",
    ("people_signedpage", "ciphertext"): "sealed under the person's key",
    ("people_signedpage", "digest"): "hash",
    ("imports_importbatch", "file_hash"): "keyed hash",
    ("imports_importedrow", "mark"): "keyed hash",
    ("imports_keptmapping", "headings_mark"): "keyed hash",
    ("imports_keptmapping", "mapping"): "keyed hashes and codes",
    ("imports_stagedregister", "headings_mark"): "keyed hash",
    **{
        ("imports_stagedregister", part): "sealed under a key of the agency"
        for part in ("workbook", "columns", "mapping", "told", "decisions")
    },
}


def _kept(table: str, column: str) -> str:
    if column.startswith("sealed_") and (table, column) not in _KEPT:
        return "sealed under the person's key"
    return _KEPT.get((table, column)) or ("keyed hash" if column.endswith("_token") else "clear")


def _type(column: Any) -> str:
    inner = getattr(column, "base_field", None)
    kind = type(inner or column).__name__.removesuffix("Field").lower()
    if column.is_relation:
        kind = f"key to `{column.related_model._meta.db_table}`"
    return f"list of {kind}" if inner is not None else kind


def _codes(column: Any) -> str:
    codes = [f"`{value}`" for value, _label in (column.choices or []) if value]
    return f" Codes: {', '.join(codes)}." if codes else ""


def _meaning(table: str, column: str) -> str:
    words = column_words()
    return words.get((table, column)) or words.get(("*", column)) or ""


def column_words() -> dict[tuple[str, str], str]:
    """What each column means, from columns.csv; the table `*` speaks for a column of that name anywhere."""
    with COLUMNS.open(encoding="utf-8", newline="") as file:
        return {(row["table"], row["column"]): row["meaning"] for row in csv.DictReader(file)}


def unexplained() -> list[str]:
    """The columns that no row of columns.csv explains."""
    return sorted(
        f"{table}.{column}"
        for table, columns in _tables().items()
        for column in columns
        if not _meaning(table, column).strip()
    )


def explained_in_vain() -> list[str]:
    """The rows of columns.csv, and of what is kept otherwise than expected, that speak of no column there is."""
    tables = _tables()
    everywhere = {
        column for table, columns in tables.items() for column in columns if (table, column) not in column_words()
    }
    return sorted(
        f"{table}.{column}"
        for table, column in {*column_words(), *_KEPT}
        if column not in (everywhere if table == "*" else tables.get(table, ()))
    )


def retention_rules() -> set[str]:
    """The retention rules that tables name."""
    from darna.base.rowsecurity.lifecycle import declared

    return {lifecycle.retention for _model, lifecycle in declared()}


def retention_told() -> set[str]:
    """The retention rules that retention.md explains."""
    return set(re.findall(r"^\| `(\w+)` \|", (REFERENCE / "retention.md").read_text("utf-8"), re.MULTILINE))


def _tables() -> dict[str, list[str]]:
    return {model._meta.db_table: [column.column for column in model._meta.concrete_fields] for model in _models()}


def _models() -> list[Any]:
    from django.apps import apps

    return [
        model for config in apps.get_app_configs() if config.name.startswith("darna.") for model in config.get_models()
    ]


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
    from django.utils.translation import override

    before = (REFERENCE / name).read_text("utf-8")
    head, _, rest = before.partition(BEGIN)
    _old, _, tail = rest.partition(END)
    with override("en"):
        made = PAGES[name]()
    return f"{head}{BEGIN}\n\n{made}\n\n{END}{tail}"


def law_pages() -> dict[str, str]:
    """The pages of the law by their path; they are made as a whole."""
    sys.path.insert(0, str(Path(__file__).parent))
    try:
        import reference_law
    finally:
        sys.path.pop(0)
    return dict(reference_law.pages())


def drifted() -> list[str]:
    """The pages that no longer say what the code says."""
    found = [name for name in PAGES if written(name) != (REFERENCE / name).read_text("utf-8")]
    return found + [name for name, text in law_pages().items() if _kept_text(name) != text]


def _kept_text(name: str) -> str:
    path = REFERENCE / name
    return path.read_text("utf-8") if path.exists() else ""


def set_up() -> None:
    """Let the settings be read without an installation: a folder and a master key that last as long as this run."""
    import django

    if "DJANGO_SETTINGS_MODULE" not in os.environ:
        from darna.base.keys import keyring

        home = tempfile.mkdtemp(prefix="darna-reference-")
        atexit.register(shutil.rmtree, home, ignore_errors=True)
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
    for name, text in law_pages().items():
        (REFERENCE / name).parent.mkdir(parents=True, exist_ok=True)
        (REFERENCE / name).write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
