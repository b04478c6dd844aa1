"""The officer decides: the rule, later, never while it is held; PostgreSQL says the same."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from darna.base.agencies.roles import Role, Verb
from darna.base.agencies.tests.makers import make_member
from darna.base.audit.models import Entry
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House, make_person
from darna.domains.people.actions import erase_person, protect_person
from darna.domains.retention import actions, queries
from darna.domains.retention.models import RetentionHold, RetentionNotice, RetentionRule
from darna.domains.retention.tests.makers import (
    REASON,
    done,
    lets_the_house_act,
    look,
    make_due,
    make_hold,
    notice_of,
)
from darna.domains.retention.values import HoldFilters, Rule
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Refused, StaleVersion

Erasure: Any = apps.get_model("keys", "Erasure")
PersonKey: Any = apps.get_model("keys", "PersonKey")


def postponed(house: House, row: Any, days: int = 90, **more: Any) -> Any:
    told = {"until": today() + timedelta(days=days), "reason": REASON, "seen_version": row.version, **more}
    return done(house.officer, actions.postpone_notice, row.pk, **told)


def test_only_the_officer_keeps_the_room(house: House) -> None:
    assert [role for role in Role if Verb.KEEP_PRIVACY in make_member(role).verbs] == [Role.DATA_OFFICER]
    row = make_due(house.worker)
    for who in (house.worker, house.supervisor, house.planner):
        with pytest.raises(Refused):
            done(who, actions.keep_rule, Rule(), seen_version=0)
        with pytest.raises(Refused):
            done(who, actions.postpone_notice, row.pk, today(), REASON, seen_version=1)
        with pytest.raises(Refused):
            done(who, actions.place_hold, row.person_id, REASON, "Court")
        with acting(who.context), pytest.raises(Refused):
            queries.notice_card(who, row.pk)


def test_the_rule_stays_in_its_bounds_and_is_never_overwritten_unseen(house: House) -> None:
    for wrong in (Rule(months_after_case=5), Rule(months_without_case=121), Rule(warn_days=13), Rule(warn_days=366)):
        with pytest.raises(Invalid):
            done(house.officer, actions.keep_rule, wrong, seen_version=0)
    done(house.officer, actions.keep_rule, Rule(36, 12, 30), seen_version=0)
    with pytest.raises(StaleVersion):
        done(house.officer, actions.keep_rule, Rule(), seen_version=0)
    with acting(house.worker.context):
        assert queries.rule_of(house.worker.agency_id) == Rule(36, 12, 30, version=1)


def test_whoever_lets_the_house_act_stands_for_it_alone(house: House) -> None:
    row = lets_the_house_act(house.officer)
    assert row.acts_by == house.officer.membership_id
    other = make_member(Role.DATA_OFFICER)
    with acting(other.context), pytest.raises(DatabaseError), transaction.atomic():
        RetentionRule.objects.update(warn_days=20)
    with acting(house.officer.context), pytest.raises(DatabaseError), transaction.atomic():
        RetentionRule.objects.update(acts_by=other.membership_id)
    assert done(other, actions.keep_rule, Rule(), seen_version=1).acts_by is None


def test_postponing_says_why_and_until_when_and_ends_with_a_new_warning(house: House) -> None:
    row = make_due(house.worker)
    for days in (0, 732):
        with pytest.raises(Invalid):
            postponed(house, row, days)
    with pytest.raises(Invalid):
        postponed(house, row, reason=" ")
    kept = postponed(house, row)
    with pytest.raises(StaleVersion):
        postponed(house, row)
    assert look(house.worker) == 0
    with acting(house.officer.context):
        card = queries.notice_card(house.officer, row.pk)
    assert (card.reason, card.line.state) == (REASON, "postponed")
    with time_machine.travel(kept.postponed_until + timedelta(days=1)):
        assert look(house.worker) == 1
        again = notice_of(house.officer, row.person_id)
    assert (again.state, bytes(again.sealed_reason)) == ("warned", b"")
    assert again.warned_at > row.warned_at


def test_nobody_erases_whoever_is_held_and_releasing_warns_anew(house: House) -> None:
    row = make_due(house.worker)
    hold = make_hold(house.officer, row.person_id)
    with pytest.raises(Invalid) as refusal:
        done(house.officer, erase_person, row.person_id, "on_request")
    assert refusal.value.code == "person_is_held"
    with pytest.raises(Invalid):
        done(house.officer, actions.release_hold, hold.pk, "", seen_version=1)
    done(house.officer, actions.release_hold, hold.pk, "The court has decided.", seen_version=1)
    with pytest.raises(AlreadyDone):
        done(house.officer, actions.release_hold, hold.pk, "Again.", seen_version=2)
    assert look(house.worker) == 1
    assert notice_of(house.officer, row.person_id).warned_at > row.warned_at
    assert look(house.worker) == 0
    done(house.officer, erase_person, row.person_id, "on_request")
    with acting(house.officer.context):
        left = RetentionHold.objects.get()
    assert (bytes(left.sealed_reason), bytes(left.sealed_asker)) == (b"", b"")


def test_a_hold_with_an_end_stands_to_its_last_day(house: House) -> None:
    row = make_due(house.worker)
    with pytest.raises(Invalid):
        make_hold(house.officer, row.person_id, today())
    make_hold(house.officer, row.person_id, today() + timedelta(days=20))
    with time_machine.travel(today() + timedelta(days=20)):
        assert look(house.worker) == 0
        with pytest.raises(Invalid):
            done(house.officer, erase_person, row.person_id, "on_request")
    with time_machine.travel(today() + timedelta(days=21)):
        assert look(house.worker) == 1
        assert look(house.worker) == 0


def test_two_holds_are_two_reasons(house: House) -> None:
    person = make_person(house.worker)
    first, _second = make_hold(house.officer, person), make_hold(house.officer, person)
    done(house.officer, actions.release_hold, first.pk, "Withdrawn.", seen_version=1)
    with pytest.raises(Invalid):
        done(house.officer, erase_person, person, "on_request")
    with acting(house.officer.context):
        (standing,) = queries.hold_lines(house.officer, HoldFilters()).lines
        (over,) = queries.hold_lines(house.officer, HoldFilters(over=True, sort="-until")).lines
        assert (standing.stands, over.stands, standing.reason) == (True, False, "")
        assert queries.hold_line(house.officer, over.id).asked_by == "Court of Oujda"


def erased_by_sql(agency: UUID, person: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into keys_erasure (person_id, agency_id, erased_at, rule) values (%s, %s, now(), 'x')",
            [person, agency],
        )


def test_postgresql_refuses_what_the_actions_would_not_do(house: House) -> None:
    row = make_due(house.worker)
    make_hold(house.officer, row.person_id)
    hold, notice = RetentionHold.objects, RetentionNotice.objects
    officer = (
        lambda: erased_by_sql(house.officer.agency_id, row.person_id),
        lambda: PersonKey.objects.filter(pk=row.person_id).delete(),
        lambda: hold.update(until=today() + timedelta(days=1)),
        lambda: hold.update(sealed_reason=b"x"),
        lambda: hold.all().delete(),
        lambda: notice.update(due_on=today() + timedelta(days=900)),
        lambda: notice.update(warned_at=row.warned_at - timedelta(days=60)),
        lambda: notice.all().delete(),
        lambda: notice.update(
            state="postponed",
            postponed_on=today(),
            postponed_until=today() + timedelta(days=800),
            postponed_by=house.officer.membership_id,
        ),
    )
    others = (
        lambda: notice.update(
            state="postponed",
            postponed_on=today(),
            postponed_until=today() + timedelta(days=8),
            postponed_by=house.worker.membership_id,
        ),
        lambda: hold.update(released_at=row.warned_at, released_by=house.worker.membership_id),
        lambda: hold.create(agency_id=house.worker.agency_id, person_id=row.person_id, placed_by=row.pk),
        lambda: RetentionRule.objects.create(agency_id=house.worker.agency_id, decided_by=row.pk),
    )
    for who, attempts in ((house.officer, officer), (house.worker, others)):
        for attempt in attempts:
            with acting(who.context), pytest.raises(DatabaseError), transaction.atomic():
                attempt()


def test_who_is_released_may_go_by_sql_too(house: House) -> None:
    row = make_due(house.worker)
    hold = make_hold(house.officer, row.person_id)
    done(house.officer, actions.release_hold, hold.pk, "Over.", seen_version=1)
    with acting(house.officer.context):
        erased_by_sql(house.officer.agency_id, row.person_id)


def test_another_agency_and_who_is_not_named_see_neither_notice_nor_hold(house: House) -> None:
    row = make_due(house.worker)
    make_hold(house.officer, row.person_id)
    for who in (house.partner, house.planner):
        with acting(who.context):
            assert not RetentionNotice.objects.exists()
            assert not RetentionHold.objects.exists()
    done(house.supervisor, protect_person, row.person_id, [house.supervisor.membership_id])
    with acting(house.officer.context):
        assert not RetentionNotice.objects.exists()
        assert not RetentionHold.objects.exists()
        with pytest.raises(NotFound):
            queries.notice_card(house.officer, row.pk)


def test_reasons_are_sealed_in_the_trail_too(house: House) -> None:
    row = make_due(house.worker)
    postponed(house, row)
    make_hold(house.officer, row.person_id)
    with acting(house.officer.context):
        told = {entry.verb: bytes(entry.detail) for entry in Entry.objects.filter(person_id=row.person_id)}
    for verb, words in (("retention.postponed", REASON), ("retention.held", "Oujda")):
        assert told[verb]
        assert words.encode() not in told[verb]
