"""An erased person stays erased: in the rows, in the sealed values, in the trail, and in an older copy put back."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from uuid import UUID

import psycopg
import pytest
from django.apps import apps
from django.db import connection, connections

from darna.base.audit import anchors
from darna.base.audit.actions import record
from darna.base.audit.models import Change
from darna.base.audit.sealing import bump_epoch, seal_now
from darna.base.audit.tests.databases import House
from darna.base.audit.verify import verify
from darna.base.database.dumps import drop_database
from darna.base.database.launcher import create_database
from darna.base.keys import ledger
from darna.base.keys.actions import destroy_key
from darna.base.keys.erasing import Erased, declared_for_persons, erase_rows
from darna.base.keys.keyring import keyring
from darna.base.keys.ledger import catch_up, replay
from darna.base.keys.models import PersonKey
from darna.base.keys.sealing import Unreadable, unwrap
from darna.base.rowsecurity.context import acting
from darna.kernel.clock import now

#: A transaction that runs elsewhere on the server holds a seal back, so nobody else may work meanwhile.
pytestmark = pytest.mark.alone


def erase(house: House, person: UUID) -> Erased:
    """What the domain's action does: rows first, the sentence, the key last."""
    officer = house.staff()
    with acting(officer.context), connection.cursor() as cursor:
        erased = erase_rows(cursor, person)
        record("person.erased", subject=("people.person", person), person_id=person, is_plain=True)
        destroy_key(person, by=officer, rule="on_request")
    return erased


def test_names_birth_and_sealed_values_are_gone_and_the_row_says_when(house: House) -> None:
    person, _ = house.open_file("Hamid")
    erase(house, person)
    row = apps.get_model("people.Person").objects.using("migrator").get(pk=person)
    assert (row.given_name, row.family_name, row.born_on, bytes(row.sealed_names)) == ("", "", None, b"")
    assert row.erased_at is not None


def test_nobody_else_loses_anything(house: House) -> None:
    kept, cipher = house.open_file("Fatima")
    person, _ = house.open_file("Hamid")
    erase(house, person)
    row = apps.get_model("people.Person").objects.using("migrator").get(pk=kept)
    assert row.given_name == "Fatima"
    assert cipher.open(row.sealed_names, field="names") == "Fatima"


def test_only_what_the_guard_empties_itself_is_closed_to_the_application(house: House) -> None:
    person, _ = house.open_file()
    # The words of a link's steps go with its package, marks and the time to keep with the person, by triggers of the guard.
    closed = (
        "links_linkstep",
        "matches_mark",
        "people_namekey",
        "retention_retentionnotice",
        "retention_retentionterm",
    )
    assert erase(house, person).closed == closed


def test_what_was_sealed_cannot_be_opened_without_the_key(house: House) -> None:
    person, cipher = house.open_file()
    other, _ = house.open_file()
    sealed = cipher.seal("a secret", field="note")
    erase(house, person)
    assert not PersonKey.objects.using("migrator").filter(pk=person).exists()
    key = PersonKey.objects.using("migrator").get(pk=other)
    with pytest.raises(Unreadable):
        unwrap(keyring(), person, key.master, key.wrapped)
    assert b"a secret" not in sealed


def test_hashes_in_the_trail_can_be_guessed_with_the_salt_and_not_without_it(house: House) -> None:
    person, _ = house.open_file("Hamid")
    salt = bytes(PersonKey.objects.using("migrator").get(pk=person).salt)
    erase(house, person)
    guessed = hashlib.sha256(salt + b'"Hamid"').hexdigest()[:32]
    changes = Change.objects.using("backup").filter(person_id=person, table_name="people_person")
    assert guessed in str([change.values for change in changes])
    with house.connect("super") as thief:
        left = [thief.execute(f"select salt from {table}").fetchall() for table in ("sec.salt", "keys_personkey")]
    assert salt not in [bytes(row[0]) for rows in left for row in rows]
    assert "Hamid" not in str([change.values for change in changes])


def test_the_trail_still_holds_after_an_erasure(house: House) -> None:
    person, _ = house.open_file()
    seal_now()
    erase(house, person)
    seal_now()
    with house.connect("backup") as reader:
        report = verify(reader, anchors.Anchors())
    assert report.ok, str(report.first_broken)


def test_every_table_that_says_something_of_a_person_is_on_the_list() -> None:
    tables = {model._meta.db_table for model, _ in declared_for_persons()}
    assert {"people_person", "people_consent", "cases_encounter", "people_namekey"} <= tables
    assert "agencies_agency" not in tables
    assert "keys_personkey" not in tables


@pytest.fixture
def old_copy(fresh_house: House) -> Iterator[tuple[House, str, UUID, UUID]]:
    """A house, a copy of its database made before a person was erased, that person, and another one."""
    victim, _ = fresh_house.open_file("Hamid")
    other, _ = fresh_house.open_file("Fatima")
    seal_now()
    for alias in connections:
        connections[alias].close()
    name = f"darna_old_{secrets.token_hex(4)}"
    create_database(fresh_house.server, name, template=fresh_house.database)
    erase(fresh_house, victim)
    yield fresh_house, name, victim, other
    drop_database(fresh_house.server, name)


def test_an_older_copy_put_back_does_not_bring_the_person_back(old_copy: tuple[House, str, UUID, UUID]) -> None:
    house, name, victim, other = old_copy
    with house.server.connect("migrator", name) as restored:
        bump_epoch(restored)
        assert victim in replay(restored).erased
    with house.server.connect("backup", name) as reader:
        names = dict(reader.execute("select id, given_name from people_person").fetchall())
        keys = {row[0] for row in reader.execute("select person_id from keys_personkey")}
        noted = {row[0] for row in reader.execute("select person_id from keys_erasure")}
        reader.rollback()
        assert verify(reader, anchors.Anchors()).ok
    assert (names[victim], names[other]) == ("", "Fatima")
    assert victim not in keys
    assert other in keys
    assert victim in noted
    anchors.place().unlink()


def test_a_replay_leaves_no_hash_that_anybody_could_guess(old_copy: tuple[House, str, UUID, UUID]) -> None:
    house, name, victim, _ = old_copy
    with house.server.connect("migrator", name) as restored:
        # The keys come from their own, newer copy: the person's salt is not there any more.
        restored.execute("delete from keys_personkey where person_id = %s", [victim])
        replay(restored)
    with house.server.connect("super", name) as thief:
        (salt,) = thief.execute("select salt from sec.salt").fetchone() or (b"",)
        values = thief.execute('select "values"::text from audit_change where person_id = %s', [victim]).fetchall()
    guessed = hashlib.sha256(bytes(salt) + b'"Hamid"').hexdigest()[:32]
    assert len(values) > 1
    assert guessed not in str(values)


def test_replaying_twice_changes_nothing_more(old_copy: tuple[House, str, UUID, UUID]) -> None:
    house, name, victim, _ = old_copy
    question = "select erased_at from people_person where id = %s"
    with house.server.connect("migrator", name) as restored:
        replay(restored)
        first = restored.execute(question, [victim]).fetchone()
        replay(restored)
        assert restored.execute(question, [victim]).fetchone() == first


def test_an_erasure_begun_and_never_confirmed_is_named_and_not_done(old_copy: tuple[House, str, UUID, UUID]) -> None:
    house, name, _, other = old_copy
    ledger.write_begun(ledger.Line(other, house.agency_id, now(), None, "on_request"))
    with house.server.connect("migrator", name) as restored:
        replayed = replay(restored)
    assert other in replayed.undecided
    assert other not in replayed.erased


def test_what_only_the_database_knows_is_brought_into_the_ledger(house: House) -> None:
    person, _ = house.open_file()
    erase(house, person)
    text = ledger.place().read_text()
    ledger.place().write_text("\n".join(line for line in text.split("\n") if str(person) not in line))
    with house.connect("backup") as reader:
        assert catch_up(reader) == 1
        assert catch_up(reader) == 0
    assert person in ledger.read().done


def test_a_line_cut_short_by_a_crash_does_not_swallow_the_next_one(house: House) -> None:
    with ledger.place().open("a") as file:
        file.write('{"state": "do')
    before = len(ledger.read().done)
    person, _ = house.open_file()
    erase(house, person)
    assert len(ledger.read().done) == before + 1
    assert ledger.place().stat().st_mode & 0o777 == 0o600


def test_a_damaged_ledger_is_never_passed_over() -> None:
    text = ledger.place().read_text() if ledger.place().exists() else ""
    ledger.place().write_text("not a line of ours\n" + text)
    with pytest.raises(ValueError, match="line 1"):
        ledger.read()
    ledger.place().write_text(text)


def test_the_ledger_outside_is_not_the_applications_to_forget(house: House) -> None:
    with house.connect("app") as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute("delete from keys_erasure")
