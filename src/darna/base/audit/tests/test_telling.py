"""What the trail holds as codes is read as words, in the language of the reader."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.utils import translation

from darna.base.audit.telling import identifiers_in, told

ISOLATES = {ord(sign): None for sign in "\u2068\u2069"}


def words(verb: str, /, language: str = "en", names: dict[str, str] | None = None, **details: Any) -> dict[str, str]:
    """The details as somebody of that language reads them."""
    with translation.override(language):
        return {label: said.translate(ISOLATES) for label, said in told(verb, details, names or {})}


@pytest.mark.parametrize(
    ("verb", "details", "expected"),
    [
        ("case.closed", {"outcome": "goals_achieved", "shares_ended": 2}, ["Goals achieved", "2"]),
        ("person.opened", {"is_assigned": False}, ["No"]),
        ("task.set", {"due_on": "2026-11-03"}, ["3 November 2026"]),
        (
            "encounter.written",
            {"kind": "call", "happened_at": "2026-06-03T08:05:00Z"},
            ["Call", "3 June 2026 09:05"],
        ),
        ("membership.ended", {"role": "data_officer"}, ["Data-protection officer"]),
        ("agency.changed", {"fields": ["name_fr", "is_active"]}, ["Name in French, The agency works in Darna"]),
        ("audit.read", {"verb": "case.closed"}, ["A case was closed"]),
        ("consent.recorded", {"state": "refused", "ended": ["a", "b"], "recipients": []}, ["refused", "2"]),
        ("person.changed", {"birth": ["1985-06", "1985~"]}, ["before: June 1985; now: about 1985"]),
        ("case.changed", {"target_on": [None, "2026-11-03"]}, ["before: nothing; now: 3 November 2026"]),
        ("case.assigned", {"to": None}, ["Nobody for now"]),
    ],
)
def test_codes_days_and_answers_are_told_in_words(
    db: None, verb: str, details: dict[str, Any], expected: list[str]
) -> None:
    assert [said.lower() for said in words(verb, **details).values()] == [said.lower() for said in expected]


def test_a_day_is_written_as_the_reader_writes_it() -> None:
    assert words("task.set", "ar", due_on="2026-11-03").popitem()[1] == "3 نونبر 2026"
    assert words("task.set", "it", due_on="2026-11-03").popitem()[1] == "3 novembre 2026"


def test_who_was_named_is_told_by_name_and_somebody_forgotten_by_a_word() -> None:
    known, forgotten = str(uuid4()), str(uuid4())
    assert [*identifiers_in({"workers": [known], "to": {"x": forgotten}})] == [known, forgotten]
    said = words("person.protected", names={known: "Salma Idrissi"}, workers=[known, forgotten])
    assert said == {"Workers": "Salma Idrissi, not known any more"}


def test_a_detail_of_another_version_is_told_in_plain_words_and_never_as_an_identifier() -> None:
    said = words("file.shredded", how_it_was="torn_apart", by=str(uuid4()), when={"shift_kind": "night"}, why=None)
    assert said == {"How it was": "torn apart", "By": "not known any more", "When": "Shift kind: night"}


def test_what_somebody_wrote_stays_as_it_was_written() -> None:
    assert (
        words("encounter.corrected", before="goals_achieved?", after="Rappeler_demain")["Before"] == "goals_achieved?"
    )
