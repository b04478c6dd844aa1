"""What the demo shows of the law in a case: three working lives, answers of the law in force, one claim under way."""

from __future__ import annotations

from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_agency, make_member
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import make_case
from darna.domains.entitlements.queries import case_law, claim_card
from darna.domains.people.actions import register_person
from darna.domains.people.tests.makers import make_draft, make_terms
from darna.faces.demo import entitlements
from darna.kernel.dates import PartialDate


def make_old_case(worker: Actor, number: int) -> UUID:
    """Somebody who came back and was born in the fifties."""
    with acting(worker.context):
        draft = make_draft(birth=PartialDate.parse(str(1950 + number)))
        person = register_person(draft, make_terms(), by=worker).pk
    case: UUID = make_case(worker, person, programme="returned_mre", worker_id=worker.membership_id).pk
    return case


def test_working_lives_answers_and_a_claim_stand_in_the_cases_of_those_who_came_back(db: None) -> None:
    worker = make_member(Role.CASEWORKER, agency=make_agency("maison", kind="maison"))
    cases = [make_old_case(worker, number) for number in range(4)]
    make_case(worker, programme="returned_mre", worker_id=worker.membership_id)
    entitlements.ask_the_law(worker)
    with acting(worker.context):
        found = [case_law(worker, case_id) for case_id in cases]
        cards = [claim_card(worker, line.id) for one in found for line in one.claims]
    lives = {tuple(sorted(period.country for period in one.periods)) for one in found}
    assert lives == {("FR", "MA"), ("IT", "MA"), ("DE",)}
    assert sorted(len(one.decisions) for one in found) == [0, 1, 1, 3]
    assert all(line.is_of_this_law and not line.later for one in found for line in one.decisions)
    # One opened from an answer, with two papers there; one by hand, refused, whose appeal has its day.
    pursued, refused = sorted(cards, key=lambda card: card.line.state)
    assert (pursued.line.state, refused.line.state) == ("open", "refused")
    assert [part.kind for part in (*pursued.documents, *pursued.steps) if part.done_on] == ["document", "document"]
    assert refused.line.due_on
