"""A remembered plan answers each reader anew."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4

import pytest
from django.db import connection

from darna.base.agencies.actor import Actor
from darna.base.agencies.models import Agency, Membership
from darna.base.prepared import DAY, ID, IDS, TEXT, Prepared
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import make_person
from darna.domains.people.models import Person
from darna.kernel.clock import today

PERSONS = Prepared(lambda persons: Person.objects.filter(pk__any=persons).order_by("reference"), persons=IDS)
#: More often than psycopg waits before it prepares, and than PostgreSQL before it keeps one plan for all values.
OFTEN = 8


def test_one_plan_shows_each_agency_its_own_persons(HOUSE_WORKER: Actor, PARTNER_WORKER: Actor) -> None:
    ours, theirs = make_person(HOUSE_WORKER), make_person(PARTNER_WORKER)
    for _ in range(OFTEN):
        with acting(HOUSE_WORKER.context):
            assert [row.pk for row in PERSONS.rows(persons=[ours, theirs])] == [ours]
        with acting(PARTNER_WORKER.context):
            assert [row.pk for row in PERSONS.rows(persons=[ours, theirs])] == [theirs]


def test_nobody_sees_anything_through_a_plan_somebody_else_made(HOUSE_WORKER: Actor) -> None:
    ours = make_person(HOUSE_WORKER)
    with acting(HOUSE_WORKER.context):
        for _ in range(OFTEN):
            assert PERSONS.rows(persons=[ours])
    assert PERSONS.rows(persons=[ours]) == []


def test_the_statement_is_kept_by_the_connection(HOUSE_WORKER: Actor) -> None:
    asked = Prepared(lambda slug: Agency.objects.filter(slug=slug).values_list("id", flat=True), slug=TEXT)
    with acting(HOUSE_WORKER.context), connection.cursor() as cursor:
        for _ in range(OFTEN):
            assert asked.rows(slug=HOUSE_WORKER.agency_slug) == [HOUSE_WORKER.agency_id]
        cursor.execute("select count(*) from pg_prepared_statements where statement ilike %s", ["%agency%slug%"])
        assert cursor.fetchone()[0] == 1


def test_models_come_with_what_they_are_joined_to(HOUSE_WORKER: Actor) -> None:
    asked = Prepared(
        lambda account, day: Membership.objects.filter(account_id=account, since__lte=day).select_related("agency"),
        account=ID,
        day=DAY,
    )
    with acting(HOUSE_WORKER.context):
        (found,) = asked.rows(account=HOUSE_WORKER.account_id, day=today())
        assert asked.rows(account=HOUSE_WORKER.account_id, day=today() - dt.timedelta(days=40_000)) == []
    assert found.pk == HOUSE_WORKER.membership_id
    assert found.agency.slug == HOUSE_WORKER.agency_slug
    assert not found._state.adding


def test_the_same_rows_as_the_queryset_it_was_made_of(HOUSE_WORKER: Actor) -> None:
    persons = [make_person(HOUSE_WORKER) for _ in range(3)]
    with acting(HOUSE_WORKER.context):
        plain = list(Person.objects.filter(pk__in=persons).order_by("reference"))
        found = PERSONS.rows(persons=persons)
        assert [(row.pk, row.reference, row.registered_at) for row in found] == [
            (row.pk, row.reference, row.registered_at) for row in plain
        ]
        assert PERSONS.rows(persons=[]) == []


@pytest.mark.parametrize("values", [{}, {"person": [uuid4()]}, {"persons": [uuid4()], "other": UUID(int=1)}])
def test_a_slot_left_open_is_an_error_not_a_wider_answer(values: dict[str, object]) -> None:
    with pytest.raises(TypeError, match="the slots are"):
        PERSONS.rows(**values)
