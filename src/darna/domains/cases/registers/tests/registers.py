"""Small registers for tests, everybody in them invented; and what a register left behind in the database."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from django.apps import apps
from python_calamine import CalamineWorkbook

from darna.base.agencies.actor import Actor
from darna.base.imports.tests.sheets import xlsx
from darna.base.rowsecurity.context import acting

SAMPLE = Path(__file__).parents[6] / "data" / "demo" / "registre-maison-2023.xlsx"
HEADINGS = {
    "received": "Date d'accueil", "family": "Nom", "given": "Prénom", "arabic": "الاسم الكامل", "sex": "Sexe",
    "birth": "Date de naissance", "cin": "CIN", "phone": "Téléphone", "nationality": "Nationalité",
    "country": "Pays de résidence", "commune": "Commune", "profile": "Profil", "need": "Besoin exprimé",
    "to": "Orienté vers", "outcome": "Suite donnée", "consent": "Accord pour partager (oui/non)",
    "notes": "Observations", "shoe": "Pointure",
}  # fmt: skip
NADIA: dict[str, Any] = {
    "received": date(2023, 3, 1), "family": "EL IDRISSI", "given": "Nadia", "sex": "F", "birth": date(1990, 5, 12),
    "cin": "IC 448121", "phone": "0661234567", "nationality": "Marocaine", "commune": "Beni Mellal",
    "profile": "MRE de retour", "country": "Italie", "need": "pension Italie", "to": "CNSS", "outcome": "en cours",
    "consent": "Oui",
}  # fmt: skip
TABLES = (
    "people.Person", "people.PersonContact", "people.PersonIdentifier", "people.MigrationEpisode", "people.Consent",
    "people.DuplicateProposal", "cases.Case", "cases.Need", "cases.Encounter", "keys.PersonKey", "imports.ImportedRow",
    "people.PersonVisible", "cases.CaseVisible",
)  # fmt: skip


def row(**values: Any) -> dict[str, Any]:
    """Nadia's row, with what a test says otherwise."""
    return {**NADIA, **values}


def workbook(*rows: Mapping[str, Any]) -> bytes:
    """A workbook with these rows under French headings."""
    return xlsx([list(HEADINGS.values()), *([told.get(key, "") for key in HEADINGS] for told in rows)])


def brought(source: Any, *, by: Actor, **options: Any) -> Any:
    """The register brought in, acting as `by`."""
    from darna.domains.cases.registers.actions import bring_register

    with acting(by.context, seconds=600):
        return bring_register(source, name="register.xlsx", by=by, **options)


def bring(*rows: Mapping[str, Any], by: Actor, **options: Any) -> Any:
    """These rows brought in."""
    return brought(workbook(*rows), by=by, **options)


def undone(batch: Any, *, by: Actor) -> Any:
    """The import taken back, acting as `by`."""
    from darna.domains.cases.registers.undoing import undo_register

    with acting(by.context, seconds=600):
        return undo_register(batch, by=by)


def table(name: str) -> Any:
    """The rows of a table that the running context may see."""
    return apps.get_model(name).objects


def counts(by: Actor) -> dict[str, int]:
    """How many rows of each table an actor sees."""
    with acting(by.context, seconds=600):
        return {name: table(name).count() for name in TABLES}


def notes(by: Actor) -> list[str]:
    """Every note of the actor's encounters, opened."""
    from darna.base.keys.queries import ciphers_of
    from darna.domains.cases.sealed import NOTE

    with acting(by.context, seconds=600):
        told = list(table("cases.Encounter").order_by("written_at", "happened_at", "id"))
        ciphers = ciphers_of({one.person_id for one in told})
        return [ciphers[one.person_id].open(one.sealed_note, field=NOTE) for one in told]


def saved_elsewhere(path: Path) -> bytes:
    """The first sheet saved by another program: three rows further down, from the last row to the first."""
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    headings = next(at for at, cells in enumerate(rows) if "Prénom" in cells)
    into = io.BytesIO()
    with xlsxwriter.Workbook(into, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("copie")
        for at, cells in enumerate([rows[headings], *reversed(rows[headings + 1 :])], start=3):
            for place, cell in enumerate(cells):
                if cell != "":
                    sheet.write(at, place, cell)
    return into.getvalue()
