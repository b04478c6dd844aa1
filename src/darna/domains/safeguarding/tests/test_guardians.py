"""Who stands for a child, what the child says, and how both carry a minor's consent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.db import IntegrityError, transaction

from darna.base.rowsecurity.context import Context, Kind, acting, with_persons
from darna.domains.cases.queries import open_tasks
from darna.domains.cases.tests.makers import House
from darna.domains.people.actions import expire_consents, record_consent
from darna.domains.people.queries import consents_of, has_consent
from darna.domains.people.tests.makers import make_terms
from darna.domains.safeguarding import actions, queries
from darna.domains.safeguarding.ages import wording_for
from darna.domains.safeguarding.models import Assent, Guardianship
from darna.domains.safeguarding.tests.makers import (
    born,
    done,
    finish_steps,
    make_child,
    make_childs_case,
    make_decision,
    make_guardian,
    make_procedure,
    weigh,
)
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone, Invalid, Refused


def by_guardian(**told: Any) -> Any:
    return make_terms(given_by="guardian", guardian="Zineb Amrani", has_assented=True, **told)


def consents(house: House, person: UUID) -> list[str]:
    with acting(house.worker.context):
        return [line.state for line in consents_of(house.worker, person)]


def test_a_guardian_registered_consents_only_once_confirmed_and_without_a_conflict(house: House) -> None:
    person = make_child(house.worker)
    guardian = make_guardian(house.worker, person)
    with pytest.raises(Invalid, match="guardian_is_not_confirmed"):
        done(house.worker, record_consent, person, by_guardian())
    done(house.worker, actions.confirm_guardian, guardian.pk, "The paper of the judge.", seen_version=1)
    assert done(house.worker, record_consent, person, by_guardian()).state == "given"
    done(house.worker, actions.note_conflict, guardian.pk, "He wants her to work.", seen_version=2)
    assert set(consents(house, person)) == {"withdrawn"}
    with pytest.raises(Invalid, match="guardian_has_a_conflict"):
        done(house.worker, record_consent, person, by_guardian())
    # Without a guardian the reasons in the child's interest carry it, as at registration.
    own = make_terms(given_by="self", has_assented=True, best_interest="Nobody stands for her.")
    assert done(house.worker, record_consent, person, own).state == "given"


def test_a_guardians_consents_end_with_the_guardianship_unless_another_one_stands(house: House) -> None:
    person = make_child(house.worker)
    aunt, uncle = make_guardian(house.worker, person), make_guardian(house.worker, person, name="Omar Amrani")
    for one in (aunt, uncle):
        done(house.worker, actions.confirm_guardian, one.pk, "The kafala paper.", seen_version=1)
    done(house.worker, actions.end_guardian, aunt.pk, "She moved.", seen_version=2)
    assert "given" in consents(house, person)
    done(house.worker, actions.end_guardian, uncle.pk, "He moved too.", seen_version=2)
    assert set(consents(house, person)) == {"withdrawn"}
    with pytest.raises(AlreadyDone):
        done(house.worker, actions.end_guardian, uncle.pk, "Again.", seen_version=3)


def test_a_ground_that_is_not_known_is_not_confirmed_and_the_table_says_the_same(house: House) -> None:
    guardian = make_guardian(house.worker, make_child(house.worker), basis="not_known")
    with pytest.raises(Refused, match="basis_is_not_known"):
        done(house.worker, actions.confirm_guardian, guardian.pk, "A paper.", seen_version=1)
    told = {"state": "confirmed", "confirmed_on": today(), "confirmed_by": house.worker.membership_id}
    with acting(house.worker.context):
        rows = Guardianship.objects.filter(pk=guardian.pk)
        with pytest.raises(IntegrityError, match="knows_its_basis"), transaction.atomic():
            rows.update(sealed_source=b"x", **told)
    other = make_guardian(house.worker, make_child(house.worker))
    with acting(house.worker.context):
        rows = Guardianship.objects.filter(pk=other.pk)
        with pytest.raises(IntegrityError, match="says by what"), transaction.atomic():
            rows.update(**told)
        assert rows.update(sealed_source=b"x", **told) == 1
        with pytest.raises(IntegrityError, match="does not go from"), transaction.atomic():
            rows.update(state="told", confirmed_on=None, confirmed_by=None)


@pytest.mark.parametrize(("age", "wording"), [(7, "young"), (11, "young"), (12, "older"), (16, "older")])
def test_a_child_is_asked_in_words_that_fit_the_age(house: House, age: int, wording: str) -> None:
    person = make_child(house.worker, age)
    said = done(house.worker, actions.note_assent, person, "decision", "agrees", "Yes, at my aunt's.")
    assert said.wording == wording == wording_for(born(age))
    assert wording_for(None) == "older"


def test_a_childs_no_is_not_passed_over_in_a_consent(house: House) -> None:
    older, young = make_child(house.worker), make_child(house.worker, 8)
    for person in (older, young):
        done(house.worker, actions.note_assent, person, "accompaniment", "disagrees", "I do not want to.")
    with pytest.raises(Invalid, match="child_said_no_to_this"):
        done(house.worker, record_consent, older, by_guardian())
    with pytest.raises(Invalid, match="say_why_against_the_child"):
        done(house.worker, record_consent, young, by_guardian())
    assert done(house.worker, record_consent, young, by_guardian(best_interest="A safe bed tonight.")).state == "given"
    done(house.worker, actions.note_assent, older, "accompaniment", "agrees")
    assert done(house.worker, record_consent, older, by_guardian()).state == "given"
    with acting(house.worker.context):
        assert Assent.objects.filter(person_id=older).count() == 2


def test_a_decision_against_the_childs_word_gives_its_reasons_and_shows_them_to_the_second_person(house: House) -> None:
    case = make_childs_case(house.worker)
    procedure = make_procedure(house.worker, case.pk)
    finish_steps(house.worker, procedure.pk)
    option = weigh(house.worker, procedure.pk)[0]
    done(house.worker, actions.note_assent, case.person_id, "decision", "disagrees", "I want to stay here.")
    with pytest.raises(Invalid, match="child_said_no"):
        done(
            house.worker, actions.propose_decision, procedure.pk, make_decision(house.worker, option.pk), seen_version=1
        )
    draft = make_decision(house.worker, option.pk, despite="There is danger here.")
    done(house.worker, actions.propose_decision, procedure.pk, draft, seen_version=1)
    with acting(house.supervisor.context):
        card = queries.procedure_card(house.supervisor, procedure.pk)
    assert (card.goes_against_child, card.despite) == (True, "There is danger here.")


def test_a_guardians_consent_ends_with_the_eighteenth_birthday_and_a_task_asks_the_adult(house: House) -> None:
    case = make_childs_case(house.worker, make_child(house.worker, 17))
    person = case.person_id
    with acting(house.worker.context):
        ends = consents_of(house.worker, person)[0].expires_on
    assert ends is not None
    assert not born(17).may_be_under_on(18, ends + timedelta(days=1))
    assert born(17).may_be_under_on(18, ends)
    job = with_persons(Context(Kind.JOB, house.worker.agency_id))
    with time_machine.travel(ends, tick=False), acting(house.worker.context):
        assert has_consent(person, "accompaniment", None)
    with time_machine.travel(ends + timedelta(days=1), tick=False):
        with acting(house.worker.context):
            assert not has_consent(person, "accompaniment", None)
        with acting(job):
            assert expire_consents() == 1
        with acting(house.worker.context):
            titles = [task.title for task in open_tasks(house.worker, limit=9)]
    assert titles == ["Of age now: ask for their own consent. The guardian's has ended."]


def test_an_earlier_end_stays_and_an_adults_own_consent_has_none(house: House) -> None:
    soon = today() + timedelta(days=9)
    person = make_child(house.worker, 15, expires_on=soon)
    with acting(house.worker.context):
        assert consents_of(house.worker, person)[0].expires_on == soon
    own = make_child(house.worker, 30, given_by="self", guardian="", has_assented=None)
    with acting(house.worker.context):
        assert consents_of(house.worker, own)[0].expires_on is None
    with pytest.raises(Refused, match="person_is_of_age"):
        make_guardian(house.worker, own)
