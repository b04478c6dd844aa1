"""A person's key: made before the file, seen by those who see the file, destroyed for ever."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from darna.base.agencies.roles import Role
from darna.base.audit.tests.databases import House
from darna.base.keys import ledger
from darna.base.keys.actions import destroy_key, make_keys
from darna.base.keys.models import Erasure
from darna.base.keys.queries import cipher_of, ciphers_of
from darna.base.rowsecurity.context import acting
from darna.kernel.errors import NotFound


def test_what_was_sealed_for_a_person_opens_with_the_key_fetched_again(house: House) -> None:
    person, cipher = house.open_file()
    sealed = cipher.seal("Aïcha · عائشة", field="note")
    with acting(house.staff().context):
        assert cipher_of(person).open(sealed, field="note") == "Aïcha · عائشة"


def test_another_agency_cannot_fetch_the_key_and_learns_nothing(house: House) -> None:
    person, _ = house.open_file()
    nobody = uuid4()
    with acting(house.staff(agency_id=house.other_agency_id).context):
        with pytest.raises(NotFound) as unseen:
            cipher_of(person)
        with pytest.raises(NotFound) as absent:
            cipher_of(nobody)
    assert str(unseen.value).replace(str(person), "") == str(absent.value).replace(str(nobody), "")


def test_a_role_that_meets_nobody_gets_no_key(house: House) -> None:
    person, _ = house.open_file()
    with acting(house.staff(Role.AGENCY_ADMINISTRATOR).context):
        assert ciphers_of([person]) == {}


def test_many_keys_are_made_and_fetched_in_one_query_each(house: House) -> None:
    files = dict(house.open_file() for _ in range(3))
    with acting(house.staff().context), CaptureQueriesContext(connection) as queries:
        fetched = ciphers_of(files)
        make_keys((uuid4(), house.agency_id) for _ in range(5))
    assert {p: c.key for p, c in fetched.items()} == {p: c.key for p, c in files.items()}
    assert len([q for q in queries if "keys_personkey" in q["sql"]]) == 2


def test_a_destroyed_key_is_gone_and_both_ledgers_say_so(house: House) -> None:
    person, _ = house.open_file()
    officer = house.staff()
    with acting(officer.context):
        destroy_key(person, by=officer, rule="at_the_persons_request")
        assert person in ledger.read().undecided
    with acting(officer.context):
        assert Erasure.objects.get(pk=person).erased_by == officer.membership_id
        with pytest.raises(NotFound):
            cipher_of(person)
    assert ledger.read().done[person].rule == "at_the_persons_request"
    assert person not in ledger.read().undecided


def test_a_key_that_is_not_there_cannot_be_destroyed(house: House) -> None:
    officer = house.staff()
    with acting(officer.context), pytest.raises(NotFound):
        destroy_key(uuid4(), by=officer, rule="at_the_persons_request")


def test_an_erasure_that_was_undone_stays_undecided_in_the_ledger(house: House) -> None:
    person, _ = house.open_file()
    officer = house.staff()
    with acting(officer.context):
        destroy_key(person, by=officer, rule="at_the_persons_request")
        transaction.set_rollback(True)
    with acting(officer.context):
        assert cipher_of(person)
    assert person in ledger.read().undecided
    assert person not in ledger.read().done
