"""The register of the demo comes in: every good row arrives, every bad row is reported, none vanishes."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from darna.base.rowsecurity.context import acting
from darna.domains.cases.registers.results import RegisterResult
from darna.domains.cases.registers.tests.conftest import Brought
from darna.domains.cases.registers.tests.registers import (
    SAMPLE,
    TABLES,
    brought,
    counts,
    notes,
    saved_elsewhere,
    table,
    undone,
)


def _told(result: RegisterResult) -> tuple[int, int, int, int, int]:
    return result.rows, result.created, result.known, result.proposed, len(result.refused)


def test_all_four_hundred_rows_are_accounted_for(sample: Brought) -> None:
    assert _told(sample.result) == (400, 369, 13, 9, 9)
    assert sample.result.blank_rows + len(sample.result.skipped) + 400 == 414


def test_every_refusal_and_every_doubt_has_its_reason(sample: Brought) -> None:
    assert sample.result.reasons == [
        ("refused", "birth_date_impossible", 5),
        ("refused", "no_name", 2),
        ("refused", "birth_in_future", 2),
        ("warning", "year_only", 42),
        ("warning", "text_was_formula", 39),
        ("warning", "month_only", 29),
        ("warning", "consent_of_minor", 19),
        ("warning", "two_digit_year", 4),
        ("warning", "sex_unknown", 4),
        ("warning", "phone_too_short", 2),
        ("skipped", "section_title", 3),
        ("skipped", "above_headings", 1),
        ("skipped", "headings", 1),
        ("skipped", "total_line", 1),
    ]


def test_a_refused_row_is_named_by_its_number_in_the_sheet(sample: Brought) -> None:
    told = json.loads(json.dumps(sample.result.as_dict()))
    rows = [problem["row"] for problem in told["refused"]]
    assert rows == [47, 108, 149, 159, 197, 233, 315, 318, 332]
    assert told["refused"][1] == {
        "row": 108, "column": "Date de naissance", "value": "31/02/1985", "reason": "birth_date_impossible",
    }  # fmt: skip


def test_each_accepted_row_is_a_visit_in_a_case_of_its_person(sample: Brought) -> None:
    found = counts(sample.supervisor)
    assert (found["people.Person"], found["keys.PersonKey"], found["people.PersonVisible"]) == (378, 378, 378)
    assert (found["cases.Encounter"], found["cases.Need"], found["imports.ImportedRow"]) == (391, 391, 391)
    assert found["people.DuplicateProposal"] == 9
    with acting(sample.supervisor.context):
        assert not table("people.Person").filter(commune="").exists()
        assert not table("cases.Case").exclude(person_id__in=table("people.Person").values("pk")).exists()


def test_a_row_of_nobody_made_nobody(sample: Brought) -> None:
    refused = {problem.row for problem in sample.result.refused}
    with acting(sample.supervisor.context):
        assert not table("imports.ImportedRow").filter(row__in=refused).exists()


def test_formulas_and_markup_stay_text(sample: Brought) -> None:
    lines = Counter(line for note in notes(sample.supervisor) for line in note.splitlines())
    assert (lines["=1+1"], lines["<b>urgent</b>"], lines["2"]) == (39, 28, 0)
    assert lines["Téléphone: 0612"] == 2


def test_an_unspoken_answer_is_never_a_yes(sample: Brought) -> None:
    with acting(sample.supervisor.context):
        states = Counter(table("people.Consent").values_list("state", flat=True))
        assert table("people.Consent").exclude(method="recorded_before", recipients=[]).count() == 0
    assert states == {"given": 212, "refused": 72, "requested": 19}


def test_whoever_asked_not_to_be_called_is_not_called(sample: Brought) -> None:
    with acting(sample.supervisor.context):
        safe = Counter(table("people.PersonContact").values_list("channel", "is_safe"))
    assert safe == {("phone_call", True): 264, ("phone_call", False): 78, ("no_contact", False): 4}


def test_the_same_file_again_brings_nothing_new(sample: Brought) -> None:
    before = counts(sample.supervisor)
    again = brought(SAMPLE, by=sample.supervisor)
    assert _told(again) == (400, 0, 391, 0, 9)
    assert again.warnings == ()
    assert counts(sample.supervisor) == before


def test_saved_by_another_program_with_its_rows_moved_it_brings_nothing_new(sample: Brought) -> None:
    before = counts(sample.supervisor)
    assert _told(brought(saved_elsewhere(SAMPLE), by=sample.supervisor)) == (400, 0, 391, 0, 9)
    assert counts(sample.supervisor) == before


def test_another_agency_tries_the_same_file_as_if_nobody_knew_it(sample: Brought) -> None:
    tried = brought(SAMPLE, by=sample.neighbour, dry_run=True)
    assert _told(tried) == _told(sample.result)
    assert tried.reasons == sample.result.reasons
    assert tried.batch is None
    assert counts(sample.neighbour) == dict.fromkeys(TABLES, 0)


@pytest.mark.parametrize("times", [1, 2])
def test_taken_back_nothing_is_left_and_it_can_come_in_again(sample: Brought, times: int) -> None:
    ours = counts(sample.supervisor)
    result = brought(SAMPLE, by=sample.neighbour)
    assert _told(result) == _told(sample.result)
    back = undone(result.batch, by=sample.neighbour)
    assert (back.undone, back.persons, back.kept) == (391, 378, ())
    assert counts(sample.neighbour) == dict.fromkeys(TABLES, 0)
    assert counts(sample.supervisor) == ours
