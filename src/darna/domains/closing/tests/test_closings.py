"""A case is closed by two where the agency wants it, the person is asked what they think, and later how they are."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_member
from darna.base.rowsecurity.context import acting
from darna.domains.cases.actions import close_case, reopen_case
from darna.domains.cases.tests.makers import House, make_case, make_shared_case
from darna.domains.closing import actions, queries
from darna.domains.closing.models import Closing, ClosingRule
from darna.domains.closing.tests.makers import done, make_closed, make_proposed, wants_two
from darna.domains.closing.values import ClosingFilters
from darna.domains.people.actions import erase_person, protect_person
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Problem, Refused, StaleVersion

Case: Any = apps.get_model("cases", "Case")


def card(house: House, row: Any, by: str = "worker") -> Any:
    with acting(getattr(house, by).context):
        return queries.closing_card(getattr(house, by), row.pk)


def state_of(house: House, case: Any) -> str:
    with acting(house.supervisor.context):
        return str(Case.objects.get(pk=case.pk).state)


def test_until_the_agency_decides_one_person_closes_and_somebody_asks_after_ninety_days(house: House) -> None:
    case = make_case(house.worker)
    row = make_closed(house.worker, case.pk)
    assert (row.state, row.check_state, row.check_on) == ("closed", "planned", today() + timedelta(days=90))
    assert card(house, row).note == "The pension is paid."


def test_where_two_are_wanted_one_alone_does_not_close(house: House) -> None:
    wants_two(house.supervisor)
    case = make_case(house.worker)
    for who in ("worker", "supervisor"):
        with pytest.raises(Refused) as refusal:
            done(getattr(house, who), close_case, case.pk, "goals_achieved", seen_version=1)
        assert refusal.value.code == "closing_waits_for_a_second_person"
    row = make_proposed(house.worker, case.pk)
    assert state_of(house, case) == "open"
    done(house.supervisor, actions.approve_closing, row.pk, seen_version=1)
    assert state_of(house, case) == "closed"
    shown = card(house, row)
    assert (shown.line.state, shown.note, shown.line.check_state) == ("closed", "The pension is paid.", "planned")


def test_nobody_approves_their_own_proposal_and_no_worker_a_colleagues(house: House) -> None:
    wants_two(house.supervisor)
    row = make_proposed(house.supervisor, make_case(house.worker).pk)
    for who in ("supervisor", "colleague"):
        with pytest.raises(Refused):
            done(getattr(house, who), actions.approve_closing, row.pk, seen_version=1)
    other = make_member(Role.SUPERVISOR)
    done(other, actions.approve_closing, row.pk, seen_version=1)
    assert card(house, row).line.state == "closed"


def test_a_proposal_sent_back_says_why_and_another_may_follow(house: House) -> None:
    case = make_case(house.worker)
    row = make_proposed(house.worker, case.pk)
    with pytest.raises(AlreadyDone):
        make_proposed(house.worker, case.pk)
    with pytest.raises(Invalid):
        done(house.supervisor, actions.send_back_closing, row.pk, " ", seen_version=1)
    done(house.supervisor, actions.send_back_closing, row.pk, "Ask the fund once more.", seen_version=1)
    assert card(house, row).remark == "Ask the fund once more."
    with pytest.raises(AlreadyDone):
        done(house.supervisor, actions.approve_closing, row.pk, seen_version=2)
    assert make_proposed(house.worker, case.pk).state == "proposed"


def test_only_whoever_proposed_withdraws_and_a_late_click_says_so(house: House) -> None:
    row = make_proposed(house.worker, make_case(house.worker).pk)
    with pytest.raises(Refused):
        done(house.supervisor, actions.withdraw_closing, row.pk, seen_version=1)
    with pytest.raises(StaleVersion):
        done(house.worker, actions.withdraw_closing, row.pk, seen_version=7)
    assert done(house.worker, actions.withdraw_closing, row.pk, seen_version=1).state == "withdrawn"


def test_closing_at_once_takes_the_place_of_a_proposal(house: House) -> None:
    case = make_case(house.worker)
    proposed = make_proposed(house.worker, case.pk)
    make_closed(house.worker, case.pk)
    assert card(house, proposed).line.state == "withdrawn"


@pytest.mark.parametrize(("outcome", "asked"), [("goals_achieved", "planned"), ("deceased", ""), ("transferred", "")])
def test_after_a_death_or_a_transfer_nobody_is_asked(house: House, outcome: str, asked: str) -> None:
    case = make_case(house.worker)
    done(house.worker, close_case, case.pk, outcome, seen_version=1)
    with acting(house.worker.context):
        assert Closing.objects.get().check_state == asked


def test_an_agency_that_asks_nobody_plans_nothing_and_a_transfer_needs_no_second_closing(house: House) -> None:
    wants_two(house.supervisor, days=0)
    case = make_case(house.worker)
    done(house.worker, close_case, case.pk, "transferred", seen_version=1)
    with acting(house.worker.context):
        assert Closing.objects.get().check_state == ""


def test_what_the_person_says_is_kept_in_their_words_and_may_be_corrected(house: House) -> None:
    row = make_closed(house.worker, make_case(house.worker).pk)
    told = {"opinion": "partly", "way": "paper", "words": "They listened; it took long."}
    with pytest.raises(Invalid):
        done(house.worker, actions.note_opinion, row.pk, **{**told, "opinion": "10/10"}, seen_version=row.version)
    noted = done(house.worker, actions.note_opinion, row.pk, **told, seen_version=row.version)
    done(house.worker, actions.note_opinion, row.pk, **{**told, "opinion": "good"}, seen_version=noted.version)
    shown = card(house, row)
    assert (shown.line.opinion_label, shown.opinion_words) == ("satisfied", "They listened; it took long.")
    with pytest.raises(Refused):
        done(house.reception, actions.note_opinion, row.pk, **told, seen_version=noted.version + 1)


def test_how_they_are_is_asked_once_and_nobody_reached_is_an_answer(house: House) -> None:
    row = make_closed(house.worker, make_case(house.worker).pk)
    with time_machine.travel(today() + timedelta(days=91)):
        made = done(house.worker, actions.note_check, row.pk, "worse", "The rent is due.", seen_version=row.version)
        assert (made.check_state, card(house, row).check_note) == ("reached", "The rent is due.")
        with pytest.raises(AlreadyDone):
            done(house.worker, actions.note_check, row.pk, "", seen_version=made.version)
    other = make_closed(house.worker, make_case(house.worker).pk)
    assert done(house.worker, actions.note_check, other.pk, "", seen_version=other.version).check_state == "not_reached"


def test_a_proposal_is_nothing_to_ask_about(house: House) -> None:
    row = make_proposed(house.worker, make_case(house.worker).pk)
    with pytest.raises(AlreadyDone):
        done(house.worker, actions.note_opinion, row.pk, "good", "phone", seen_version=1)


def test_reopening_undoes_the_closing_and_keeps_what_was_said(house: House) -> None:
    case = make_case(house.worker)
    row = make_closed(house.worker, case.pk)
    done(house.worker, actions.note_opinion, row.pk, "good", "phone", "Thank you.", seen_version=row.version)
    done(house.supervisor, reopen_case, case.pk, "They came back.", seen_version=2)
    shown = card(house, row)
    assert (shown.line.state, shown.line.check_state, shown.opinion_words) == ("undone", "dropped", "Thank you.")
    done(house.worker, close_case, case.pk, "goals_achieved", seen_version=3)
    with acting(house.worker.context):
        assert Closing.objects.filter(case_id=case.pk, state="closed").count() == 1


def test_the_page_of_the_day_shows_whom_i_ask_and_what_a_supervisor_decides(house: House) -> None:
    mine = make_case(house.worker, worker_id=house.worker.membership_id)
    make_closed(house.worker, mine.pk)
    make_proposed(house.worker, make_case(house.worker).pk)
    with acting(house.worker.context):
        assert (queries.day_lines(house.worker).checks, queries.day_lines(house.worker).waiting) == ((), ())
    with acting(house.supervisor.context):
        assert len(queries.day_lines(house.supervisor).waiting) == 1
    with time_machine.travel(today() + timedelta(days=85)), acting(house.worker.context):
        assert [line.case_id for line in queries.day_lines(house.worker).checks] == [mine.pk]


def test_small_counts_of_opinions_are_not_told(house: House) -> None:
    def say(times: int, opinion: str) -> None:
        for _ in range(times):
            row = make_closed(house.worker, make_case(house.worker).pk)
            done(house.worker, actions.note_opinion, row.pk, opinion, "phone", seen_version=row.version)

    say(4, "good")
    with acting(house.supervisor.context):
        assert not queries.opinion_counts(house.supervisor).is_told
    say(2, "good")
    say(1, "bad")
    with acting(house.supervisor.context):
        told = {one.label: one.count for one in queries.opinion_counts(house.supervisor).answers}
    assert told["satisfied"] == 6
    assert told["not satisfied"] is None
    with acting(house.worker.context), pytest.raises(Refused):
        queries.opinion_counts(house.worker)


def test_the_list_is_narrowed_sorted_and_of_a_fixed_cost(house: House, django_assert_max_num_queries: Any) -> None:
    rows = [make_closed(house.worker, make_case(house.worker).pk) for _ in range(6)]
    done(house.worker, actions.note_opinion, rows[0].pk, "bad", "phone", seen_version=rows[0].version)
    with acting(house.worker.context):
        with django_assert_max_num_queries(5):
            assert len(queries.closing_lines(house.worker, ClosingFilters()).lines) == 6
        assert [line.id for line in queries.closing_lines(house.worker, ClosingFilters(opinion="bad")).lines] == [
            rows[0].pk
        ]
        assert queries.closing_lines(house.worker, ClosingFilters(check="due")).lines == ()
        assert queries.closing_lines(house.worker, ClosingFilters(mine=True)).lines == ()


def test_another_agency_sees_nothing_even_of_a_case_it_is_shown(house: House) -> None:
    case, _share = make_shared_case(house.worker, house.partner)
    row = make_proposed(house.worker, case.pk)
    with acting(house.partner.context):
        assert not Closing.objects.exists()
        with pytest.raises(NotFound):
            queries.closing_card(house.partner, row.pk)
    with pytest.raises(Problem):
        done(house.partner, actions.propose_closing, case.pk, "goals_achieved")
    with acting(house.planner.context):
        assert not Closing.objects.exists()


def test_a_protected_file_keeps_its_closing_to_those_who_are_named(house: House) -> None:
    case = make_case(house.worker)
    make_proposed(house.worker, case.pk)
    done(house.supervisor, protect_person, case.person_id, [house.supervisor.membership_id])
    with acting(house.worker.context):
        assert not Closing.objects.exists()
    with acting(house.supervisor.context):
        assert Closing.objects.count() == 1


def test_nothing_that_was_said_stays_readable_after_an_erasure(house: House) -> None:
    row = make_closed(house.worker, make_case(house.worker).pk)
    done(house.worker, actions.note_opinion, row.pk, "good", "phone", "Thank you.", seen_version=row.version)
    done(make_member(Role.DATA_OFFICER), erase_person, row.person_id, "on_request")
    with acting(house.supervisor.context):
        kept = Closing.objects.get()
    assert (bytes(kept.sealed_note), bytes(kept.sealed_opinion), kept.opinion) == (b"", b"", "good")


def test_postgresql_refuses_what_the_actions_would_not_do(house: House) -> None:
    wants_two(house.supervisor)
    case = make_case(house.worker)
    row = make_proposed(house.worker, case.pk)
    closed = {"state": "closed", "outcome": "goals_achieved", "closed_on": today()}
    with acting(house.worker.context):
        for attempt in (
            lambda: Case.objects.filter(pk=case.pk).update(**closed),
            lambda: Closing.objects.filter(pk=row.pk).update(state="undone"),
            lambda: Closing.objects.filter(pk=row.pk).update(outcome="other"),
            lambda: Closing.objects.filter(pk=row.pk).update(decided_by=row.proposed_by, decided_at=row.proposed_at),
            lambda: Closing.objects.all().delete(),
            lambda: ClosingRule.objects.all().delete(),
            lambda: ClosingRule.objects.update(check_days=9999),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                attempt()


def test_the_rule_is_a_supervisors_and_is_never_overwritten_unseen(house: House) -> None:
    with pytest.raises(Refused):
        done(house.worker, actions.keep_rule, True, 90, seen_version=0)
    with pytest.raises(Invalid):
        done(house.supervisor, actions.keep_rule, True, 731, seen_version=0)
    done(house.supervisor, actions.keep_rule, True, 30, seen_version=0)
    with pytest.raises(StaleVersion):
        done(house.supervisor, actions.keep_rule, False, 30, seen_version=0)
    with acting(house.worker.context):
        assert queries.rule_of(house.worker.agency_id).check_days == 30


#: What is tried, by whom, and what it is told beside the closing.
TRIES: dict[str, tuple[Any, str, dict[str, Any]]] = {
    "withdraw": (actions.withdraw_closing, "worker", {}),
    "withdraw a colleague's": (actions.withdraw_closing, "supervisor", {}),
    "send back": (actions.send_back_closing, "supervisor", {"remark": "Not yet."}),
    "approve": (actions.approve_closing, "supervisor", {}),
    "approve one's own": (actions.approve_closing, "worker", {}),
    "ask": (actions.note_opinion, "worker", {"opinion": "good", "way": "phone"}),
    "check": (actions.note_check, "worker", {"finding": "same"}),
}
LEADS: dict[str, tuple[set[str], str]] = {
    "withdraw": ({"proposed"}, "withdrawn"),
    "send back": ({"proposed"}, "sent_back"),
    "approve": ({"proposed"}, "closed"),
    "ask": ({"closed", "undone"}, ""),
    "propose": ({"open"}, "proposed"),
    "reopen": ({"closed"}, "undone"),
}


@given(tries=st.lists(st.sampled_from([*TRIES, "propose", "reopen"]), min_size=1, max_size=12))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_tried_a_case_is_closed_by_two_or_not_at_all(house: House, tries: list[str]) -> None:
    with transaction.atomic():
        wants_two(house.supervisor)
        case = make_case(house.worker, worker_id=house.worker.membership_id)
        row = make_proposed(house.worker, case.pk)
        for name in tries:
            row = _newest(house, case)
            before = (row.state, row.check_state, state_of(house, case))
            try:
                with transaction.atomic():
                    _try(house, case, row, name)
            except Problem:
                after = _newest(house, case)
                assert (after.state, after.check_state, state_of(house, case)) == before
                continue
            if name in LEADS and LEADS[name][1] not in {"", "proposed"}:
                assert before[0] in LEADS[name][0]
                assert _row(house, row).state == LEADS[name][1]
            _holds(house, case)
        transaction.set_rollback(True)


def _try(house: House, case: Any, row: Closing, name: str) -> None:
    if name == "propose":
        make_proposed(house.worker, case.pk)
    elif name == "reopen":
        with acting(house.supervisor.context):
            seen = Case.objects.get(pk=case.pk).version
        done(house.supervisor, reopen_case, case.pk, "Again.", seen_version=seen)
    else:
        action, who, told = TRIES[name]
        done(getattr(house, who), action, row.pk, seen_version=row.version, **told)


def _holds(house: House, case: Any) -> None:
    """A closed case has its one closing with two names; an open one has none."""
    with acting(house.supervisor.context):
        closed = list(Closing.objects.filter(case_id=case.pk, state="closed"))
        assert len(closed) == (Case.objects.get(pk=case.pk).state == "closed")
    assert all(one.decided_by and one.decided_by != one.proposed_by for one in closed)


def _newest(house: House, case: Any) -> Closing:
    with acting(house.supervisor.context):
        return Closing.objects.filter(case_id=case.pk).order_by("-proposed_at")[0]


def _row(house: House, row: Closing) -> Closing:
    with acting(house.supervisor.context):
        return Closing.objects.get(pk=row.pk)
