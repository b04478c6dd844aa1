"""A plan is written, proposed, approved by somebody else, begun with the person's yes, completed or revised."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from darna.base.rowsecurity.context import acting
from darna.domains.cases import actions as cases
from darna.domains.cases.tests.makers import House, make_case, verbs_of
from darna.domains.planning import actions, queries
from darna.domains.planning.models import Plan, PlanItem
from darna.domains.planning.tests.makers import done, make_active, make_plan, make_proposed
from darna.domains.planning.values import ItemDraft
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Refused, StaleVersion


def _card(house: House, plan_id, who: str = "worker"):
    actor = getattr(house, who)
    with acting(actor.context):
        return queries.plan_card(actor, plan_id)


def test_a_plan_goes_from_the_workers_draft_to_the_persons_yes(house: House) -> None:
    case = make_case(house.worker, worker_id=house.worker.membership_id)
    plan = make_active(house.worker, house.supervisor, case.pk)
    card = _card(house, plan.pk)
    assert (card.state, card.goal, card.commitment) == ("active", "A pension from Turin.", "I bring the papers.")
    assert (card.proposed_by, card.agreed_on) == (house.worker.name, today())
    assert [verb for verb in verbs_of(house.worker, case.person_id) if verb.startswith("plan")] == [
        "plan.written",
        "plan_item.added",
        "plan.proposed",
        "plan.approved",
        "plan.begun",
    ]


def test_the_words_lie_sealed_in_the_table(house: House) -> None:
    plan = make_plan(house.worker, make_case(house.worker).pk)
    with acting(house.worker.context):
        row = Plan.objects.get(pk=plan.pk)
        item = PlanItem.objects.get(plan_id=plan.pk)
    stored = bytes(row.sealed_goal) + bytes(row.sealed_commitment) + bytes(item.sealed_action)
    assert stored
    assert not [word for word in (b"pension", b"papers", b"Write") if word in stored]


def test_nobody_approves_their_own_proposal(house: House) -> None:
    case = make_case(house.supervisor)
    plan = make_proposed(house.supervisor, case.pk)
    with pytest.raises(Refused) as told:
        done(house.supervisor, actions.approve_plan, plan.pk, seen_version=2)
    assert told.value.code == "plan_is_your_own_proposal"
    assert not _card(house, plan.pk, "supervisor").rights.decides


def test_a_caseworker_approves_no_plan(house: House) -> None:
    plan = make_proposed(house.worker, make_case(house.worker).pk)
    with pytest.raises(Refused):
        done(house.colleague, actions.approve_plan, plan.pk, seen_version=2)


def test_an_empty_plan_is_not_proposed(house: House) -> None:
    plan = make_plan(house.worker, make_case(house.worker).pk, items=0)
    with pytest.raises(Refused) as told:
        done(house.worker, actions.propose_plan, plan.pk, seen_version=1)
    assert told.value.code == "plan_has_no_item"


def test_a_plan_sent_back_says_what_should_change_and_is_a_draft_again(house: House) -> None:
    plan = make_proposed(house.worker, make_case(house.worker).pk)
    done(house.supervisor, actions.send_back_plan, plan.pk, "Who goes with her?", seen_version=2)
    card = _card(house, plan.pk)
    assert (card.state, card.remark, card.proposed_by) == ("draft", "Who goes with her?", "")
    assert card.rights.edits
    done(house.worker, actions.propose_plan, plan.pk, seen_version=3)
    done(house.supervisor, actions.approve_plan, plan.pk, seen_version=4)
    assert _card(house, plan.pk).remark == ""


def test_an_approved_plan_that_the_person_does_not_want_is_a_draft_again(house: House) -> None:
    plan = make_proposed(house.worker, make_case(house.worker).pk)
    done(house.supervisor, actions.approve_plan, plan.pk, seen_version=2)
    done(house.worker, actions.take_back_plan, plan.pk, seen_version=3)
    card = _card(house, plan.pk)
    assert (card.state, card.approved_by, card.rights.proposes) == ("draft", "", True)


def test_a_newer_plan_takes_over_the_open_items_and_the_old_one_goes_on_until_then(house: House) -> None:
    case = make_case(house.worker)
    old = make_active(house.worker, house.supervisor, case.pk)
    newer = done(house.worker, actions.revise_plan, old.pk, seen_version=4)
    assert (newer.number, _card(house, old.pk).state) == (2, "active")
    assert [item.action for item in _card(house, newer.pk).items] == ["Write to the fund, 0"]
    done(house.worker, actions.propose_plan, newer.pk, seen_version=1)
    done(house.supervisor, actions.approve_plan, newer.pk, seen_version=2)
    done(house.worker, actions.begin_plan, newer.pk, today(), seen_version=3)
    assert (_card(house, old.pk).state, _card(house, newer.pk).state) == ("revised", "active")


def test_a_case_prepares_one_plan_at_a_time(house: House) -> None:
    case = make_case(house.worker)
    plan = make_plan(house.worker, case.pk)
    with pytest.raises(AlreadyDone):
        done(house.worker, actions.write_plan, case.pk, "Another")
    active = make_active(house.colleague, house.supervisor, make_case(house.colleague).pk)
    done(house.colleague, actions.revise_plan, active.pk, seen_version=4)
    with pytest.raises(AlreadyDone):
        done(house.colleague, actions.revise_plan, active.pk, seen_version=4)
    assert plan.number == 1


def test_items_are_ended_while_the_plan_is_under_way_and_not_before(house: House) -> None:
    case = make_case(house.worker)
    plan = make_plan(house.worker, case.pk)
    (item,) = _card(house, plan.pk).items
    with pytest.raises(AlreadyDone):
        done(house.worker, actions.finish_item, item.id, "x", seen_version=1)
    done(house.worker, actions.propose_plan, plan.pk, seen_version=1)
    done(house.supervisor, actions.approve_plan, plan.pk, seen_version=2)
    done(house.worker, actions.begin_plan, plan.pk, today(), seen_version=3)
    done(house.worker, actions.finish_item, item.id, "The fund answered.", seen_version=1)
    (ended,) = _card(house, plan.pk).items
    assert (ended.state, ended.outcome, ended.ended_on) == ("done", "The fund answered.", today())
    with pytest.raises(AlreadyDone):
        done(house.worker, actions.drop_item, item.id, "No", seen_version=2)


def test_an_item_is_a_workers_the_persons_or_an_institutions(house: House) -> None:
    plan = make_plan(house.worker, make_case(house.worker).pk, items=0)
    for draft in (
        ItemDraft("Ask at the fund", "worker", house.colleague.membership_id),
        ItemDraft("Bring the contracts", "person", due_on=today() + timedelta(days=3)),
        ItemDraft("Answer", "institution", institution="cnss"),
    ):
        done(house.worker, actions.add_item, plan.pk, draft)
    card = _card(house, plan.pk)
    assert [item.who for item in card.of_person] == ["person"]
    assert next(item.who_label for item in card.of_others) == house.colleague.name
    for wrong in (
        ItemDraft("x", "somebody"),
        ItemDraft("x", "institution", institution="nowhere"),
        ItemDraft("x", "worker", house.partner.membership_id),
        ItemDraft(" ", "person"),
    ):
        with pytest.raises(Invalid):
            done(house.worker, actions.add_item, plan.pk, wrong)


def test_whom_an_item_was_given_to_ends_it_in_a_colleagues_case(house: House) -> None:
    case = make_case(house.worker, worker_id=house.worker.membership_id)
    plan = make_plan(house.worker, case.pk, items=0)
    item = done(house.worker, actions.add_item, plan.pk, ItemDraft("Ask", "worker", house.colleague.membership_id))
    done(house.worker, actions.propose_plan, plan.pk, seen_version=1)
    done(house.supervisor, actions.approve_plan, plan.pk, seen_version=2)
    done(house.worker, actions.begin_plan, plan.pk, today(), seen_version=3)
    with pytest.raises(Refused):
        done(house.colleague, actions.complete_plan, plan.pk, "x", seen_version=4)
    assert done(house.colleague, actions.finish_item, item.pk, seen_version=1).state == "done"


def test_two_people_in_one_plan_do_not_overwrite_each_other(house: House) -> None:
    plan = make_plan(house.worker, make_case(house.worker).pk)
    done(house.worker, actions.change_plan, plan.pk, "A pension.", seen_version=1)
    with pytest.raises(StaleVersion) as told:
        done(house.colleague, actions.change_plan, plan.pk, "A house.", seen_version=1)
    assert told.value.values["goal"] == "A house."
    assert _card(house, plan.pk).goal == "A pension."


def test_nothing_is_planned_in_a_closed_case_or_in_a_colleagues(house: House) -> None:
    case = make_case(house.worker, worker_id=house.worker.membership_id)
    plan = make_plan(house.worker, case.pk)
    with pytest.raises(Refused):
        done(house.colleague, actions.change_plan, plan.pk, "x", seen_version=1)
    with pytest.raises(Refused):
        done(house.reception, actions.write_plan, case.pk, "x")
    done(house.worker, cases.close_case, case.pk, "lost_contact", seen_version=1)
    with pytest.raises(Refused) as told:
        done(house.worker, actions.propose_plan, plan.pk, seen_version=1)
    assert told.value.code == "case_is_closed"


def test_another_agency_finds_no_plan(house: House) -> None:
    plan = make_proposed(house.worker, make_case(house.worker).pk)
    for attempt in (actions.propose_plan, actions.take_back_plan, actions.revise_plan):
        with pytest.raises(NotFound):
            done(house.partner, attempt, plan.pk, seen_version=2)


@pytest.mark.parametrize("who", ["reception", "officer"])
def test_whoever_reads_no_notes_sees_the_state_of_a_plan_and_not_its_words(house: House, who: str) -> None:
    plan = make_active(house.worker, house.supervisor, make_case(house.worker).pk)
    card = _card(house, plan.pk, who)
    assert (card.state, card.goal, card.items[0].action) == ("active", "", "")
    assert "pension" not in str(card)


def test_how_the_person_agreed_is_kept_beside_the_day(house: House) -> None:
    plan = make_proposed(house.worker, make_case(house.worker).pk)
    done(house.supervisor, actions.approve_plan, plan.pk, seen_version=2)
    with pytest.raises(Invalid):
        done(house.worker, actions.begin_plan, plan.pk, today(), how="nodded", seen_version=3)
    done(house.worker, actions.begin_plan, plan.pk, today(), how="guardian", seen_version=3)
    with acting(house.worker.context):
        assert queries.plan_card(house.worker, plan.pk).agreed_how_label.endswith("guardian signed the sheet")
        with pytest.raises(IntegrityError), transaction.atomic():
            Plan.objects.filter(pk=plan.pk).update(agreed_how="nodded")
