"""The eighteen pitfalls of row security, each once met and never again."""

from __future__ import annotations

import json
import random
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from psycopg_pool import ConnectionPool

from darna.base.rowsecurity.checks import _SENTENCES, guarded_tables
from tests.guards.conftest import Ground

Connection = psycopg.Connection[Any]
PERSONS = "select count(*) from people_person"


@pytest.fixture
def app(ground: Ground) -> Iterator[Connection]:
    """A connection of the application that undoes whatever a test did."""
    with ground.connect("app") as connection:
        yield connection
        connection.rollback()


@pytest.fixture
def migrator(ground: Ground) -> Iterator[Connection]:
    """A connection that row security does not hold, undone as well."""
    with ground.connect("migrator") as connection:
        yield connection
        connection.rollback()


def speak(connection: Connection, ground: Ground, who: str) -> None:
    """Put a context on the running transaction."""
    connection.execute("select set_config('app.ctx', %s, true)", [ground.world.contexts()[who]])


def count(connection: Connection, sql: str = PERSONS, values: list[Any] | None = None) -> int:
    """The number a counting query answers."""
    row = connection.execute(sql, values).fetchone()
    assert row is not None
    return int(row[0])


def refusal(connection: Connection, sql: str, values: list[Any] | None = None) -> psycopg.Error:
    """The error of a statement that must fail; the transaction goes on after it."""
    with pytest.raises(psycopg.Error) as caught, connection.transaction():
        connection.execute(sql, values)
    return caught.value


# 1 and 3: the setting between transactions


def test_after_a_transaction_the_setting_reads_empty_and_opens_nothing(ground: Ground, app: Connection) -> None:
    speak(app, ground, "own")
    assert count(app) == 2
    app.commit()
    assert app.execute("select current_setting('app.ctx', true), sec.agency()").fetchone() == ("", None)
    assert count(app) == 0


def test_a_context_set_outside_a_transaction_opens_nothing(ground: Ground, app: Connection) -> None:
    app.autocommit = True
    speak(app, ground, "own")
    assert count(app) == 0
    app.autocommit = False


# 2: pooled connections


def test_a_pooled_connection_carries_no_agency_into_the_next_transaction(ground: Ground) -> None:
    expected = {"own": 2, "named": 3, "shared_with": 1, "other": 0, "": 0}
    conninfo = make_conninfo(ground.server.url("app", ground.database))

    def work(pool: ConnectionPool, seed: int) -> list[str]:
        dice, wrong = random.Random(seed), []
        contexts = ground.world.contexts()
        for turn in range(300):
            who = "" if dice.random() < 0.15 else dice.choice([name for name in expected if name])
            with pool.connection() as borrowed:
                if who:
                    borrowed.execute("select set_config('app.ctx', %s, true)", [contexts[who]])
                found = count(borrowed)
                if found != expected[who]:
                    wrong.append(f"{turn}: {who or 'nobody'} saw {found}")
                if dice.random() < 0.1:
                    borrowed.rollback()
        return wrong

    with ConnectionPool(conninfo, min_size=2, max_size=2) as pool, ThreadPoolExecutor(2) as threads:
        found = list(threads.map(lambda seed: work(pool, seed), (7, 8)))
    assert found == [[], []]


# 4, 5, 17: nothing is learnt from an error


def test_a_case_of_an_invisible_person_is_refused_as_one_of_nobody(ground: Ground, app: Connection) -> None:
    speak(app, ground, "other")
    hidden, absent = (refusal(app, *_case_of(ground, who)) for who in (_person(ground), str(uuid.uuid4())))
    assert type(hidden) is type(absent) is psycopg.errors.InsufficientPrivilege
    assert str(hidden) == str(absent)


def test_the_key_over_person_and_agency_refuses_both_alike(ground: Ground, migrator: Connection) -> None:
    # Even where no policy looks: a key over the person alone would let the first of them in.
    hidden, absent = (refusal(migrator, *_case_of(ground, who)) for who in (_person(ground), str(uuid.uuid4())))
    assert type(hidden) is type(absent) is psycopg.errors.ForeignKeyViolation
    assert hidden.diag.constraint_name == absent.diag.constraint_name == "case_is_of_a_person_of_its_agency"


def test_somebody_elses_row_answers_as_no_row_at_all(ground: Ground, app: Connection) -> None:
    speak(app, ground, "other")
    for who in (_person(ground), str(uuid.uuid4())):
        assert app.execute("update people_person set version = version where id = %s", [who]).rowcount == 0
        assert app.execute("select 1 from people_person where id = %s", [who]).rowcount == 0


def test_a_taken_key_is_refused_without_telling_whose_it_is(ground: Ground, app: Connection) -> None:
    row = {**ground.world.rows["people_person"], "agency_id": str(ground.world.stranger)}
    speak(app, ground, "other")
    refused = refusal(app, *_copy("people_person", row))
    assert refused.diag.message_detail is None
    assert str(ground.world.home) not in str(refused)


def test_what_is_unique_is_unique_within_an_agency(ground: Ground, app: Connection, migrator: Connection) -> None:
    row = {**ground.world.rows["people_person"], "id": str(uuid.uuid4()), "agency_id": str(ground.world.stranger)}
    speak(app, ground, "other")
    app.execute(*_copy("people_person", row))
    across = migrator.execute(
        """select c.relname || '.' || i.relname from pg_index x join pg_class c on c.oid = x.indrelid
             join pg_class i on i.oid = x.indexrelid
            where x.indisunique and not x.indisprimary and c.relname = any (%s) and not exists (
              select 1 from pg_attribute a where a.attrelid = c.oid and a.attnum = any (x.indkey)
                 and a.attname in ('agency_id', 'membership_id'))
              and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attnum = any (x.indkey)
                 and a.atttypid <> 'uuid'::regtype)""",
        [sorted(guarded_tables())],
    ).fetchall()
    # What is a member's own is unique among that member's; random keys tell nothing; names of agencies are no secret,
    # and the link of an invitation is known by its hash. Public pages share one site: an address that is taken is on
    # it for everybody to read, or will be; their versions, words and pictures are numbered within their page.
    # The code of a question is kept as a keyed hash, and its words are numbered within it.
    pages = {"pages_page", "pages_pageversion", "pages_pagetext", "pages_pageimage"}
    questions = {"asking_question", "asking_questionmessage", "complaints_complaint", "complaints_complaintmessage"}
    # The secret of a link, and of a calendar's address, is kept as a keyed hash too.
    links = {"links_linkreferral", "planning_calendarfeed"}
    # The law is one for all houses: each reads what another proposed, and what was read again is public.
    law = {"law_rulerevision", "law_recheck"}
    # One of a kind in a procedure, in a case or of a person, which are an agency's own.
    inside = {"safeguarding_step", "safeguarding_option", "assessments_questionnaire", "privacy_personrequest"}
    # Marks are nobody's to read or to write, and the pair of a match is a hash of two random keys.
    matches = {"matches_mark", "matches_possiblematch"}
    assert {name.split(".")[0] for (name,) in across} == {
        "agencies_agency",
        "agencies_invitation",
    } | pages | questions | links | law | inside | matches


# 6 and 7: triggers and returning


def test_a_row_is_returned_before_its_triggers_made_it_visible(ground: Ground, app: Connection) -> None:
    speak(app, ground, "own")
    row = {**ground.world.rows["people_person"], "id": str(uuid.uuid4()), "reference": "R-NEW"}
    sql, values = _copy("people_person", row)
    assert app.execute(f"{sql} returning id", values).fetchone() == (uuid.UUID(row["id"]),)


def test_definer_functions_belong_to_the_role_that_nobody_signs_in_as(migrator: Connection) -> None:
    owners = migrator.execute(
        """select distinct r.rolname, r.rolcanlogin, r.rolbypassrls from pg_proc p join pg_roles r on r.oid = p.proowner
            where p.prosecdef and p.pronamespace = 'sec'::regnamespace"""
    ).fetchall()
    assert owners == [("darna_guard", False, True)]


def test_the_application_may_call_only_the_definer_functions_it_was_given(app: Connection) -> None:
    rows = app.execute(
        """select proname from pg_proc where prosecdef and pronamespace = 'sec'::regnamespace
              and has_function_privilege(oid, 'execute') and prorettype <> 'trigger'::regtype order by 1"""
    ).fetchall()
    assert {name for (name,) in rows} == {
        "complaint_counts",
        "complaints_of_night",
        "days_to_access",
        "escalate_clocks",
        "look_at_terms",
        "persons_to_mark", "offer_marks", "find_matches", "other_sides",
        "took_on",
        "transferred_over",
        "is_kept_from",
        "keep_from_complaint",
        "claim", "invitation_by_token", "is_operator", "known_source_rows", "persons_of_import", "protect_person",
        "record_entry", "rows_as_they_came", "seal", "search_many", "search_persons", "unsealed", "withdraw_import",
        "withdraw_visits", "handed_over", "cohort_counts", "takes_part",
        "hindrances_to_merge", "merge_persons", "part_persons",
        "requests_due", "open_in_emergency", "follows_emergencies",
        "link_behind", "open_link", "link_has_step", "link_key", "answer_link",
    }  # fmt: skip


# 8 and 9: copying in and out


def test_rows_cannot_be_copied_in_and_only_the_own_ones_out(ground: Ground, app: Connection) -> None:
    speak(app, ground, "own")
    assert isinstance(refusal(app, "copy people_person from stdin"), psycopg.errors.FeatureNotSupported)
    with app.cursor().copy("copy (select id from people_person) to stdout") as copied:
        assert len(list(copied.rows())) == 2


def test_a_backup_sees_everything_and_may_change_nothing(ground: Ground, migrator: Connection) -> None:
    with ground.connect("backup") as backup, ground.connect("owner") as owner:
        assert count(backup) == count(migrator) == 3
        assert count(owner) == 0, "a dump by the owner would be empty without saying so"
        refused = refusal(backup, "update people_person set version = 2")
    assert isinstance(refused, psycopg.errors.InsufficientPrivilege)


# 10: data migrations


def test_the_owner_migrates_no_rows_and_the_migrator_does(ground: Ground, migrator: Connection) -> None:
    touch = "update people_person set version = version"
    with ground.connect("owner") as owner:
        assert owner.execute(touch).rowcount == 0
    assert migrator.execute(touch).rowcount == 3


# 11 and 12: views


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("create view leak as select * from people_person", "a view does not ask as its reader"),
        ("create materialized view leak as select * from people_person", "a materialised view exists"),
        ("create policy leak on people_person using (true)", "a policy lets everybody"),
        ("grant truncate on people_person to darna_app", "the application role may create or truncate"),
        ("alter role darna_app bypassrls", "the application role can pass row security"),
        ("grant darna_owner to darna_app", "the application role is a member of another role"),
        (
            "create function sec.leak() returns int language sql security definer as 'select 1'",
            "a definer function is not fixed",
        ),
        ("grant execute on function sec.claim(integer) to public", "everybody may call a function of sec"),
    ],
)
def test_the_catalogue_notices(ground: Ground, change: str, sentence: str) -> None:
    with ground.connect("super") as top, top.transaction(force_rollback=True):
        assert top.execute(_SENTENCES[sentence]).fetchall() == []
        top.execute(change)
        assert top.execute(_SENTENCES[sentence]).fetchall() != []


# 13: rows that another agency shares


def test_a_row_that_is_only_shared_can_be_read_and_not_taken_in_hand(ground: Ground, app: Connection) -> None:
    speak(app, ground, "shared_with")
    case = ground.world.rows["cases_case"]["id"]
    assert app.execute("select 1 from cases_case where id = %s", [case]).rowcount == 1
    assert app.execute("select 1 from cases_case where id = %s for update", [case]).rowcount == 0


# 14: time inside a transaction


def test_a_share_ends_inside_an_open_transaction_when_its_time_is_over(ground: Ground) -> None:
    case = ground.world.rows["cases_case"]["id"]
    with ground.connect("super") as top, top.transaction(force_rollback=True):
        top.execute(
            "update cases_caseshare set until = clock_timestamp() + interval '200 milliseconds' where id = %s",
            [ground.world.share],
        )
        top.execute("set local role darna_app")
        speak(top, ground, "shared_with")
        assert top.execute("select 1 from cases_case where id = %s", [case]).rowcount == 1
        top.execute("select pg_sleep(0.25)")
        assert top.execute("select 1 from cases_case where id = %s", [case]).rowcount == 0


def test_no_guard_asks_for_the_time_at_which_the_transaction_began(migrator: Connection) -> None:
    guards = migrator.execute(
        """select polrelid::regclass || '.' || polname, concat(pg_get_expr(polqual, polrelid),
                  pg_get_expr(polwithcheck, polrelid)) from pg_policy
            union all select proname, prosrc from pg_proc where pronamespace = 'sec'::regnamespace"""
    ).fetchall()
    frozen = ("now()", "current_timestamp", "transaction_timestamp", "current_date")
    assert [name for name, text in guards if any(word in text.lower() for word in frozen)] == []


# 15: a context that SQL writes itself


def test_sql_cannot_write_itself_another_agency(ground: Ground, app: Connection) -> None:
    token = ground.world.contexts()["shared_with"].replace(str(ground.world.partner), str(ground.world.home))
    app.execute("select set_config('app.ctx', %s, true)", [token])
    assert isinstance(refusal(app, PERSONS), psycopg.errors.InvalidAuthorizationSpecification)
    assert isinstance(refusal(app, "select * from sec.context_key"), psycopg.errors.InsufficientPrivilege)


# 16 and 17: who passes, and what is refused to everyone else


def test_only_roles_that_never_serve_a_page_pass_row_security(migrator: Connection) -> None:
    passing = migrator.execute(
        "select rolname from pg_roles where rolname like 'darna%' and (rolbypassrls or rolsuper) and rolcanlogin"
    ).fetchall()
    assert {name for (name,) in passing} <= {"darna_backup", "darna_migrator", "darna_super"}


@pytest.mark.parametrize(
    "sql",
    [
        "set role darna_owner",
        "set role darna_migrator",
        "set role darna_guard",
        "set session authorization darna_owner",
        "truncate people_person",
        "alter table people_person disable row level security",
        "alter table people_person no force row level security",
        "alter table people_person disable trigger all",
        "drop policy may_see on people_person",
        "create policy leak on people_person using (true)",
        "create function public.leak(text) returns boolean language sql as 'select true'",
        "create temporary table leak (name text)",
        "create schema leak",
        "select sec.bump_epoch()",
        "select sec.show_person(gen_random_uuid())",
        "select * from people_namekey",
        "select * from pg_authid",
        "set session_replication_role = replica",
    ],
)
def test_the_application_role_is_refused(ground: Ground, app: Connection, sql: str) -> None:
    speak(app, ground, "own")
    assert isinstance(refusal(app, sql), psycopg.errors.InsufficientPrivilege)


def test_switching_row_security_off_raises_rather_than_opens(ground: Ground, app: Connection) -> None:
    speak(app, ground, "own")
    app.execute("set local row_security = off")
    assert isinstance(refusal(app, PERSONS), psycopg.errors.InsufficientPrivilege)


def test_statistics_of_guarded_tables_show_no_value(ground: Ground, app: Connection) -> None:
    with ground.connect("super") as top:
        top.execute("analyze people_person, cases_case")
    speak(app, ground, "own")
    told = count(app, "select count(*) from pg_stats where tablename = any (%s)", [sorted(guarded_tables())])
    assert told == 0


# 18 is test_role.py: the first test of the suite.


def _case_of(ground: Ground, person: str) -> tuple[str, list[Any]]:
    """A new case of a person, written by the agency that is a stranger to all of them."""
    told = {"id": str(uuid.uuid4()), "person_id": person, "agency_id": str(ground.world.stranger), "reference": "C-NEW"}
    return _copy("cases_case", {**ground.world.rows["cases_case"], **told})


def _copy(table: str, row: dict[str, Any]) -> tuple[str, list[Any]]:
    return f"insert into {table} select * from jsonb_populate_record(null::{table}, %s::jsonb)", [json.dumps(row)]


def _person(ground: Ground) -> str:
    return str(ground.world.rows["people_person"]["id"])
