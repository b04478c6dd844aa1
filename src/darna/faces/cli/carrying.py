"""What a long list costs on its way out, in a throw-away register of fictional persons."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from django.db import connection

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.base.database.connections import Server
from darna.base.lists import files, running
from darna.base.lists.actions import ask_export
from darna.base.lists.actions.exports import Purpose
from darna.base.lists.kinds import Asked, kind_of
from darna.base.lists.models import ExportRecord
from darna.base.rowsecurity.context import acting
from darna.faces.cli.measuring import colleague, fill, speed

#: The list that is carried out, with every column it has.
LIST: Final = "persons"
FORMS: Final = ("xlsx", "csv")
#: What to write there so that Linux forgets how large the process was.
_FORGET: Final = "5"


def measure(server: Server, persons: int, *, say: Callable[[str], None]) -> dict[str, Any]:
    """Seconds, rows, bytes and the growth of the process for each form of the file."""
    worker = fill(persons, server, say=say)
    supervisor = colleague(worker, Role.SUPERVISOR)
    before = speed()
    forms = {form: _carried(supervisor, form) for form in FORMS}
    return {
        "persons": persons,
        "columns": len(kind_of(LIST).exported),
        "squares_ms": [before, speed()],
        "machine": {"cpus": os.cpu_count(), "python": platform.python_version(), "postgresql": _version()},
        "forms": forms,
    }


def lines(figures: dict[str, Any]) -> Iterator[str]:
    """The figures as a page of text."""
    machine = figures["machine"]
    yield f"{figures['persons']:,} persons, {figures['columns']} columns; Python {machine['python']}, " + (
        f"PostgreSQL {machine['postgresql']}, {machine['cpus']} processors"
    )
    yield "a million squares in Python: {:.0f} ms before, {:.0f} ms after".format(*figures["squares_ms"])
    yield f"{'file':<8}{'rows':>10}{'seconds':>10}{'rows/s':>10}{'MB':>8}{'MiB before':>12}{'MiB at most':>13}"
    for form, told in figures["forms"].items():
        yield (
            f"{form:<8}{told['rows']:>10,}{told['seconds']:>10.1f}{told['rows'] / told['seconds']:>10,.0f}"
            f"{told['bytes'] / 1e6:>8.1f}{told['before_mib']:>12.0f}{told['peak_mib']:>13.0f}"
        )


def _carried(by: Actor, form: str) -> dict[str, Any]:
    """One file, asked for as on the page and written as by the job, then taken."""
    columns = tuple(column.code for column in kind_of(LIST).exported)
    _forget_peak()
    before, started = _mib("VmRSS"), time.perf_counter()
    with acting(by.context):
        made = ask_export(LIST, Asked({}, columns), Purpose("report", "bench"), form=form, language="ar", by=by)
    # The job is done here and now: in a throw-away house no worker waits for it.
    running.write_as_job(made.pk, by.agency_id)
    seconds = time.perf_counter() - started
    with acting(by.context):
        done = ExportRecord.objects.get(pk=made.pk)
    assert sum(map(len, files.clear_pieces(made.pk))) == done.bytes
    return {
        "rows": done.rows,
        "seconds": seconds,
        "bytes": done.bytes,
        "before_mib": before,
        "peak_mib": _mib("VmHWM"),
    }


def _forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text(_FORGET, encoding="ascii")


def _mib(name: str) -> float:
    """A size of this process, as Linux tells it."""
    told = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in told if line.startswith(f"{name}:"))


def _version() -> str:
    with connection.cursor() as cursor:
        cursor.execute("show server_version")
        return str(cursor.fetchone()[0])
