"""What PostgreSQL itself refuses of the law, whatever the program says, and what the role of the public side reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, ProgrammingError, connections, transaction

from darna.base.agencies.actor import Actor
from darna.base.database.temporary import temporary_server
from darna.base.rowsecurity.context import PUBLIC, acting
from darna.domains.law.models import Recheck, RuleRevision
from darna.domains.law.tests.makers import FROM, MONTHS, NAME, Keepers, make_approved, propose
from darna.kernel.clock import now, today


@contextmanager
def refused(*sentences: str) -> Iterator[None]:
    """PostgreSQL says no in these words, and what it refused is undone."""
    with pytest.raises((IntegrityError, ProgrammingError), match="|".join(sentences)), transaction.atomic():
        yield


def by_hand(actor: Actor) -> dict[str, Any]:
    return {"decided_at": now(), "decided_by": actor.membership_id, "decided_account": actor.account_id}


def test_a_second_person_is_a_rule_of_the_table(keepers: Keepers) -> None:
    row = propose(keepers.first)
    for state in ("approved", "refused"):
        with acting(keepers.first.context), refused("revision_is_decided_by_a_second_person"):
            RuleRevision.objects.filter(pk=row.pk).update(state=state, **by_hand(keepers.first))


def test_nobody_decides_or_proposes_in_the_name_of_another(keepers: Keepers) -> None:
    row = propose(keepers.first)
    with acting(keepers.first.context), refused("in the name of another"):
        RuleRevision.objects.filter(pk=row.pk).update(state="approved", **by_hand(keepers.second))
    told = {name: getattr(row, name) for name in ("agency_id", "value", "valid_from", "source", "certainty", "reason")}
    theirs = {"proposed_by": keepers.second.membership_id, "proposed_account": keepers.second.account_id}
    with acting(keepers.first.context), refused("begins as a proposal"):
        RuleRevision.objects.create(name=MONTHS, checked_on=today(), **told, **theirs)


@pytest.mark.parametrize(
    "changes",
    [
        {"value": "yes"},
        {"valid_from": today()},
        {"certainty": "GK"},
        {"reason": "x"},
        {"source": {}},
        {"says": {"fr": "x"}},
    ],
)
def test_what_was_proposed_is_not_rewritten(keepers: Keepers, changes: dict[str, Any]) -> None:
    row = propose(keepers.first)
    with acting(keepers.first.context), refused("is not rewritten"):
        RuleRevision.objects.filter(pk=row.pk).update(**changes)


def test_what_was_decided_never_changes_and_never_goes(keepers: Keepers) -> None:
    row = make_approved(keepers.first, keepers.second)
    with acting(keepers.second.context):
        # Row security hides what may not be changed: nothing is touched.
        assert RuleRevision.objects.filter(pk=row.pk).update(decision_reason="x") == 0
        with refused("permission denied"):
            RuleRevision.objects.filter(pk=row.pk)._raw_delete("default")


def test_a_reading_is_written_once_and_in_ones_own_name(keepers: Keepers) -> None:
    told = {"name": NAME, "valid_from": FROM, "checked_on": today(), "agency_id": keepers.first.agency_id}
    mine = {"rechecked_by": keepers.first.membership_id, "rechecked_account": keepers.first.account_id}
    with acting(keepers.second.context), refused("row-level security"):
        Recheck.objects.create(**told, **mine)
    with acting(keepers.first.context):
        Recheck.objects.create(**told, **mine)
        with refused("value_is_read_again_once_on_a_day"):
            Recheck.objects.create(**told, **mine)
        with refused("permission denied"):
            Recheck.objects.update(checked_on=FROM)


@pytest.mark.parametrize("who", ["neighbour", "worker"])
def test_proposals_are_for_houses_that_keep_the_law(keepers: Keepers, who: str) -> None:
    propose(keepers.first)
    for context in (getattr(keepers, who).context, PUBLIC):
        with acting(context):
            assert not RuleRevision.objects.exists()
    with acting(keepers.sister.context):
        assert RuleRevision.objects.count() == 1


def test_a_keeper_of_another_agency_writes_nothing_into_the_law(keepers: Keepers) -> None:
    by = keepers.neighbour
    told = {"value": "no", "valid_from": FROM, "source": {}, "certainty": "V", "checked_on": today(), "reason": "x"}
    mine = {"proposed_by": by.membership_id, "proposed_account": by.account_id}
    for agency_id in (by.agency_id, keepers.first.agency_id):
        with acting(by.context), refused("row-level security"):
            RuleRevision.objects.create(name=NAME, agency_id=agency_id, **told, **mine)


@pytest.fixture
def as_portal(keepers: Keepers) -> Iterator[Callable[[str], Any]]:
    """Raw SQL as the role of the public side."""
    with temporary_server(shared=True) as server:
        name = str(connections["default"].settings_dict["NAME"])
        with server.connect("portal", name) as portal:

            def ask(sql: str) -> Any:
                with portal.transaction(force_rollback=True):
                    return portal.execute(sql).fetchall()

            yield ask


@pytest.mark.parametrize("table", ["law_rulerevision", "law_recheck"])
def test_the_role_of_the_public_side_reads_no_table(as_portal: Callable[[str], Any], table: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        as_portal(f"select 1 from {table} limit 1")


def test_the_role_of_the_public_side_reads_the_views_and_changes_nothing(as_portal: Callable[[str], Any]) -> None:
    assert as_portal("select * from published.law_mark") == [(0, None, 0, None)]
    assert as_portal("select name, value, source from published.law_revisions") == []
    assert as_portal("select name, checked_on from published.law_rechecks") == []
    with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.ObjectNotInPrerequisiteState)):
        as_portal("delete from published.law_revisions")


def test_a_sentence_is_stored_in_four_languages_or_not_at_all(keepers: Keepers) -> None:
    row = propose(keepers.first)
    told = {one.attname: getattr(row, one.attname) for one in RuleRevision._meta.fields if one.attname != "id"}
    half = {**told, "name": MONTHS, "says": {"fr": "En vigueur"}}
    with acting(keepers.first.context), refused("revision_says_it_in_four_languages_or_not_at_all"):
        RuleRevision.objects.create(**half)
