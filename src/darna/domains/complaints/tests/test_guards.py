"""What the role of the public side can do with complaints by raw SQL, and what the night does to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connections

from darna.base.database.temporary import temporary_server
from darna.base.rowsecurity.context import Context, Kind, fresh_token
from darna.domains.asking.tests.test_guards import HERE, mark

Sql = Callable[..., Any]
COMPLAIN = (
    "select published.complain(%s, %s, %s, %s, 'waiting', %s, 'ar', false, %s, %s, null, %s, %s)",
    b"w" * 60,
    b"c" * 40,
)


@dataclass(frozen=True)
class Raw:
    """Two agencies, the second oversees the first; raw SQL as the public side, as a job, and as nobody is allowed."""

    agency: UUID
    overseer: UUID
    officer: UUID
    top: Any

    def portal(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """As the role of the public side."""
        with self.top.transaction():
            self.top.execute("set local role darna_portal")
            rows = list(self.top.execute(sql, values).fetchall())
            self.top.execute("reset role")
        return rows

    def night(self, agency: UUID | None = None) -> tuple[Any, ...]:
        """The clock of an agency, as its job runs it."""
        token = fresh_token(Context(Kind.JOB, agency or self.agency))
        with self.top.transaction():
            self.top.execute("set local role darna_app")
            self.top.execute("select set_config('app.ctx', %s, true)", [token])
            told: tuple[Any, ...] = self.top.execute(
                "select late, ended, removed, moved from sec.complaints_of_night()"
            ).fetchone()
            self.top.execute("reset role")
            self.top.execute("select set_config('app.ctx', '', true)")
        return told

    def complain(self, code: str, about: str = "agency", client: bytes = b"") -> str:
        """A complaint by raw SQL; what was answered."""
        sql, key, body = COMPLAIN
        told = (
            uuid4(),
            mark(code),
            key,
            self.agency,
            about,
            uuid4(),
            body,
            mark(f"words {code}"),
            client or mark(code),
        )
        return str(self.portal(sql, *told)[0][0])

    def row(self, code: str) -> dict[str, Any]:
        """The complaint as it lies there."""
        sql = "select to_jsonb(c) from complaints_complaint c where code_hash = %s"
        found: dict[str, Any] = self.top.execute(sql, [mark(code)]).fetchone()[0]
        return found

    def make(self, code: str, changes: str) -> None:
        """What only time does, done at once."""
        self.top.execute(f"update complaints_complaint set {changes} where code_hash = %s", [mark(code)])


@pytest.fixture
def raw(db: None) -> Iterator[Raw]:
    """The agencies, inside a transaction that is undone."""
    with temporary_server(shared=True) as server:
        name = str(connections["default"].settings_dict["NAME"])
        with server.connect("super", name) as top, top.transaction(force_rollback=True):
            agencies = [_agency(top, slug) for slug in ("raw", "overseer")]
            officers = [_officer(top, agency) for agency in agencies]
            top.execute(
                "insert into complaints_complaintdesk (id, agency_id, is_open, acknowledges_days, answers_days,"
                " urgent_days, kept_days, overseer_id, version) values (%s, %s, true, 5, 30, 7, 90, %s, 1)",
                [uuid4(), *agencies],
            )
            yield Raw(agencies[0], agencies[1], officers[0], top)


def _agency(top: Any, slug: str) -> UUID:
    agency = uuid4()
    top.execute(
        "insert into agencies_agency (id, slug, kind, name_ar, name_fr, name_it, name_en, country, province, time_zone,"
        " reference_prefix, is_active, created_at, version) values (%s, %s, 'maison', 'a', 'a', 'a', 'a', 'MA', '',"
        " 'Africa/Casablanca', %s, true, now(), 1)",
        [agency, slug, slug[:3].upper()],
    )
    return agency


def _officer(top: Any, agency: UUID) -> UUID:
    """A complaints officer of an agency, with every column that has to be there filled in."""
    account, member = uuid4(), uuid4()
    _put(top, "accounts_account", id=account, email=f"{account}@example.org", full_name="Officer", language="fr")
    _put(top, "agencies_membership", id=member, agency_id=agency, account_id=account, role="complaints_officer")
    return member


def _put(top: Any, table: str, **told: Any) -> None:
    empty = {"bool": False, "timestamptz": "2026-01-01", "date": "2026-01-01", "int4": 1, "int2": 1, "bytea": b""}
    columns = top.execute(
        "select column_name, udt_name from information_schema.columns where table_schema = 'public' and table_name = %s"
        " and is_nullable = 'NO' and column_default is null",
        [table],
    ).fetchall()
    row = {name: empty.get(kind, "") for name, kind in columns} | told
    row |= {"is_active": True} if "is_active" in row else {}
    names, places = ", ".join(row), ", ".join(["%s"] * len(row))
    top.execute(f"insert into {table} ({names}) values ({places})", list(row.values()))


TABLES = "complaint complaintmessage complaintdesk exclusion handover"
DEEDS = ("select 1 from {}", "select count(*) from {}", "delete from {} returning 1", "insert into {} default values")


@pytest.mark.parametrize("table", TABLES.split())
@pytest.mark.parametrize("sql", DEEDS)
def test_the_role_of_the_public_side_reads_lists_and_counts_no_complaint(raw: Raw, table: str, sql: str) -> None:
    raw.complain("one")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        raw.portal(sql.format(f"complaints_{table}"))


@pytest.mark.parametrize(
    "sql",
    [
        "select * from sec.complaint_counts()",
        "select * from sec.complaints_of_night()",
        "select sec.complained_under('x', 'x')",
        "select sec.say_in_complaint(gen_random_uuid(), gen_random_uuid(), 'x')",
        "select sec.note_complaint('complaint.closed', null, null)",
        "select sec.route_complaint(gen_random_uuid())",
        "select sec.has_officer(gen_random_uuid(), gen_random_uuid())",
        "update published.complaint_desks set kept_days = 1 returning 1",
    ],
)
def test_what_stands_behind_the_functions_is_not_called_by_itself(raw: Raw, sql: str) -> None:
    with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.ObjectNotInPrerequisiteState)):
        raw.portal(sql)


def test_a_conversation_opens_by_its_own_code_alone(raw: Raw) -> None:
    assert [raw.complain(code) for code in ("one", "two")] == ["received", "received"]
    read = "select published.read_complaint(%s, %s)"
    mine, other = (raw.portal(read, mark(code), HERE)[0][0] for code in ("one", "two"))
    assert mine["id"] != other["id"]
    assert "code_hash" not in mine
    assert {one["id"] for one in mine["messages"]}.isdisjoint(one["id"] for one in other["messages"])
    for wrong in (mark("three"), b"", mark("one")[:31]):
        assert raw.portal(read, wrong, HERE) == [(None,)]
    # Fewer than five of a kind are told to nobody as a number.
    assert raw.portal("select count(*) from published.complaint_counts") == [(0,)]


def test_an_unknown_code_and_a_removed_one_run_the_same_way(raw: Raw) -> None:
    raw.complain("gone")
    raw.make("gone", "state = 'closed', outcome = 'noted', closed_at = now(), expires_at = now() - interval '1 hour'")
    read = "select published.read_complaint(%s, %s)"
    counted = "select sum(tries) from accounts_throttle"
    tries = []
    for code in ("gone", "never"):
        before = raw.top.execute(counted).fetchone()[0] or 0
        assert raw.portal(read, mark(code), mark("somewhere")) == [(None,)]
        tries.append(raw.top.execute(counted).fetchone()[0] - before)
    assert tries == [2, 2]


def test_the_night_removes_what_was_said_and_leaves_the_numbers(raw: Raw) -> None:
    for code in ("over", "not yet"):
        raw.complain(code)
        raw.make(code, "state = 'closed', outcome = 'noted', closed_at = now(), expires_at = now() + interval '1 day'")
    identifier = raw.row("over")["id"]
    assert raw.night()[:3] == (0, 0, 0)
    raw.make("over", "expires_at = now() - interval '1 second'")
    assert raw.night(raw.overseer)[:3] == (0, 0, 0), "the clock of another agency removes nothing here"
    assert raw.night()[:3] == (0, 0, 1)
    left = raw.top.execute("select to_jsonb(c) from complaints_complaint c where id = %s", [identifier]).fetchone()[0]
    sealed = ("code_hash", "wrapped_key", "lesson_ciphertext", "contact_ciphertext")
    assert [left[name] for name in sealed] == [None] * 4
    assert (left["kind"], left["outcome"], left["state"]) == ("waiting", "noted", "closed")
    of = "select count(*) from complaints_complaintmessage where complaint_id = %s"
    assert raw.top.execute(of, [identifier]).fetchone()[0] == 0
    assert raw.top.execute(of, [raw.row("not yet")["id"]]).fetchone()[0] == 1
    assert raw.night()[:3] == (0, 0, 0)


def test_an_answered_one_ends_after_thirty_days_without_a_word(raw: Raw) -> None:
    for code, days, waits in (("quiet", 31, "null"), ("waits", 31, "now()"), ("fresh", 29, "null")):
        raw.complain(code)
        raw.make(code, f"state = 'acknowledged', officer = '{raw.officer}'")
        raw.make(code, "state = 'looked_into'")
        told = f"answered_at = now() - interval '{days} days', outcome = 'noted', waits_since = {waits}"
        raw.make(code, f"state = 'answered', {told}")
    assert raw.night()[:3] == (0, 1, 0)
    assert [raw.row(code)["state"] for code in ("quiet", "waits", "fresh")] == ["closed", "answered", "answered"]


def test_what_is_not_answered_in_time_goes_to_the_agency_that_oversees(raw: Raw) -> None:
    for code in ("late", "begun", "in time"):
        raw.complain(code)
    raw.make("begun", f"state = 'acknowledged', officer = '{raw.officer}'")
    raw.make("begun", "state = 'looked_into'")
    for code in ("late", "begun"):
        raw.make(code, "answer_by = now() - interval '1 minute'")
    late, _ended, _removed, moved = raw.night()
    assert (late, moved) == (2, [raw.overseer] * 2)
    found = {code: raw.row(code) for code in ("late", "begun", "in time")}
    assert [found[code]["handler_id"] for code in found] == [str(raw.overseer)] * 2 + [str(raw.agency)]
    assert [found[code]["state"] for code in found] == ["received", "acknowledged", "received"]
    assert found["begun"]["officer"] is None
    told = raw.top.execute(
        "select count(*) from audit_entry where verb = 'complaint.escalated' and agency_id = %s and kind = 'job'",
        [raw.agency],
    )
    assert told.fetchone()[0] == 2
    assert raw.night()[3] == [], "it goes once"


def test_without_somebody_who_may_read_it_there_a_late_one_stays(raw: Raw) -> None:
    raw.complain("late")
    raw.make("late", "answer_by = now() - interval '1 minute'")
    raw.top.execute("update agencies_membership set ended_at = now() where agency_id = %s", [raw.overseer])
    assert raw.night() == (1, 0, 0, [])
    assert raw.row("late")["handler_id"] == str(raw.agency)
