"""Lists that leave the house: for a purpose, by roles that may, without what is not theirs to carry out."""

from __future__ import annotations

import csv
import hashlib
import io
import stat
import time
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import translation
from python_calamine import CalamineWorkbook

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role, Verb
from darna.base.agencies.tests.makers import make_agency, make_member, signed_in_client
from darna.base.audit.models import Entry
from darna.base.lists import files, running, tasks
from darna.base.lists.actions import ask_export, exports
from darna.base.lists.kinds import Asked, Column, Piece, enrol, kind_of
from darna.base.lists.models import ExportRecord
from darna.base.rowsecurity.context import acting
from darna.domains.cases.kinds import CASES, PERSONS
from darna.domains.cases.queries import carrying
from darna.domains.cases.tests.makers import House, make_case, make_house, make_person, make_shared_case
from darna.domains.people.actions import protect_person, register_person
from darna.domains.people.tests.makers import make_draft, make_terms
from darna.kernel.clock import now
from darna.kernel.errors import Invalid, NotFound, Refused

pytestmark = pytest.mark.urls("darna.domains.cases.tests.addresses")

WHY = exports.Purpose("report", "Report of the year")
EVERY = tuple(column.code for column in CASES.exported)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The sentences are looked for as the code says them."""
    with translation.override("en"):
        yield


@pytest.fixture
def house(db: None) -> House:
    """Two agencies with their workers."""
    return make_house()


def exported(by: Actor, code: str = "cases", *, form: str = "csv", language: str = "en", **asked: Any) -> ExportRecord:
    """A list carried out by somebody, read again."""
    columns = asked.pop("columns", tuple(column.code for column in kind_of(code).exported))
    words, with_protected = asked.pop("words", {}), asked.pop("with_protected", False)
    with acting(by.context, seconds=600):
        made = ask_export(code, Asked(words, columns, with_protected), WHY, form=form, language=language, by=by)
        return ExportRecord.objects.get(pk=made.pk)


def rows_of(made: ExportRecord) -> list[list[str]]:
    """The rows of a text file, its heading first."""
    told = b"".join(files.clear_pieces(made.pk)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(told, newline="")))


def test_what_is_carried_out_is_written_down_in_one_sentence(house: House) -> None:
    make_case(house.worker)
    made = exported(house.supervisor)
    told = (made.state, made.rows, made.expected, made.purpose, made.reason, made.membership_id)
    assert told == ("ready", 1, 1, "report", "Report of the year", house.supervisor.membership_id)
    assert (len(made.fingerprint), made.columns) == (64, list(EVERY))
    with acting(house.supervisor.context):
        assert list(Entry.objects.filter(verb__startswith="list.").values_list("verb", "object_id")) == [
            ("list.exported", made.pk)
        ]


def test_the_file_is_sealed_known_again_and_readable_by_nobody_else(house: House) -> None:
    make_case(house.worker)
    made = exported(house.supervisor)
    (place,) = [found for found in files.folder().iterdir() if found.name.startswith(str(made.pk))]
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert b"Amal" not in place.read_bytes()
    clear = b"".join(files.clear_pieces(made.pk))
    assert len(clear) == made.bytes
    assert hashlib.sha256(clear).hexdigest() == made.fingerprint


def test_the_rows_are_those_of_the_narrowed_list_under_headings_of_the_reader(house: House) -> None:
    make_case(house.worker, priority="high")
    make_case(house.worker, priority="low")
    made = exported(house.supervisor, words={"priority": "high"}, columns=("priority", "reference", "opened"))
    heading, *rows = rows_of(made)
    assert heading == ["Case", "Priority", "Opened"]
    assert len(rows) == 1
    assert date.fromisoformat(rows[0][2])


def test_a_workbook_in_arabic_begins_on_the_right_with_arabic_headings(house: House) -> None:
    make_case(house.worker)
    made = exported(house.supervisor, form="xlsx", language="ar")
    clear = io.BytesIO(b"".join(files.clear_pieces(made.pk)))
    with zipfile.ZipFile(clear) as packed:
        assert 'rightToLeft="1"' in packed.read("xl/worksheets/sheet1.xml").decode()
    clear.seek(0)
    heading, row = CalamineWorkbook.from_filelike(clear).get_sheet_by_index(0).to_python()
    assert len(heading) == len(EVERY)
    assert isinstance(row[EVERY.index("opened")], date)
    assert not list(files.folder().glob("work-*"))


def test_a_case_that_another_agency_shows_us_is_not_carried_out(house: House) -> None:
    make_shared_case(house.worker, house.partner)
    chief = make_member(Role.SUPERVISOR, agency=make_agency("entraide"))
    with acting(chief.context), pytest.raises(Invalid, match="nothing_to_export"):
        exported(chief)


def test_a_protected_file_leaves_only_when_asked_for_by_somebody_named(house: House) -> None:
    person = make_person(house.worker)
    make_case(house.worker, person)
    make_case(house.worker)
    with acting(house.supervisor.context):
        protect_person(person, [house.supervisor.membership_id], by=house.supervisor)
    assert exported(house.supervisor).rows == 1
    assert exported(house.supervisor, with_protected=True).rows == 2
    assert exported(house.supervisor, "persons").rows == 1
    assert exported(house.supervisor, "persons", with_protected=True).rows == 2
    assert exported(house.officer, with_protected=True).rows == 1


def test_no_column_tells_residence_or_a_note() -> None:
    codes = {column.code for kind in (CASES, PERSONS) for column in kind.exported}
    assert not codes & {"residence", "status", "nationality", "identifier", "note", "need", "vulnerability", "address"}


def test_a_name_that_looks_like_a_formula_leaves_as_text(house: House) -> None:
    with acting(house.worker.context):
        register_person(make_draft(given_name="=HYPERLINK(1)", family_name="+1"), make_terms(), by=house.worker)
    (_heading, row) = rows_of(exported(house.supervisor, "persons", columns=("name",)))
    assert row[0].startswith("'=HYPERLINK")


@pytest.mark.parametrize("wrong", [{"purpose": "fun"}, {"reason": "  "}, {"form": "exe"}, {"columns": ()}])
def test_without_purpose_reason_form_or_columns_nothing_leaves(house: House, wrong: dict[str, Any]) -> None:
    make_case(house.worker)
    told = {"purpose": "report", "reason": "Why", "form": "csv", "columns": EVERY, **wrong}
    purpose, asked = exports.Purpose(told["purpose"], told["reason"]), Asked({}, told["columns"])
    with acting(house.supervisor.context):
        with pytest.raises(Invalid):
            ask_export("cases", asked, purpose, form=told["form"], language="en", by=house.supervisor)
        assert not ExportRecord.objects.exists()


def test_other_roles_carry_nothing_out(house: House) -> None:
    make_case(house.worker)
    for actor in (house.worker, house.reception, house.adviser, house.planner):
        with acting(actor.context), pytest.raises(Refused):
            exported(actor)
        assert signed_in_client(actor).get(f"{reverse('lists:ask')}?list=cases").status_code == 403
        assert signed_in_client(actor).get(reverse("lists:exports")).status_code == 403


def test_the_list_offers_the_export_to_those_who_may(house: House) -> None:
    make_case(house.worker)
    assert reverse("lists:ask") in signed_in_client(house.supervisor).get(reverse("cases:list")).content.decode()
    assert reverse("lists:ask") not in signed_in_client(house.worker).get(reverse("cases:list")).content.decode()


def test_a_list_is_asked_for_on_its_page_and_taken_by_whoever_asked(house: House) -> None:
    make_case(house.worker, priority="high")
    client = signed_in_client(house.supervisor)
    address = f"{reverse('lists:ask')}?list=cases&priority=high&show=opened"
    shown = client.get(address)
    assert shown.context["form"].fields["columns"].initial == ["person", "opened"]
    assert client.post(address, {"purpose": "report", "columns": ["person"], "form": "csv"}).status_code == 422
    sent = {"purpose": "report", "reason": "The year", "columns": ["person", "opened"], "form": "xlsx"}
    page = client.get(client.post(address, sent)["Location"])
    line = page.context["line"]
    assert "The year" in page.content.decode()
    taken = client.get(reverse("lists:download", args=[line.id]))
    body = b"".join(taken.streaming_content)
    assert (taken.status_code, body[:2], taken["Cache-Control"]) == (200, b"PK", "no-store")
    assert "darna-cases-" in taken["Content-Disposition"]


def test_the_officer_reads_every_export_and_takes_only_their_own(house: House) -> None:
    make_case(house.worker)
    made = exported(house.supervisor)
    client = signed_in_client(house.officer)
    assert "Report of the year" in client.get(reverse("lists:export", args=[made.pk])).content.decode()
    assert reverse("lists:export", args=[made.pk]) in client.get(reverse("lists:exports")).content.decode()
    assert client.get(reverse("lists:download", args=[made.pk])).status_code == 404
    stranger = signed_in_client(make_member(Role.SUPERVISOR, agency=make_agency("entraide")))
    assert stranger.get(reverse("lists:export", args=[made.pk])).status_code == 404
    assert str(made.pk) not in stranger.get(reverse("lists:exports")).content.decode()


def test_raw_sql_of_another_agency_finds_no_export(house: House) -> None:
    make_case(house.worker)
    exported(house.supervisor)
    for actor in (house.partner, house.planner):
        with acting(actor.context):
            assert not ExportRecord.objects.exists()
            assert ExportRecord.objects.update(reason="x") == 0


def test_a_file_is_deleted_after_a_day_and_its_record_stays(house: House) -> None:
    make_case(house.worker)
    made = exported(house.supervisor)
    with acting(house.supervisor.context):
        ExportRecord.objects.update(until=now() - timedelta(seconds=1))
        with pytest.raises(NotFound):
            exports.note_taking(made.pk, by=house.supervisor)
    tasks.forget_files(0)
    assert not files.is_there(made.pk)
    with acting(house.supervisor.context):
        again = ExportRecord.objects.get(pk=made.pk)
    assert (again.state, again.fingerprint) == ("gone", made.fingerprint)
    assert "deleted" in signed_in_client(house.supervisor).get(reverse("lists:export", args=[made.pk])).content.decode()


def test_what_a_stopped_machine_left_is_swept(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    left = files.folder() / f"{uuid4()}.part"
    left.write_bytes(b"x")
    files.sweep()
    assert left.exists()
    monkeypatch.setattr(files.time, "time", lambda: time.perf_counter() + 10**12)
    files.sweep()
    assert not left.exists()


def test_a_long_export_is_a_job_that_tells_how_far_it_is(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        make_case(house.worker)
    monkeypatch.setattr(exports, "AT_ONCE", 1)
    deferred: list[dict[str, str]] = []
    monkeypatch.setattr(tasks.write_export, "defer", lambda **told: deferred.append(told))
    made = exported(house.supervisor)
    page = signed_in_client(house.supervisor).get(reverse("lists:export", args=[made.pk]))
    assert (made.state, page["Refresh"]) == ("waiting", "3")
    assert 'max="3"' in page.content.decode()
    tasks.write_export(**deferred[0])
    with acting(house.supervisor.context):
        done = ExportRecord.objects.get(pk=made.pk)
    assert (done.state, done.rows) == ("ready", 3)
    tasks.write_export(**deferred[0])
    with acting(house.supervisor.context):
        assert ExportRecord.objects.get(pk=made.pk).fingerprint == done.fingerprint


def test_a_job_of_somebody_who_left_writes_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    make_case(house.worker)
    monkeypatch.setattr(exports, "AT_ONCE", 0)
    monkeypatch.setattr(tasks.write_export, "defer", lambda **told: None)
    made = exported(house.supervisor)
    monkeypatch.setattr(running, "member_actor", lambda *given, **told: None)
    running.write_as_job(made.pk, house.supervisor.agency_id)
    with acting(house.supervisor.context):
        again = ExportRecord.objects.get(pk=made.pk)
    assert (again.state, again.failure) == ("failed", "role_does_not_allow")
    assert not files.is_there(made.pk)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_list_twenty_times_as_long_needs_no_more_memory(house: House, form: str) -> None:
    def peak(rows: int) -> int:
        record = _pretended(house, rows, form)
        tracemalloc.start()
        running.write(record, house.supervisor, context=house.supervisor.context)
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(100)
    short, long = peak(1_000), peak(20_000)
    assert long < short + 3_000_000, (short, long)


def _pretended(house: House, rows: int, form: str) -> ExportRecord:
    """An export of a list that is made up as it is read."""

    def piece(_actor: Actor, asked: Asked, after: int | None) -> Piece:
        start = after or 0
        made = [(f"Amal Testi {n}", date(2026, 1, 1), n) for n in range(start, min(start + 1000, rows))]
        return Piece(made, start + 1000 if start + 1000 < rows else None)

    columns = (Column("a", "A"), Column("b", "B"), Column("c", "C"))
    enrol(
        type(CASES)(
            "pretended", "Pretended", "cases:list", columns, (), columns, dict, list, len, piece, Verb.OPEN_FILE
        )
    )
    with acting(house.supervisor.context):
        return ExportRecord.objects.create(
            agency_id=house.supervisor.agency_id,
            membership_id=house.supervisor.membership_id,
            list_code="pretended",
            format=form,
            language="en",
            purpose="report",
            reason="Why",
            columns=["a", "b", "c"],
            state="writing",
            expected=rows,
            asked_at=now(),
            touched_at=now(),
        )


def test_every_row_of_a_long_list_leaves_once_and_in_order(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carrying, "MANY", 2)
    references = {make_case(house.worker).reference for _ in range(5)}
    assert {row[0] for row in rows_of(exported(house.supervisor, words={"state": "any"}))[1:]} == references
    assert len(rows_of(exported(house.supervisor))) == 6
    assert len({row[0] for row in rows_of(exported(house.supervisor, "persons"))[1:]}) == 5
