"""The pages of imports: dropped, columns said, tried, decided, brought in, read, taken back; and who never gets there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_agency, make_member, signed_in_client
from darna.base.imports.tests.sheets import xlsx
from darna.base.keys.sealing import Unreadable
from darna.base.lists.cells import looks_like_formula
from darna.base.rowsecurity.context import acting
from darna.domains.cases import tasks
from darna.domains.cases.registers.tests.registers import SAMPLE, TABLES, bring, counts, row, table, workbook
from darna.domains.cases.tests.makers import House, make_person
from darna.domains.people.actions import erase_person, protect_person
from darna.kernel.clock import now

pytestmark = pytest.mark.urls("darna.domains.cases.tests.addresses")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The sentences are looked for as the code says them."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def jobs(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """Imports that were confirmed and wait for the worker."""
    deferred: list[dict[str, str]] = []
    monkeypatch.setattr(tasks.bring_register, "defer", lambda **told: deferred.append(told))
    return deferred


def _drop(client: Client, data: bytes) -> Any:
    """A workbook dropped on the page of imports."""
    return client.post(reverse("cases:imports"), {"workbook": SimpleUploadedFile("registre.xlsx", data)})


def _tried(client: Client, data: bytes, **said: str) -> Any:
    """The page that tells what bringing a register in would do; headings hold what they seem to, or what is said."""
    columns = _drop(client, data)["Location"]
    form = client.get(columns).context["form"]
    told = {name: said.get(field.label, field.initial) for name, field in form.fields.items()}
    answer = client.post(columns, told)
    return client.get(answer["Location"]) if answer.status_code == 302 else answer


def _brought(client: Client, data: bytes, jobs: list[dict[str, str]]) -> Any:
    """The report of a register that was dropped, tried, confirmed and brought in by the worker."""
    page = _tried(client, data)
    client.post(reverse("cases:staged_bring", args=[page.context["line"].id]))
    tasks.bring_register(**jobs.pop())
    return client.get(client.get(page.request["PATH_INFO"])["Location"])


def _staged(page: Any, name: str) -> str:
    return reverse(f"cases:{name}", args=[page.context["line"].id])


def test_a_register_is_tried_first_and_every_row_is_named(house: House) -> None:
    client = signed_in_client(house.supervisor)
    page = _tried(client, workbook(row(), row(given="Sara", birth="31/02/1985")))
    shown = page.content.decode()
    assert page.status_code == 200
    assert "31/02/1985" in shown
    assert "does not exist in the calendar" in shown
    assert counts(house.supervisor) == dict.fromkeys(TABLES, 0)


def test_a_register_is_brought_in_and_its_report_holds_no_cell(house: House, jobs: list[dict[str, str]]) -> None:
    client = signed_in_client(house.supervisor)
    page = _brought(client, workbook(row(), row(given="Sara", birth="31/02/1985")), jobs)
    report = page.content.decode()
    assert "does not exist in the calendar" in report
    assert "31/02/1985" not in report
    assert page.request["PATH_INFO"] in client.get(reverse("cases:imports")).content.decode()
    with acting(house.supervisor.context):
        assert not table("imports.StagedRegister").exists()


def test_the_register_of_the_demo_gives_through_the_page_what_the_command_gives(
    house: House, jobs: list[dict[str, str]]
) -> None:
    client = signed_in_client(house.supervisor)
    page = _tried(client, SAMPLE.read_bytes())
    told = page.context["told"]
    assert (told["rows"], told["created"], told["known"], told["proposed"], told["refused"]) == (400, 369, 13, 9, 9)
    assert len(told["pairs"]) == 9
    client.post(_staged(page, "staged_bring"))
    tasks.bring_register(**jobs.pop())
    with acting(house.supervisor.context):
        (batch,) = table("imports.ImportBatch").all()
    assert (batch.rows, batch.created, batch.known, batch.proposed, batch.refused) == (400, 369, 13, 9, 9)
    assert batch.pk == page.context["line"].id
    back = client.post(reverse("cases:import_undo", args=[batch.pk]))
    assert back.status_code == 302
    assert counts(house.supervisor) == dict.fromkeys(TABLES, 0)


def test_columns_are_shown_with_their_cells_and_what_they_seem_to_hold(house: House) -> None:
    client = signed_in_client(house.supervisor)
    page = client.get(_drop(client, workbook(row(), row(given="Sara")))["Location"])
    fields = {field.label: (field.value(), list(samples)) for field, samples in page.context["rows"]}
    assert fields["Prénom"] == ("given_name", ["Nadia", "Sara"])
    assert fields["Pointure"] == ("", [])
    assert "Nadia" in page.content.decode()


def test_what_the_columns_hold_is_proposed_again_for_the_same_headings(house: House) -> None:
    client = signed_in_client(house.supervisor)
    _tried(client, workbook(row(shoe="39")), Pointure="notes", Observations="")
    again = client.get(_drop(client, workbook(row(given="Sara", shoe="41")))["Location"])
    fields = {field.label: field.value() for field, _samples in again.context["rows"]}
    assert (fields["Pointure"], fields["Observations"]) == ("notes", "")
    assert again.context["told"]["is_kept"]
    stranger = signed_in_client(make_member(Role.SUPERVISOR, agency=make_agency("entraide")))
    other = stranger.get(_drop(stranger, workbook(row()))["Location"])
    assert not other.context["told"]["is_kept"]


def test_headings_that_nobody_knows_are_said_by_a_person(house: House) -> None:
    client = signed_in_client(house.supervisor)
    data = xlsx([["Zeile", "Wie", "Wann"], ["1", "Nadia Testi", "2023-03-01"], ["2", "Sara Testi", "2023-03-02"]])
    page = client.get(_drop(client, data)["Location"])
    assert page.context["told"]["is_guess"]
    wrong = _tried(client, data)
    assert wrong.status_code == 422
    assert "No column holds a name" in wrong.content.decode()
    right = _tried(client, data, Zeile="number", Wie="full_name", Wann="received_on")
    assert right.context["told"]["rows"] == 2


def test_two_columns_do_not_hold_what_a_person_has_once(house: House) -> None:
    client = signed_in_client(house.supervisor)
    answer = _tried(client, workbook(row()), Pointure="sex")
    assert answer.status_code == 422
    assert "Another column holds this already" in answer.content.decode()


def test_problems_are_paged_narrowed_and_carried_out_as_text(house: House) -> None:
    client = signed_in_client(house.supervisor)
    rows = [row(given=f"Sara {n}", birth=f"31/02/19{n}", cin="") for n in range(10, 70)]
    page = _tried(client, workbook(*rows, row(given="=1+1", sex="?", cin="")))
    here = page.request["PATH_INFO"]
    assert len(page.context["problems"]) == 50
    assert page.context["pager"].total == 61
    narrowed = client.get(f"{here}?reason=sex_unknown")
    assert [line.reason for line, _is_refused in narrowed.context["problems"]] == ["sex_unknown"]
    assert narrowed.context["pager"] is None
    told = client.get(_staged(page, "staged_problems"))
    lines = list(csv.reader(io.StringIO(told.content.decode("utf-8-sig"), newline="")))
    assert len(lines) == 62
    assert not any(looks_like_formula(cell) for line in lines[1:] for cell in line)


def _pair_to_decide(house: House, client: Client, answer: str) -> Any:
    bring(row(cin="", phone="0661234567"), by=house.supervisor)
    page = _tried(client, workbook(row(cin="", phone="0661234567", received=date(2023, 9, 1))))
    pairs = client.get(_staged(page, "staged_pairs"))
    (pair,) = pairs.context["pairs"]
    assert [side["name"] for side in pair["sides"]] == ["Nadia EL IDRISSI", "Nadia EL IDRISSI"]
    client.post(_staged(page, "staged_pairs"), {pair["name"]: answer})
    client.post(_staged(page, "staged_bring"))
    return page


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("same", ((0, 1, 0), 1, [])),
        ("two", ((1, 0, 0), 2, ["different"])),
        ("", ((0, 0, 1), 2, ["open"])),
    ],
)
def test_a_pair_is_decided_before_anything_is_in(
    house: House, jobs: list[dict[str, str]], answer: str, told: tuple[Any, ...]
) -> None:
    client = signed_in_client(house.supervisor)
    page = _pair_to_decide(house, client, answer)
    assert counts(house.supervisor)["people.Person"] == 1
    tasks.bring_register(**jobs.pop())
    with acting(house.supervisor.context):
        batch = table("imports.ImportBatch").get(pk=page.context["line"].id)
        states = list(table("people.DuplicateProposal").values_list("state", flat=True))
    assert ((batch.created, batch.known, batch.proposed), counts(house.supervisor)["people.Person"], states) == told
    assert counts(house.supervisor)["cases.Encounter"] == 2


def test_two_rows_of_one_register_are_said_to_be_of_one_person(house: House, jobs: list[dict[str, str]]) -> None:
    client = signed_in_client(house.supervisor)
    rows = [row(cin="", received=date(2023, month, 1)) for month in (3, 6)]
    page = _tried(client, workbook(*rows))
    (pair,) = client.get(_staged(page, "staged_pairs")).context["pairs"]
    assert sorted(side["row"] for side in pair["sides"]) == [2, 3]
    client.post(_staged(page, "staged_pairs"), {pair["name"]: "same"})
    client.post(_staged(page, "staged_bring"))
    tasks.bring_register(**jobs.pop())
    found = counts(house.supervisor)
    assert (found["people.Person"], found["cases.Encounter"], found["people.DuplicateProposal"]) == (1, 2, 0)


def test_a_file_that_was_closed_meanwhile_takes_no_row(house: House, jobs: list[dict[str, str]]) -> None:
    client = signed_in_client(house.supervisor)
    _pair_to_decide(house, client, "same")
    other = make_member(Role.SUPERVISOR)
    with acting(other.context):
        person = table("people.Person").get().pk
        protect_person(person, [house.worker.membership_id], by=other)
    tasks.bring_register(**jobs.pop())
    assert counts(house.supervisor)["people.Person"] == 1
    with acting(house.worker.context):
        assert table("cases.Encounter").filter(person_id=person).count() == 1


def test_the_work_is_followed_from_a_page_that_may_be_left(house: House, jobs: list[dict[str, str]]) -> None:
    client = signed_in_client(house.supervisor)
    page = _tried(client, workbook(row()))
    client.post(_staged(page, "staged_bring"))
    here = page.request["PATH_INFO"]
    assert "waiting to be brought in" in client.get(here).content.decode()
    with acting(house.supervisor.context):
        table("imports.StagedRegister").update(state="bringing", step="persons", done=3, total=9)
    under_way = client.get(here)
    assert (under_way["Refresh"], 'value="3" max="9"' in under_way.content.decode()) == ("2", True)
    assert here in client.get(reverse("cases:imports")).content.decode()
    assert client.post(_staged(page, "staged_drop")).status_code == 403
    with acting(house.supervisor.context):
        table("imports.StagedRegister").update(touched_at=now() - timedelta(minutes=11))
    assert "The work was cut off" in client.get(here).content.decode()
    assert client.post(_staged(page, "staged_bring")).status_code == 302
    tasks.bring_register(**jobs.pop())
    assert client.get(here)["Location"] == reverse("cases:import", args=[page.context["line"].id])


def test_what_stops_the_work_is_told_and_nothing_is_in(house: House, jobs: list[dict[str, str]]) -> None:
    client = signed_in_client(house.supervisor)
    page = _tried(client, workbook(row()))
    client.post(_staged(page, "staged_bring"))
    with acting(house.supervisor.context):
        table("imports.StagedRegister").update(workbook=b"x" * 40)
    with pytest.raises(Unreadable):
        tasks.bring_register(**jobs.pop())
    assert "The register is not in" in client.get(page.request["PATH_INFO"]).content.decode()
    assert counts(house.supervisor) == dict.fromkeys(TABLES, 0)


def test_what_waits_is_sealed_forgotten_and_gone_with_an_erasure(house: House) -> None:
    client = signed_in_client(house.supervisor)
    page = _tried(client, workbook(row(given="Sara")))
    with acting(house.supervisor.context):
        staged = table("imports.StagedRegister").get()
        assert not any(b"Sara" in bytes(part) for part in (staged.workbook, staged.columns, staged.told))
    tasks.forget_staged(0)
    assert client.get(page.request["PATH_INFO"]).status_code == 200
    with acting(house.supervisor.context):
        table("imports.StagedRegister").update(touched_at=now() - timedelta(hours=49))
    tasks.forget_staged(0)
    assert client.get(page.request["PATH_INFO"]).status_code == 404
    again = _tried(client, workbook(row(given="Sara")))
    person = make_person(house.worker)
    with acting(house.officer.context):
        erase_person(person, "on_request", by=house.officer)
    assert client.get(again.request["PATH_INFO"]).status_code == 404


def test_what_waits_is_thrown_away(house: House) -> None:
    client = signed_in_client(house.supervisor)
    page = _tried(client, workbook(row()))
    assert client.post(_staged(page, "staged_drop"))["Location"] == reverse("cases:imports")
    assert client.get(page.request["PATH_INFO"]).status_code == 404


def test_markup_in_a_cell_is_shown_as_text(house: House) -> None:
    client = signed_in_client(house.supervisor)
    shown = _tried(client, workbook(row(phone="<script>alert(1)</script>"))).content.decode()
    assert "&lt;script&gt;alert(1)" in shown
    assert "<script>alert" not in shown


def test_a_file_that_is_no_register_is_said_to_be_none(house: House) -> None:
    client = signed_in_client(house.supervisor)
    answer = _drop(client, b"%PDF-1.7")
    assert answer.status_code == 422
    assert "not a spreadsheet" in answer.content.decode()
    assert client.post(reverse("cases:imports"), {}).status_code == 422


def test_an_import_is_taken_back_after_a_question(house: House) -> None:
    client, batch = signed_in_client(house.supervisor), bring(row(), by=house.supervisor).batch
    address = reverse("cases:import_undo", args=[batch])
    assert "Take this import back?" in client.get(address).content.decode()
    assert counts(house.supervisor)["people.Person"] == 1
    assert client.post(address)["Location"] == reverse("cases:import", args=[batch])
    assert counts(house.supervisor) == dict.fromkeys(TABLES, 0)
    assert client.post(address).status_code == 302


def test_only_a_supervisor_of_the_agency_gets_there(house: House) -> None:
    batch = bring(row(), by=house.supervisor).batch
    pages = [reverse("cases:imports"), *(reverse(f"cases:{name}", args=[batch]) for name in ("import", "import_undo"))]
    for actor in (house.worker, house.reception, house.officer, house.planner):
        client = signed_in_client(actor)
        assert [client.get(page).status_code for page in pages] == [403, 403, 403]
    stranger = signed_in_client(make_member(Role.SUPERVISOR, agency=make_agency("entraide")))
    assert [stranger.get(page).status_code for page in pages] == [200, 404, 404]
    waits = _tried(signed_in_client(house.supervisor), workbook(row(given="Sara")))
    names = ("staged", "staged_columns", "staged_problems", "staged_pairs")
    assert [stranger.get(_staged(waits, name)).status_code for name in names] == [404, 404, 404, 404]
    assert [stranger.post(_staged(waits, name)).status_code for name in ("staged_bring", "staged_drop")] == [404, 404]
    assert [signed_in_client(house.worker).get(_staged(waits, name)).status_code for name in names] == [403] * 4
    assert stranger.post(pages[2]).status_code == 404
    assert counts(house.supervisor)["people.Person"] == 1
