"""What was agreed to under one of two files that were united lets nothing of both be compared with another agency."""

from __future__ import annotations

import pytest
from django.apps import apps

from darna.base.agencies.actor import job_actor
from darna.base.rowsecurity.context import acting
from darna.domains.matches.actions import find_matches, mark_persons
from darna.domains.matches.tests.makers import Two, make_two, register
from darna.domains.people.actions import merge_persons, part_persons

pytestmark = pytest.mark.django_db


def test_a_united_file_meets_nothing_until_the_person_is_asked_anew() -> None:
    two = make_two()
    twin = register(two.here, given_name="Zohra", contacts=(), identifiers=(), purposes=("accompaniment",))
    with acting(two.here.context):
        merge = merge_persons(two.ours, twin, by=two.here)
    assert _met(two) == 0
    with acting(two.here.context):
        part_persons(merge.pk, by=two.here)
    assert _met(two) == 1


def _met(two: Two) -> int:
    for side in (two.here, two.there):
        by = job_actor(side.agency_id)
        with acting(by.context):
            mark_persons(by=by)
            find_matches(by=by)
    with acting(two.here.context):
        return int(apps.get_model("matches.MatchSide").objects.count())
