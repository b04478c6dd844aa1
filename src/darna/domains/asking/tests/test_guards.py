"""What PostgreSQL itself refuses of questions, and all that the role of the public side can do with them, by raw SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import IntegrityError, ProgrammingError, connections, transaction

from darna.base.database.temporary import temporary_server
from darna.base.rowsecurity.context import PUBLIC, Context, Kind, acting
from darna.domains.asking.models import Question, QuestionDesk, QuestionMessage
from darna.domains.asking.tests.makers import Desk, card, make_question
from darna.kernel.clock import now

ASK = "select published.ask(%s, %s, %s, 'question', '', 'ar', false, '[]', %s, %s, %s, %s)"
Sql = Callable[..., Any]


def mark(text: str) -> bytes:
    """Thirty-two bytes, as the hash of a code or of a place."""
    return sha256(text.encode()).digest()


HERE = mark("here")


@contextmanager
def refused(sentence: str) -> Iterator[None]:
    """PostgreSQL says no in these words, and what it refused is undone."""
    with pytest.raises((IntegrityError, ProgrammingError), match=sentence), transaction.atomic():
        yield


@pytest.fixture
def house(db: None) -> Iterator[tuple[Any, Sql]]:
    """A house that takes questions, and raw SQL as the role of the public side; all of it undone afterwards."""
    with temporary_server(shared=True) as server:
        name = str(connections["default"].settings_dict["NAME"])
        with server.connect("super", name) as top, top.transaction(force_rollback=True):
            house = uuid4()
            top.execute(
                "insert into agencies_agency (id, slug, kind, name_ar, name_fr, name_it, name_en, country, province, "
                "time_zone, reference_prefix, is_active, created_at, version) values "
                "(%s, 'raw', 'maison', 'a', 'a', 'a', 'a', 'MA', '', 'Africa/Casablanca', 'RAW', true, now(), 1)",
                [house],
            )
            top.execute(
                "insert into asking_questiondesk (id, agency_id, is_open, version) values (%s, %s, true, 1)",
                [uuid4(), house],
            )
            top.execute("set local role darna_portal")

            def portal(sql: str, *values: Any) -> Any:
                with top.transaction():
                    return top.execute(sql, values).fetchall()

            yield house, portal


def put(portal: Sql, house: Any, code: str, *, words: str = "", client: bytes = HERE) -> str:
    """A question put by raw SQL; what was answered."""
    told = (uuid4(), mark(code), house, uuid4(), b"c" * 40, mark(words or code), client)
    return str(portal(ASK, *told)[0][0])


TABLES = "asking_question asking_questionmessage asking_questiondesk accounts_throttle audit_entry"


@pytest.mark.parametrize("table", TABLES.split())
@pytest.mark.parametrize("sql", ["select 1 from {}", "delete from {} returning 1", "insert into {} default values"])
def test_the_role_of_the_public_side_has_no_table(house: tuple[Any, Sql], table: str, sql: str) -> None:
    _house, portal = house
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        portal(sql.format(table))


@pytest.mark.parametrize(
    "sql",
    [
        "select sec.count_asking('x', 1)",
        "select sec.is_asking_over('x', 1)",
        "select sec.note_asking('question.asked', null, null)",
        "select sec.asked_under('x', 'x')",
        "update published.question_desks set answers_within_days = 1 returning 1",
    ],
)
def test_what_stands_behind_the_functions_is_not_called_by_itself(house: tuple[Any, Sql], sql: str) -> None:
    _house, portal = house
    with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.ObjectNotInPrerequisiteState)):
        portal(sql)


def test_a_question_is_read_by_the_hash_of_its_code_and_by_nothing_else(house: tuple[Any, Sql]) -> None:
    agency, portal = house
    assert put(portal, agency, "one") == "asked"
    told = portal("select published.read_question(%s, %s)", mark("one"), HERE)[0][0]
    assert (told["kind"], len(told["messages"]), "code_hash" in told) == ("question", 1, False)
    for wrong in (mark("two"), b"", mark("one")[:31]):
        assert portal("select published.read_question(%s, %s)", wrong, HERE) == [(None,)]
    assert portal("select published.read_question(null, %s)", HERE) == [(None,)]
    assert portal("select published.read_question(%s, null)", mark("one")) == [(None,)]


def test_guessing_is_counted_and_ends(house: tuple[Any, Sql]) -> None:
    agency, portal = house
    put(portal, agency, "one")
    for number in range(20):
        portal("select published.read_question(%s, %s)", mark(f"guess {number}"), HERE)
    assert portal("select published.read_question(%s, %s)", mark("one"), HERE) == [(None,)]
    assert portal("select published.withdraw_question(%s, %s)", mark("one"), HERE) == [("unknown",)]
    assert portal("select published.read_question(%s, %s)", mark("one"), mark("elsewhere"))[0][0]


def test_limits_hold_under_raw_sql(house: tuple[Any, Sql]) -> None:
    agency, portal = house
    assert [put(portal, agency, f"q{number}") for number in range(6)] == ["asked"] * 5 + ["too_many_here"]
    # Whoever invents a new place for each question meets the limit of the house.
    said = [put(portal, agency, f"p{number}", client=mark(f"place {number}")) for number in range(120)]
    assert said.count("asked") == 115
    assert set(said[115:]) == {"too_many"}


@pytest.mark.parametrize("length", [0, 29, 12101])
def test_nothing_too_short_or_too_long_comes_in(house: tuple[Any, Sql], length: int) -> None:
    agency, portal = house
    told = (uuid4(), mark("x"), agency, uuid4(), b"c" * length, mark("x"), HERE)
    assert portal(ASK, *told) == [("malformed",)]


def test_another_question_is_not_overwritten_through_its_identifier(house: tuple[Any, Sql]) -> None:
    agency, portal = house
    put(portal, agency, "one")
    known = portal("select published.read_question(%s, %s)", mark("one"), HERE)[0][0]["id"]
    told = (known, mark("two"), agency, uuid4(), b"c" * 40, mark("y"), HERE)
    assert portal(ASK, *told) == [("malformed",)]
    body = "select published.add_message(%s, %s, %s, %s)"
    assert portal(body, mark("two"), uuid4(), b"c" * 40, HERE) == [("unknown",)]


def test_what_was_asked_stays_as_it_was_asked(desk: Desk) -> None:
    question, _code = make_question(desk.worker.agency_id)
    with acting(desk.worker.context):
        for changes in ({"language": "fr"}, {"is_minor": True}, {"code_hash": b"mine"}, {"topic": "work"}):
            with refused("stays as it was asked"):
                Question.objects.filter(pk=question).update(**changes)
        with refused("said by whoever asked"):
            Question.objects.filter(pk=question).update(proposal="accepted", proposed_at=now())


def test_the_desk_neither_asks_nor_rewrites_nor_speaks_for_others(desk: Desk) -> None:
    question, _code = make_question(desk.worker.agency_id)
    first = card(desk.worker, question).messages[0].id
    of = {"agency_id": desk.worker.agency_id, "question_id": question, "number": 2, "written_at": now()}
    with acting(desk.worker.context):
        with refused("row-level security"):
            QuestionMessage.objects.create(**of, ciphertext=b"x")
        with refused("row-level security"):
            QuestionMessage.objects.create(
                **of, is_from_desk=True, written_by=desk.reception.membership_id, ciphertext=b"x"
            )
        with refused("permission denied"):
            QuestionMessage.objects.filter(pk=first).update(ciphertext=b"x")
        with refused("permission denied"):
            QuestionMessage.objects.filter(pk=first)._raw_delete("default")
        with refused("permission denied"):
            Question.objects.create(agency_id=desk.worker.agency_id, code_hash=b"x", asked_at=now(), expires_at=now())
        assert Question.objects.filter(pk=question).delete()[0] == 0


def test_only_the_desk_of_the_house_sees_a_question(desk: Desk) -> None:
    make_question(desk.worker.agency_id)
    for stranger in (desk.partner.context, desk.planner.context, desk.office.context, PUBLIC):
        with acting(stranger):
            assert not Question.objects.exists()
            assert not QuestionMessage.objects.exists()
    with acting(Context(Kind.JOB, desk.worker.agency_id)):
        assert not Question.objects.exists()
    with acting(desk.planner.context):
        assert not QuestionDesk.objects.exists()
