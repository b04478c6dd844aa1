"""What a row becomes: a person, a case, a need and a visit, or a reason why not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_member
from darna.base.imports.reading import UnreadableRegister
from darna.base.rowsecurity.context import acting
from darna.domains.cases.registers.tests.registers import TABLES, bring, brought, counts, notes, row, table
from darna.domains.cases.tests.makers import House, make_case, make_person
from darna.kernel.errors import Refused


def _told(result: Any) -> tuple[int, int, int, int, int]:
    return result.rows, result.created, result.known, result.proposed, len(result.refused)


def test_a_row_becomes_a_person_a_case_a_need_and_a_visit(desk: House) -> None:
    bring(row(arabic="نادية الإدريسي"), by=desk.supervisor)
    person, case = table("people.Person").get(), table("cases.Case").get()
    assert (person.given_name, person.family_name, person.family_name_ar) == ("Nadia", "EL IDRISSI", "الإدريسي")
    assert (person.sex, person.nationalities, person.country_of_residence) == ("F", ["MA"], "MA")
    assert (case.programme, case.state, case.opened_on) == ("returned_mre", "open", date(2023, 3, 1))
    need = table("cases.Need").get()
    assert (need.kind, need.oriented_to, need.result, need.resolved_on) == (
        "pension_italy",
        "cnss",
        "in_progress",
        None,
    )
    journey = table("people.MigrationEpisode").get()
    assert (journey.direction, journey.from_country, journey.to_country) == ("return", "IT", "MA")


@pytest.mark.parametrize(
    ("outcome", "state", "ended_as", "is_settled"),
    [
        ("obtenu", "closed", "goals_achieved", True),
        ("refusé", "closed", "refused_by_authority", True),
        ("clôturé", "closed", "other", True),
        ("sans suite", "closed", "lost_contact", True),
        ("à rappeler", "open", "", False),
        ("", "open", "", False),
    ],
)
def test_what_the_register_says_of_the_end_closes_the_case_or_not(
    desk: House, outcome: str, state: str, ended_as: str, is_settled: bool
) -> None:
    bring(row(outcome=outcome), by=desk.supervisor)
    case, need = table("cases.Case").get(), table("cases.Need").get()
    assert (case.state, case.outcome, need.resolved_on is not None) == (state, ended_as, is_settled)


def test_a_second_visit_of_somebody_known_is_added_to_their_open_case(desk: House) -> None:
    later = row(received=date(2023, 9, 2), cin="ic448121", need="AMO / couverture médicale", phone="0677777777")
    result = bring(row(), later, by=desk.supervisor)
    assert _told(result) == (2, 1, 1, 0, 0)
    assert (table("people.Person").count(), table("cases.Case").count(), table("cases.Encounter").count()) == (1, 1, 2)
    assert table("people.PersonContact").count() == 2


def test_somebody_who_has_a_file_keeps_it_as_it_is_and_the_row_is_a_note(house: House) -> None:
    person = make_person(house.worker)
    make_case(house.worker, person, programme="returned_mre")
    told = row(family="El Idrisi", given="Fatima", birth=date(1995, 4, 12), cin="I 232540", consent="Non")
    result = bring(told, by=house.supervisor)
    assert _told(result) == (1, 0, 1, 0, 0)
    assert [problem.reason for problem in result.warnings] == ["refusal_in_note"]
    found = counts(house.supervisor)
    assert (found["people.Person"], found["cases.Case"], found["cases.Encounter"]) == (1, 1, 1)
    assert "Nom: El Idrisi\nPrénom: Fatima" in notes(house.supervisor)[0]


def test_one_document_with_two_birth_dates_is_for_a_person_to_decide(desk: House) -> None:
    result = bring(row(), row(birth=date(1990, 5, 13), phone=""), by=desk.supervisor)
    assert _told(result) == (2, 1, 0, 1, 0)
    pair = table("people.DuplicateProposal").get()
    assert "identifier" in pair.reasons
    assert pair.source == result.batch


def test_the_very_same_row_twice_in_one_file_is_one_visit(desk: House) -> None:
    assert _told(bring(row(), row(), by=desk.supervisor)) == (2, 1, 1, 0, 0)
    assert table("cases.Encounter").count() == 1


def test_words_that_match_no_list_are_told_and_kept_in_the_note(desk: House) -> None:
    result = bring(row(profile="qrst", need="zzzz", commune="Atlantide", shoe="38"), by=desk.supervisor)
    assert sorted((told.column, told.reason) for told in result.warnings) == [
        ("Besoin exprimé", "code_unreadable"), ("Commune", "code_unreadable"), ("Profil", "code_unreadable"),
    ]  # fmt: skip
    (note,) = notes(desk.supervisor)
    assert set(note.splitlines()) == {"Profil: qrst", "Besoin exprimé: zzzz", "Commune: Atlantide", "Pointure: 38"}
    assert (table("cases.Case").get().programme, table("cases.Need").get().kind) == ("general_reception", "other")


@pytest.mark.parametrize(
    ("answer", "born", "states"),
    [
        ("Oui", date(1990, 1, 1), ["given"]),
        ("OUI verbal", date(1990, 1, 1), ["given"]),
        ("non", date(1990, 1, 1), ["refused"]),
        ("", date(1990, 1, 1), []),
        ("peut-être", date(1990, 1, 1), []),
        ("Oui", date(2010, 1, 1), ["requested"]),
    ],
)
def test_only_a_yes_of_an_adult_is_a_yes(desk: House, answer: str, born: date, states: list[str]) -> None:
    bring(row(consent=answer, birth=born), by=desk.supervisor)
    consents = list(table("people.Consent").all())
    assert [consent.state for consent in consents] == states
    assert all(consent.method == "recorded_before" and consent.recipients == [] for consent in consents)


@pytest.mark.parametrize("note", ["ne pas appeler le soir !", "لا يرغب في الاتصال", "NE PAS APPELER"])
def test_a_remark_not_to_call_makes_the_phone_unsafe(desk: House, note: str) -> None:
    bring(row(notes=note), by=desk.supervisor)
    assert not table("people.PersonContact").get().is_safe
    assert notes(desk.supervisor) == [note]


def test_a_refused_row_creates_nothing(desk: House) -> None:
    rows = [row(family="", given=""), row(birth="31/02/1985"), row(birth=date(2031, 5, 1))]
    result = bring(*rows, by=desk.supervisor)
    assert [told.reason for told in result.refused] == ["no_name", "birth_date_impossible", "birth_in_future"]
    assert counts(desk.supervisor) == dict.fromkeys(TABLES, 0)


def test_a_name_longer_than_a_name_can_be_is_cut_and_kept_in_the_note(desk: House) -> None:
    result = bring(row(family="A" * 300), by=desk.supervisor)
    assert [told.reason for told in result.warnings] == ["name_cut"]
    assert "A" * 300 in notes(desk.supervisor)[0]


def test_a_try_writes_nothing_and_tells_the_same(desk: House) -> None:
    tried = bring(row(), row(given=""), row(family="", given=""), by=desk.supervisor, dry_run=True)
    assert counts(desk.supervisor) == dict.fromkeys(TABLES, 0)
    assert not table("imports.ImportBatch").exists()
    assert not table("audit.Entry").filter(verb="register.imported").exists()
    assert _told(bring(row(), row(given=""), row(family="", given=""), by=desk.supervisor)) == _told(tried)


def test_a_crash_in_the_middle_leaves_nothing(desk: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def burst(*_: object, **__: object) -> None:
        raise RuntimeError("the machine went away")

    monkeypatch.setattr("darna.domains.cases.registers.actions._keep", burst)
    with pytest.raises(RuntimeError):
        bring(row(), by=desk.supervisor)
    assert counts(desk.supervisor) == dict.fromkeys(TABLES, 0)


def test_an_import_is_one_sentence_of_the_trail(desk: House) -> None:
    result = bring(row(), row(given="Zineb", cin="", phone=""), by=desk.supervisor)
    (entry,) = table("audit.Entry").filter(at__gte=table("imports.ImportBatch").get().brought_at)
    assert (entry.verb, entry.object_id) == ("register.imported", result.batch)
    assert b"Nadia" not in bytes(entry.detail)


def test_the_report_that_is_kept_holds_no_cell(desk: House) -> None:
    bring(row(birth="31/02/1985"), row(phone="0612"), by=desk.supervisor)
    kept = table("imports.ImportBatch").get().problems
    assert {told["reason"] for told in kept} >= {"birth_date_impossible", "phone_too_short", "headings"}
    assert "0612" not in str(kept)


def test_the_number_of_queries_does_not_grow_with_the_rows(house: House) -> None:
    def asked(count: int) -> int:
        people = [row(family=f"Benali{at}", cin=f"IC{400000 + at}", phone=f"06612345{at:02}") for at in range(count)]
        with (
            acting(house.supervisor.context),
            CaptureQueriesContext(
                connection,
            ) as queries,
        ):
            bring(*people, by=house.supervisor, dry_run=True)
        return len(queries)

    asked(1)
    assert asked(30) == asked(2) <= 50


def test_only_a_supervisor_brings_in_a_register(house: House) -> None:
    for actor in (house.worker, house.reception, house.officer, house.planner):
        with pytest.raises(Refused):
            bring(row(), by=actor)


def test_a_neighbour_of_the_same_name_is_nobody_to_us(house: House) -> None:
    partner = make_member(Role.SUPERVISOR, agency=_agency_of(house))
    bring(row(), by=partner)
    assert _told(bring(row(), by=house.supervisor)) == (1, 1, 0, 0, 0)
    assert counts(partner)["people.Person"] == 1


def test_a_file_that_is_no_register_is_said_to_be_none(desk: House) -> None:
    with pytest.raises(UnreadableRegister) as problem:
        brought(b"%PDF-1.7", by=desk.supervisor)
    assert problem.value.reason == "not_a_workbook"


def _agency_of(house: House) -> Any:
    from darna.base.agencies.tests.makers import make_agency

    return make_agency("entraide")
