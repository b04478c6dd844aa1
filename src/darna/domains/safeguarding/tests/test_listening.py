"""What others hear of child protection: before a case is closed, before an import is taken back, and from the job."""

from __future__ import annotations

from darna.base.rowsecurity.context import acting
from darna.domains.cases.queries.elsewhere import open_elsewhere
from darna.domains.cases.registers.holding import held_elsewhere
from darna.domains.cases.tests.makers import House, make_case
from darna.domains.safeguarding import actions
from darna.domains.safeguarding.tests.makers import (
    called,
    done,
    make_childs_case,
    make_clock,
    make_procedure,
    make_talk,
)


def told(house: House, case_id: object) -> list[str]:
    with acting(house.worker.context):
        return list(open_elsewhere.tell(house.worker, case_id))


def test_whoever_closes_a_case_is_told_of_an_open_procedure_and_a_running_clock(house: House) -> None:
    case = make_childs_case(house.worker)
    assert told(house, case.pk) == []
    procedure, clock = make_procedure(house.worker, case.pk), make_clock(house.worker, case.pk)
    assert len(told(house, case.pk)) == 2
    done(house.worker, actions.stop_clock, clock.pk, called(), seen_version=1)
    assert told(house, case.pk) == ["The best-interests procedure is still open. Say how it ended."]
    done(house.worker, actions.close_procedure, procedure.pk, "handed_over", "The court goes on.", seen_version=1)
    assert told(house, case.pk) == []


def test_a_case_in_which_a_child_was_protected_is_not_taken_back_with_its_import(house: House) -> None:
    talked, other = make_childs_case(house.worker), make_case(house.worker)
    make_talk(house.worker, talked.pk)
    with acting(house.worker.context):
        assert held_elsewhere.among([talked.pk, other.pk]) == {talked.pk}
