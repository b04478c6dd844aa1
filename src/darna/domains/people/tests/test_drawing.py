"""References that are drawn many at a time."""

from __future__ import annotations

from itertools import cycle

import pytest

from darna.domains.people import drawing


def test_what_is_taken_or_drawn_twice_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = cycle(["C", "A", "C", "E", "B", "D"])
    monkeypatch.setattr(drawing, "new_reference", lambda prefix: f"{prefix}-{next(drawn)}")
    asked: list[list[str]] = []

    def taken(references: list[str]) -> set[str]:
        asked.append(references)
        return {"BM-A", "BM-B"} & set(references)

    rows = [{"who": number} for number in range(3)]
    ordered = drawing.draw_references(rows, "BM", taken)
    assert [row["reference"] for row in ordered] == ["BM-C", "BM-D", "BM-E"]
    assert {row["who"] for row in ordered} == {0, 1, 2}
    assert [len(references) for references in asked][:2] == [3, 2], "only those that were taken are asked about again"


def test_nobody_is_given_a_reference_where_nobody_waits() -> None:
    assert drawing.draw_references([], "BM", lambda _: set()) == []
