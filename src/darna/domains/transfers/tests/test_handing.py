"""A case goes to a colleague: asked for, given, read; several at once, and taken back."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from darna.base.audit.models import Entry
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import make_case
from darna.domains.people.actions import protect_person
from darna.domains.referrals.tests.makers import House
from darna.domains.transfers import actions, queries
from darna.domains.transfers.models import Handover
from darna.domains.transfers.queries.sharing import TeamLine, plan_of
from darna.domains.transfers.tests.makers import NOTE, done, make_asked, make_given
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Problem, Refused, StaleVersion

Case: Any = apps.get_model("cases", "Case")


def worker_of(house: House, case: Any) -> Any:
    with acting(house.supervisor.context):
        return Case.objects.get(pk=case.pk).worker_id


def own_case(house: House) -> Any:
    return make_case(house.worker, worker_id=house.worker.membership_id)


def test_a_worker_asks_a_supervisor_agrees_and_the_colleague_reads_the_note(house: House) -> None:
    case = own_case(house)
    row = make_asked(house.worker, case.pk, house.colleague)
    assert worker_of(house, case) == house.worker.membership_id
    done(house.supervisor, actions.grant_handover, row.pk, seen_version=1)
    assert worker_of(house, case) == house.colleague.membership_id
    with acting(house.colleague.context):
        card = queries.handover_card(house.colleague, row.pk)
        assert (card.note, card.confirms) == (NOTE, True)
    with pytest.raises(Refused):
        done(house.worker, actions.confirm_handover, row.pk, seen_version=2)
    assert done(house.colleague, actions.confirm_handover, row.pk, seen_version=2).state == "confirmed"


def test_one_asks_for_a_case_of_a_colleague_for_oneself_and_not_for_others(house: House) -> None:
    case = own_case(house)
    with pytest.raises(Refused):
        make_asked(house.colleague, case.pk, house.supervisor)
    assert make_asked(house.colleague, case.pk).to_worker_id == house.colleague.membership_id
    with pytest.raises(AlreadyDone):
        make_asked(house.worker, case.pk, house.colleague)


def test_workers_give_directly_only_where_the_agency_says_so(house: House) -> None:
    case = own_case(house)
    with pytest.raises(Refused) as refusal:
        make_given(house.worker, case, house.colleague)
    assert refusal.value.code == "supervisor_gives_cases"
    done(house.supervisor, actions.keep_rule, True, True, 20, seen_version=0)
    make_given(house.worker, case, house.colleague)
    assert worker_of(house, case) == house.colleague.membership_id
    with acting(house.worker.context):
        gone = Case.objects.get(pk=case.pk)
    with pytest.raises(Refused):
        make_given(house.worker, gone, house.supervisor)


def test_nobody_agrees_to_their_own_request_and_a_refusal_says_why(house: House) -> None:
    row = make_asked(house.supervisor, own_case(house).pk)
    with pytest.raises(Refused):
        done(house.supervisor, actions.grant_handover, row.pk, seen_version=1)
    other = make_asked(house.worker, own_case(house).pk, house.colleague)
    with pytest.raises(Invalid):
        done(house.supervisor, actions.refuse_handover, other.pk, " ", seen_version=1)
    done(house.supervisor, actions.refuse_handover, other.pk, "She is full.", seen_version=1)
    with acting(house.worker.context):
        assert queries.handover_card(house.worker, other.pk).remark == "She is full."


def test_what_was_asked_for_is_withdrawn_by_whoever_asked(house: House) -> None:
    row = make_asked(house.worker, own_case(house).pk, house.colleague)
    with pytest.raises(Refused):
        done(house.colleague, actions.withdraw_handover, row.pk, seen_version=1)
    assert done(house.worker, actions.withdraw_handover, row.pk, seen_version=1).state == "withdrawn"


def test_several_go_at_once_each_with_its_sentence_and_come_back_unless_taken_on(house: House) -> None:
    cases = [own_case(house) for _ in range(3)]
    chosen = {case.pk: (case.version, house.colleague.membership_id) for case in cases}
    batch = done(house.supervisor, actions.share_out, chosen, NOTE)
    assert {worker_of(house, case) for case in cases} == {house.colleague.membership_id}
    with acting(house.colleague.context):
        first = Handover.objects.get(case_id=cases[0].pk)
    done(house.colleague, actions.confirm_handover, first.pk, seen_version=first.version)
    assert done(house.supervisor, actions.undo_batch, batch) == 2
    assert [worker_of(house, case) for case in cases] == [
        house.colleague.membership_id,
        house.worker.membership_id,
        house.worker.membership_id,
    ]
    with pytest.raises(AlreadyDone):
        done(house.supervisor, actions.undo_batch, batch)


def test_a_case_that_changed_meanwhile_keeps_all_of_them_where_they_are(house: House) -> None:
    cases = [own_case(house) for _ in range(2)]
    chosen = {case.pk: (case.version, house.colleague.membership_id) for case in cases}
    chosen[cases[1].pk] = (9, house.colleague.membership_id)
    with pytest.raises(StaleVersion), transaction.atomic():
        done(house.supervisor, actions.share_out, chosen, NOTE)
    assert {worker_of(house, case) for case in cases} == {house.worker.membership_id}
    with pytest.raises(Refused):
        done(house.worker, actions.share_out, chosen, NOTE)
    with pytest.raises(Invalid):
        done(house.supervisor, actions.share_out, {}, NOTE)


def test_many_cost_as_many_queries_as_one_and_each_has_its_sentence(house: House) -> None:
    costs = []
    for many in (1, 12):
        cases = [own_case(house) for _ in range(many)]
        chosen = {case.pk: (case.version, house.colleague.membership_id) for case in cases}
        with CaptureQueriesContext(connection) as giving:
            batch = done(house.supervisor, actions.share_out, chosen, NOTE)
        with CaptureQueriesContext(connection) as undoing:
            assert done(house.supervisor, actions.undo_batch, batch) == many
        costs.append((len(giving), len(undoing)))
        with acting(house.supervisor.context):
            told = Entry.objects.filter(verb="case.assigned", object_id__in=chosen)
            assert Counter(told.values_list("object_id", flat=True)) == dict.fromkeys(chosen, 2)
            assert {Case.objects.get(pk=key).version for key in chosen} == {3}
            assert set(Handover.objects.filter(batch=batch).values_list("state", flat=True)) == {"undone"}
    assert costs[0] == costs[1], costs


def test_several_are_refused_together_where_one_worker_may_not_see_a_protected_file(house: House) -> None:
    cases = [own_case(house) for _ in range(2)]
    done(house.supervisor, protect_person, cases[1].person_id, [house.supervisor.membership_id])
    chosen = {case.pk: (case.version, house.colleague.membership_id) for case in cases}
    with pytest.raises(Invalid) as refusal, transaction.atomic():
        done(house.supervisor, actions.share_out, chosen, NOTE)
    assert refusal.value.code == "worker_is_not_named"
    with pytest.raises(Invalid), transaction.atomic():
        done(house.supervisor, actions.share_out, {cases[0].pk: (1, house.there.membership_id)}, NOTE)
    with pytest.raises(NotFound), transaction.atomic():
        done(house.there_supervisor, actions.share_out, {cases[0].pk: (1, house.there.membership_id)}, NOTE)
    assert worker_of(house, cases[0]) == house.worker.membership_id


def test_the_team_stands_against_its_ceilings(house: House) -> None:
    own_case(house)
    done(house.supervisor, actions.keep_rule, False, True, 20, seen_version=0)
    done(house.supervisor, actions.keep_ceiling, house.worker.membership_id, 1)
    with acting(house.supervisor.context):
        team = {line.id: line for line in queries.team_of(house.supervisor, sort="-cases")}
    assert (team[house.worker.membership_id].cases, team[house.worker.membership_id].free) == (1, 0)
    assert team[house.colleague.membership_id].free == 20
    with pytest.raises(Refused):
        done(house.worker, actions.keep_ceiling, house.worker.membership_id, 9)
    with pytest.raises(Invalid):
        done(house.supervisor, actions.keep_ceiling, house.there.membership_id, 9)


@given(
    carried=st.lists(st.tuples(st.integers(0, 30), st.none() | st.integers(0, 30)), min_size=2, max_size=6),
    count=st.integers(0, 40),
)
@settings(deadline=None)
def test_sharing_out_gives_every_case_once_and_none_back(carried: list[tuple[int, int | None]], count: int) -> None:
    team = [TeamLine(uuid4(), "", cases, most, False, 0, 0) for cases, most in carried]
    cases = [uuid4() for _ in range(count)]
    plan = plan_of(cases, team, to=None, giver=team[0].id)
    assert set(plan) == set(cases)
    assert team[0].id not in plan.values()
    got = {line.id: list(plan.values()).count(line.id) for line in team}
    # Nobody is led beyond a ceiling while somebody with a ceiling has a place.
    beyond = [
        one for one in team[1:] if one.ceiling is not None and got[one.id] and one.cases + got[one.id] > one.ceiling
    ]
    room = [one for one in team[1:] if one.ceiling is not None and one.cases + got[one.id] < one.ceiling]
    assert not (beyond and room)


TRIES: dict[str, tuple[Any, str, tuple[Any, ...]]] = {
    "grant": (actions.grant_handover, "supervisor", ()),
    "grant as a worker": (actions.grant_handover, "worker", ()),
    "refuse": (actions.refuse_handover, "supervisor", ("Full.",)),
    "withdraw": (actions.withdraw_handover, "worker", ()),
    "confirm": (actions.confirm_handover, "colleague", ()),
    "undo": (actions.undo_handover, "supervisor", ()),
    "elsewhere": (actions.grant_handover, "there_supervisor", ()),
}
STEPS = {
    ("asked", "given"),
    ("asked", "refused"),
    ("asked", "withdrawn"),
    ("given", "confirmed"),
    ("given", "undone"),
}


@given(tries=st.lists(st.sampled_from(sorted(TRIES)), min_size=1, max_size=8))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_handover_takes_only_known_steps(house: House, tries: list[str]) -> None:
    with transaction.atomic():
        row = make_asked(house.worker, own_case(house).pk, house.colleague)
        for name in tries:
            with acting(house.supervisor.context):
                before = Handover.objects.get(pk=row.pk)
            action, who, told = TRIES[name]
            try:
                done(getattr(house, who), action, row.pk, *told, seen_version=before.version)
            except Problem:
                step = None
            else:
                step = before.state
            with acting(house.supervisor.context):
                after = Handover.objects.get(pk=row.pk).state
            assert (after == before.state) if step is None else ((step, after) in STEPS)
        transaction.set_rollback(True)


def test_postgresql_refuses_other_steps_itself(house: House) -> None:
    row = make_asked(house.worker, own_case(house).pk, house.colleague)
    for change in ({"state": "confirmed"}, {"to_worker_id": uuid4()}, {"state": "undone"}):
        with pytest.raises(DatabaseError), transaction.atomic(), acting(house.supervisor.context):
            Handover.objects.filter(pk=row.pk).update(**change)
    with acting(house.supervisor.context):
        assert Handover.objects.get(pk=row.pk).state == "asked"
