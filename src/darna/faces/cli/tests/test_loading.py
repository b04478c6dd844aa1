"""The bench of imports: a long register is several workbooks, and their figures add up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from python_calamine import load_workbook

from darna.faces.cli import loading


def part(seconds: float, pairs: float, rows: int, memory: int) -> dict[str, Any]:
    steps = {"reading": 1.0, "writing": seconds - pairs - 1.0, "pairs": pairs}
    return {
        "seconds": seconds,
        "steps": steps,
        "memory_mib": memory,
        "cpu_s": 1.0,
        "rows_s": 1,
        "told": {"rows": rows, "created": rows - 1, "known": 1},
    }


def test_a_long_register_is_several_workbooks_that_tell_every_row_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "IN_A_WORKBOOK", 20)
    paths = list(loading.write_registers(tmp_path, 50))
    sheets = [load_workbook(str(path)).get_sheet_by_index(0).to_python() for path in paths]
    assert [len(rows) - 1 for rows in sheets] == [20, 20, 10]
    assert {tuple(rows[0]) for rows in sheets} == {loading.HEADINGS}
    assert [int(row[0]) for rows in sheets for row in rows[1:]] == list(range(1, 51))


def test_workbooks_add_up_and_memory_is_that_of_the_largest() -> None:
    whole = loading._added([part(10.0, 4.0, 30, 400), part(20.0, 6.0, 70, 500)])
    assert (whole["seconds"], whole["steps"]["pairs"], whole["memory_mib"]) == (30.0, 10.0, 500)
    assert whole["told"] == {"rows": 100, "created": 98, "known": 2}
    assert whole["rows_s"] == 5


def test_the_page_of_figures_shows_the_last_workbook_beside_the_first_and_what_was_half() -> None:
    parts = [part(10.0, 4.0, 30, 400), part(20.0, 6.0, 70, 500)]
    figures = {
        "persons": 100,
        "squares_ms": [25.0, 26.0],
        "machine": {"cpus": 2, "python": "3.11"},
        "whole": loading._added(parts),
        "workbooks": parts,
        "resumed": parts[0],
        "killed": {"after_s": 3.0, "rows_in": 15, "half_rows": 1},
        "same": True,
    }
    page = list(loading.lines(figures))
    assert [line.split("  ")[0] for line in page[3:7]] == ["whole", "resumed", "first workbook", "last workbook"]
    assert page[-2].endswith("none of them half: NO")
    assert page[-1].endswith("holds the same: yes")
