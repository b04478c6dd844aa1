"""A case follows the definition it was opened with, stage by stage, until somebody moves it knowingly."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House, make_case, verbs_of
from darna.domains.planning import actions, queries
from darna.domains.planning.models import CaseProgress, DocumentSeen
from darna.domains.planning.tests.makers import done
from darna.domains.programmes import actions as programmes
from darna.domains.programmes import drafting
from darna.domains.programmes.queries import definition
from darna.domains.programmes.shipped import shipped
from darna.domains.programmes.values import Content, Kind
from darna.kernel.clock import now, today
from darna.kernel.errors import AlreadyDone, Invalid, Refused, StaleVersion
from darna.kernel.text import LocalText

RETURNED = shipped()["returned_mre"]
LABEL = LocalText(ar="زيارة", fr="Visite", it="Visita", en="Visit")


def publish(house: House, content: Content) -> Any:
    """A version of the house's own, published by its administrator."""
    from darna.base.agencies.roles import Role
    from darna.base.agencies.tests.makers import make_member

    keeper = make_member(Role.AGENCY_ADMINISTRATOR)
    with acting(keeper.context):
        origin = definition("returned_mre", agency_id=keeper.agency_id).version_id
        draft = programmes.start_draft(origin, by=keeper)
        programmes.change_draft(draft.pk, content, seen_version=1, by=keeper)
        return programmes.publish_draft(draft.pk, seen_version=2, by=keeper)


def card(house: House, case: Any, who: str = "worker") -> Any:
    actor = getattr(house, who)
    with acting(actor.context):
        return queries.progress_card(actor, case.pk, language="en")


def mark(house: House, case: Any, seen_version: int, items: Any = (), documents: Any = (), **more: Any) -> Any:
    told = {"items": items, "documents": documents, "seen_version": seen_version, **more}
    return done(house.worker, actions.mark_progress, case.pk, **told)


def test_a_new_case_stands_at_the_first_stage_and_nobody_wrote_that_down(house: House) -> None:
    case = make_case(house.worker)
    found = card(house, case)
    assert (found.stage, found.version, found.definition_number, found.is_shipped) == ("reception", 0, 1, True)
    assert [stage.state for stage in found.stages][:2] == ["current", "to_come"]
    with acting(house.worker.context):
        assert not CaseProgress.objects.exists()


def test_a_case_moves_from_stage_to_stage_and_remembers_each_step(house: House) -> None:
    case = make_case(house.worker)
    done(house.worker, actions.move_stage, case.pk, "assessment", seen_version=0)
    done(house.worker, actions.move_stage, case.pk, "planning", seen_version=1)
    found = card(house, case)
    assert (found.stage, found.stage_since, found.version) == ("planning", today(), 2)
    assert [step.to_label for step in found.steps] == ["Individual action plan", "Assessment"]
    assert [stage.state for stage in found.stages][:4] == ["done", "done", "current", "to_come"]
    assert verbs_of(house.worker, case.person_id)[-2:] == ["progress.moved", "progress.moved"]


def test_a_stage_that_is_not_offered_is_refused(house: House) -> None:
    case = make_case(house.worker)
    with pytest.raises(Invalid):
        done(house.worker, actions.move_stage, case.pk, "departure", seen_version=0)
    with pytest.raises(AlreadyDone):
        done(house.worker, actions.move_stage, case.pk, "reception", seen_version=0)


def test_items_and_papers_are_marked_by_whom_and_when_and_taken_back(house: House) -> None:
    case = make_case(house.worker)
    mark(house, case, 0, ["consent_asked", "needs_noted"], ["identity_document"], other="An old passport")
    found = card(house, case)
    marked = {item.code: item for stage in found.stages for item in stage.items if item.is_done}
    assert set(marked) == {"consent_asked", "needs_noted"}
    assert (marked["needs_noted"].done_on, marked["needs_noted"].by) == (today(), house.worker.name)
    assert [paper.code for paper in found.expected if paper.seen_on] == ["identity_document"]
    assert [paper.label for paper in found.others] == ["An old passport"]
    mark(house, case, 1, ["consent_asked"], [], no_longer=[found.others[0].id])
    found = card(house, case)
    assert [item.code for item in found.stages[0].items if item.is_done] == ["consent_asked"]
    assert ([paper for paper in found.expected if paper.seen_on], found.others) == ([], ())
    with pytest.raises(AlreadyDone):
        mark(house, case, 2, ["consent_asked"])


def test_the_name_of_another_paper_lies_sealed_and_is_closed_to_the_reception(house: House) -> None:
    case = make_case(house.worker)
    mark(house, case, 0, other="A letter from prison")
    with acting(house.worker.context):
        assert b"prison" not in bytes(DocumentSeen.objects.get().sealed_name)
    assert [paper.label for paper in card(house, case, "reception").others] == [""]


def test_two_colleagues_marking_at_once_do_not_undo_each_other(house: House) -> None:
    case = make_case(house.worker)
    mark(house, case, 0, ["consent_asked"])
    for seen in (0, 7):
        with pytest.raises(StaleVersion):
            mark(house, case, seen, ["needs_noted"])
    assert [item.code for item in card(house, case).stages[0].items if item.is_done] == ["consent_asked"]


def test_an_open_case_keeps_its_version_and_a_new_case_begins_with_the_newer_one(house: House) -> None:
    old = make_case(house.worker)
    with time_machine.travel(now() + timedelta(minutes=1)):
        publish(house, drafting.added(RETURNED, Kind.ITEM, LABEL, stage="reception"))
    with time_machine.travel(now() + timedelta(minutes=2)):
        new = make_case(house.worker)
        assert (card(house, old).newer_number, card(house, new).newer_number) == (1, None)
        assert "visit" not in {item.code for item in card(house, old).stages[0].items}
        assert "visit" in {item.code for item in card(house, new).stages[0].items}
        with pytest.raises(Invalid):
            mark(house, old, 0, ["visit"])


def test_a_case_is_moved_to_the_newer_version_knowingly_and_keeps_its_marks(house: House) -> None:
    case = make_case(house.worker)
    mark(house, case, 0, ["consent_asked", "journey_noted"])
    with time_machine.travel(now() + timedelta(minutes=1)):
        content = drafting.retired(drafting.added(RETURNED, Kind.STAGE, LABEL), Kind.ITEM, "journey_noted")
        version = publish(house, content)
        with pytest.raises(Invalid):
            done(house.worker, actions.adopt_definition, case.pk, case.pk, "visit", seen_version=1)
        done(house.worker, actions.adopt_definition, case.pk, version.pk, "visit", seen_version=1)
        found = card(house, case)
        with pytest.raises(AlreadyDone):
            done(house.worker, actions.adopt_definition, case.pk, version.pk, "visit", seen_version=2)
    assert (found.definition_id, found.stage, found.newer_number) == (version.pk, "visit", None)
    assert {item.code for stage in found.stages for item in stage.items if item.is_done} == {
        "consent_asked",
        "journey_noted",
    }
    assert found.steps[0].is_new_definition
    assert verbs_of(house.worker, case.person_id)[-1] == "progress.adopted"


def test_what_is_no_longer_offered_cannot_be_unmarked_by_a_form_that_does_not_show_it(house: House) -> None:
    case = make_case(house.worker)
    mark(house, case, 0, ["journey_noted"])
    with time_machine.travel(now() + timedelta(minutes=1)):
        version = publish(house, replace(drafting.retired(RETURNED, Kind.ITEM, "journey_noted"), ceiling=30))
        done(house.worker, actions.adopt_definition, case.pk, version.pk, "reception", seen_version=1)
        mark(house, case, 2, ["consent_asked"])
        marked = {item.code for stage in card(house, case).stages for item in stage.items if item.is_done}
    assert marked == {"consent_asked", "journey_noted"}


def test_only_whoever_writes_in_the_case_marks_it(house: House) -> None:
    case = make_case(house.worker, worker_id=house.worker.membership_id)
    for who in (house.colleague, house.reception, house.officer):
        with pytest.raises(Refused):
            done(who, actions.move_stage, case.pk, "planning", seen_version=0)
    assert not card(house, case, "colleague").may_write
