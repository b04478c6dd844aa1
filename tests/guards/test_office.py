"""Who keeps members is part of the signed context: nobody makes themselves an administrator, nor reads their letters."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role, Verb
from darna.base.rowsecurity.context import Context, Kind, fresh_token
from tests.guards.conftest import Ground

Connection = psycopg.Connection[Any]
REFUSED = psycopg.errors.InsufficientPrivilege


@pytest.fixture
def app(ground: Ground) -> Iterator[Connection]:
    """A connection of the application that undoes whatever a test did."""
    with ground.connect("app") as connection:
        yield connection
        connection.rollback()


def speak(connection: Connection, ground: Ground, who: str) -> None:
    """Put a context on the running transaction."""
    connection.execute("select set_config('app.ctx', %s, true)", [ground.world.contexts()[who]])


def membership(ground: Ground, **changed: Any) -> tuple[str, list[Any]]:
    """The statement that adds a membership like the invited one, with what a test says otherwise."""
    row = {**ground.world.rows["agencies_membership#invited"], "id": str(uuid.uuid4()), **changed}
    sql = "insert into agencies_membership select * from jsonb_populate_record(null::agencies_membership, %s::jsonb)"
    return sql, [json.dumps(row)]


@pytest.mark.parametrize("role", Role)
def test_a_token_says_who_keeps_members_and_who_meets_persons(ground: Ground, app: Connection, role: Role) -> None:
    actor = Actor(uuid.uuid4(), uuid.uuid4(), ground.world.home, role)
    app.execute("select set_config('app.ctx', %s, true)", [fresh_token(actor.context)])
    told = app.execute("select sec.desk() is not null, sec.office() is not null").fetchone()
    assert told == (actor.may(Verb.OPEN_FILE), actor.may(Verb.KEEP_MEMBERS))


def test_both_rights_fit_into_one_token(ground: Ground, app: Connection) -> None:
    both = Context(Kind.STAFF, ground.world.home, sees_persons=True, keeps_members=True)
    assert both.rights == "persons+office"
    app.execute("select set_config('app.ctx', %s, true)", [fresh_token(both)])
    assert app.execute("select sec.desk(), sec.office()").fetchone() == (ground.world.home, ground.world.home)


def test_a_right_that_sql_adds_to_its_token_is_forged(ground: Ground, app: Connection) -> None:
    token = ground.world.contexts()["own"].replace(".persons.", ".persons+office.")
    app.execute("select set_config('app.ctx', %s, true)", [token])
    with pytest.raises(psycopg.errors.InvalidAuthorizationSpecification):
        app.execute("select sec.office()")


@pytest.mark.parametrize("who", ["own", "own_without_persons", "job"])
def test_nobody_else_makes_an_administrator_by_raw_sql(ground: Ground, app: Connection, who: str) -> None:
    speak(app, ground, who)
    assert app.execute("update agencies_membership set role = 'agency_administrator'").rowcount == 0
    with pytest.raises(REFUSED):
        app.execute(*membership(ground, role="agency_administrator"))


@pytest.mark.parametrize("who", ["own", "own_without_persons", "job"])
def test_nobody_else_invites_themselves_by_raw_sql(ground: Ground, app: Connection, who: str) -> None:
    """A link whose secret the inviter knows would otherwise be a second way to any place."""
    invitation = {**ground.world.rows["agencies_invitation"], "id": str(uuid.uuid4()), "token_hash": "\\x01"}
    speak(app, ground, who)
    assert app.execute("select 1 from agencies_invitation").rowcount == 0
    with pytest.raises(REFUSED):
        app.execute(
            "insert into agencies_invitation select * from jsonb_populate_record(null::agencies_invitation, %s::jsonb)",
            [json.dumps(invitation)],
        )


def test_letters_are_read_by_the_office_alone_and_sent_by_the_job(ground: Ground, app: Connection) -> None:
    read = {}
    for who in ("own", "named", "own_without_persons", "link", "office", "other_office", "job", "house"):
        with app.transaction(force_rollback=True):
            speak(app, ground, who)
            read[who] = app.execute("select body from outbox_message").rowcount
    assert {who for who, letters in read.items() if letters} == {"office", "job", "house"}


def test_a_job_of_one_agency_removes_no_letters(ground: Ground, app: Connection) -> None:
    speak(app, ground, "job")
    assert app.execute("delete from outbox_message").rowcount == 0


def test_a_link_gives_the_offered_place_to_the_invited_address_and_no_other(ground: Ground, app: Connection) -> None:
    speak(app, ground, "link")
    stranger = ground.world.rows["agencies_membership"]["account_id"]
    for changed in ({"role": "agency_administrator"}, {"account_id": stranger}, {"until": "2099-01-01"}):
        with pytest.raises(REFUSED), app.transaction():
            app.execute(*membership(ground, **changed))
    # The guard lets the offered place through; here it is held already, and only the table itself says so.
    with pytest.raises(psycopg.errors.UniqueViolation):
        app.execute(*membership(ground))


def test_a_link_cannot_better_its_offer(ground: Ground, app: Connection) -> None:
    speak(app, ground, "link")
    with pytest.raises(REFUSED), app.transaction():
        app.execute("update agencies_invitation set role = 'agency_administrator'")
    # An accepted invitation, whatever else was written with it, offers no place any more.
    assert app.execute("update agencies_invitation set accepted_at = now(), role = 'supervisor'").rowcount == 1
    with pytest.raises(REFUSED):
        app.execute(*membership(ground, role="supervisor"))
