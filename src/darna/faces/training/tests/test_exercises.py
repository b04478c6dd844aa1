"""Each exercise fails before it is done, passes once it is done on the real tables, and says what is missing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.base.rowsecurity.context import acting
from darna.domains.cases import actions as cases
from darna.domains.cases.tests.makers import House, make_case, make_person
from darna.domains.cases.values import NeedDraft
from darna.domains.people import actions as people
from darna.domains.people.tests.makers import make_terms
from darna.domains.reception import actions as reception
from darna.domains.reception.values import ArrivalDraft
from darna.domains.referrals.tests import makers as referring
from darna.faces.training import actions
from darna.faces.training.checks import CHECKS, is_quiet
from darna.faces.training.exercises import course, exercises_for
from darna.faces.training.tests.makers import begun, found, open_file, register_guest, search_for, wrong_in
from darna.kernel.clock import today
from darna.kernel.dates import PartialDate
from darna.kernel.errors import AlreadyDone, NotFound, Refused, StaleVersion


def passes(by: Actor, code: str) -> bool:
    with acting(by.context):
        return actions.pass_exercise(code, by=by).passed_at is not None


def test_every_point_has_its_check_and_its_words_in_four_languages() -> None:
    for exercise in course().exercises:
        texts = [exercise.title, exercise.task, *exercise.hints, *(link.label for link in exercise.links)]
        for point in exercise.points:
            assert point.check in CHECKS
            texts += [point.what, *(text for text in (point.right, point.wrong, point.waiting) if text)]
        assert all(set(text) == {"ar", "fr", "it", "en"} for text in texts), exercise.code
        assert all(point.wrong or point.waiting for point in exercise.points)
    assert {point.check for one in course().exercises for point in one.points} == set(CHECKS)


def test_a_receptionist_learns_the_reception_and_a_caseworker_the_accompaniment_too(house: House) -> None:
    at_reception = [one.code for one in exercises_for(house.reception)]
    assert at_reception == ["first-search", "first-registration", "first-ticket"]
    accompanying = ["first-case", "first-note", "first-referral"]
    assert [one.code for one in exercises_for(house.worker)] == at_reception + accompanying


@pytest.mark.parametrize("code", [one.code for one in course().exercises])
def test_an_exercise_that_was_only_begun_is_not_done(house: House, code: str) -> None:
    make_person(house.worker)
    begun(house.worker, code)
    assert set(found(house.worker, code).values()) <= {"waiting"}
    with acting(house.worker.context), pytest.raises(Refused, match="exercise_is_not_done"):
        actions.pass_exercise(code, by=house.worker)


def test_what_was_done_before_the_exercise_began_does_not_count(house: House) -> None:
    person = make_person(house.worker)
    search_for(house.reception, "Fatima Zahra El Idrissi")
    open_file(house.reception, person)
    begun(house.reception, "first-search")
    assert "right" not in found(house.reception, "first-search").values()


def test_what_a_colleague_does_does_not_count(house: House) -> None:
    begun(house.reception, "first-search")
    open_file(house.worker, make_person(house.worker))
    assert found(house.reception, "first-search")["opened_known_person"] == "waiting"


def test_the_first_search_is_done_by_finding_and_opening(house: House) -> None:
    person = make_person(house.worker)
    begun(house.reception, "first-search")
    search_for(house.reception, "فاطمة الزهراء الإدريسي")
    open_file(house.reception, person)
    assert wrong_in(house.reception, "first-search") == {}
    assert passes(house.reception, "first-search")
    with acting(house.reception.context), pytest.raises(AlreadyDone):
        actions.pass_exercise("first-search", by=house.reception)


def test_a_search_that_finds_somebody_else_is_told(house: House) -> None:
    make_person(house.worker)
    with acting(house.worker.context):
        from darna.domains.people.tests.makers import make_draft

        other = people.register_person(
            make_draft(given_name="Ibrahima", family_name="Konate", contacts=(), identifiers=()),
            make_terms(),
            by=house.worker,
        ).pk
    begun(house.reception, "first-search")
    search_for(house.reception, "Ibrahima Konate")
    open_file(house.reception, other)
    register_guest(house.reception)
    assert wrong_in(house.reception, "first-search") == {
        "found_known_person": "wrong",
        "opened_known_person": "wrong",
        "nobody_registered": "wrong",
    }


def test_the_first_registration_is_done_by_searching_asking_and_registering(house: House) -> None:
    begun(house.reception, "first-registration")
    search_for(house.reception, "Zohra Amellal")
    register_guest(house.reception)
    assert wrong_in(house.reception, "first-registration") == {}
    assert passes(house.reception, "first-registration")


@pytest.mark.parametrize(
    ("otherwise", "wrong"),
    [
        ({"consent": {"notice_language": "it"}}, {"notice_language_of_guest"}),
        ({"consent": {"state": "refused", "purposes": ()}}, {"consent_of_guest"}),
        ({"given_name_ar": "", "family_name_ar": ""}, {"name_in_both_scripts"}),
        ({"birth": PartialDate.parse("1978-05-12")}, {"birth_of_guest"}),
        ({"contacts": ()}, {"contact_of_guest"}),
    ],
)
def test_a_registration_done_otherwise_is_told_point_by_point(
    house: House, otherwise: dict[str, Any], wrong: set[str]
) -> None:
    begun(house.reception, "first-registration")
    search_for(house.reception, "Zohra Amellal")
    register_guest(house.reception, **otherwise)
    assert wrong_in(house.reception, "first-registration") == dict.fromkeys(wrong, "wrong")


def test_a_mistake_can_be_put_right_in_the_file(house: House) -> None:
    by = house.reception
    begun(by, "first-registration")
    search_for(by, "Zohra Amellal")
    person = register_guest(by, consent={"notice_language": "it"})
    with acting(by.context):
        people.record_consent(person, make_terms(notice_language="ar"), by=by)
    assert wrong_in(by, "first-registration") == {}


def test_registering_before_searching_or_twice_or_under_another_name_is_told(house: House) -> None:
    by = house.reception
    begun(by, "first-registration")
    register_guest(by)
    search_for(by, "Zohra Amellal")
    assert wrong_in(by, "first-registration") == {"searched_before_registering": "wrong"}
    register_guest(by)
    assert wrong_in(by, "first-registration")["registered_once"] == "wrong"
    begun(house.worker, "first-registration")
    register_guest(house.worker, given_name="Samira", family_name="Ouali", given_name_ar="", family_name_ar="")
    assert wrong_in(house.worker, "first-registration")["registered_guest"] == "wrong"


@pytest.mark.parametrize(
    ("otherwise", "wrong"),
    [
        ({}, set()),
        ({"reason": "papers"}, {"ticket_given"}),
        ({"language": "wo"}, {"ticket_language"}),
        ({"needs_interpreter": False}, {"ticket_interpreter"}),
        ({"priority": "ordinary"}, {"ticket_goes_first"}),
    ],
)
def test_the_first_ticket_says_language_interpreter_and_who_goes_first(
    house: House, otherwise: dict[str, Any], wrong: set[str]
) -> None:
    by, told = house.reception, {"language": "ff", "needs_interpreter": True, "priority": "first"}
    begun(by, "first-ticket")
    with acting(by.context):
        reception.add_arrival(ArrivalDraft(**{"reason": "first_visit", **told, **otherwise}), by=by)
    assert wrong_in(by, "first-ticket") == dict.fromkeys(wrong, "wrong")
    assert wrong or passes(by, "first-ticket")


def opened_case(by: Actor, person: UUID, programme: str = "returned_mre", **otherwise: Any) -> Any:
    terms: dict[str, Any] = {"worker_id": by.membership_id, "needs": [NeedDraft("health_cover", "urgent")]}
    with acting(by.context):
        return cases.open_case(person, programme, by=by, **{**terms, **otherwise})


def test_the_first_case_is_opened_in_the_right_programme_with_the_named_need(house: House) -> None:
    person = make_person(house.reception)
    begun(house.worker, "first-case")
    open_file(house.worker, person)
    opened_case(house.worker, person)
    assert wrong_in(house.worker, "first-case") == {}
    assert passes(house.worker, "first-case")


@pytest.mark.parametrize(
    ("otherwise", "wrong"),
    [
        ({"programme": "mre_abroad"}, {"case_of_known_person"}),
        ({"needs": [NeedDraft("health_care", "urgent")]}, {"need_of_case"}),
        ({"needs": [NeedDraft("health_cover", "normal")]}, {"need_of_case"}),
        ({"worker_id": None}, {"case_is_mine"}),
    ],
)
def test_a_case_opened_otherwise_is_told_point_by_point(
    house: House, otherwise: dict[str, Any], wrong: set[str]
) -> None:
    person = make_person(house.reception)
    begun(house.worker, "first-case")
    open_file(house.worker, person)
    opened_case(house.worker, person, **otherwise)
    assert wrong_in(house.worker, "first-case") == dict.fromkeys(wrong, "wrong")


def noted(by: Actor, *, note: str = "Rappelée, elle viendra lundi.", kind: str = "call", **task: Any) -> Any:
    case = make_case(by, worker_id=by.membership_id)
    told = {"title": "Appeler la caisse", "due_on": today() + timedelta(days=3), **task}
    with acting(by.context):
        cases.write_encounter(case.pk, kind=kind, note=note, by=by)
        return cases.set_task(case.pk, by=by, **told)


def test_the_first_note_and_task_are_done_quietly(house: House) -> None:
    begun(house.worker, "first-note")
    noted(house.worker)
    assert wrong_in(house.worker, "first-note") == {}
    assert passes(house.worker, "first-note")


@pytest.mark.parametrize(
    ("otherwise", "wrong"),
    [
        ({"kind": "home_visit"}, {"note_written"}),
        ({"note": "ok"}, {"note_written"}),
        ({"due_on": today() + timedelta(days=40)}, {"task_set"}),
        ({"title": "Suivre la violence conjugale"}, {"task_title_is_quiet"}),
        ({"title": "Appeler Fatima El Idrissi"}, {"task_title_is_quiet"}),
        ({"title": "متابعة حالة العنف"}, {"task_title_is_quiet"}),
    ],
)
def test_a_note_or_task_done_otherwise_is_told(house: House, otherwise: dict[str, Any], wrong: set[str]) -> None:
    begun(house.worker, "first-note")
    noted(house.worker, **otherwise)
    assert wrong_in(house.worker, "first-note") == dict.fromkeys(wrong, "wrong")


def test_a_loud_title_is_put_right_by_dropping_the_task(house: House) -> None:
    begun(house.worker, "first-note")
    task = noted(house.worker, title="Préparer la visite à la prison")
    with acting(house.worker.context):
        cases.drop_task(task.pk, "Titre", seen_version=1, by=house.worker)
    noted(house.worker)
    assert wrong_in(house.worker, "first-note") == {}


@pytest.mark.parametrize(
    ("title", "quiet"),
    [
        ("Appeler le service", True),
        ("الاتصال بالمصلحة", True),
        ("Send the form to the hospital", True),
        ("Traiter le dossier avant l'hiver", True),
        ("Assurance maladie : rappeler", True),
        ("حامل الشهادة", True),
        ("Report on rape", False),
        ("Suivi psychiatrique", False),
        ("ملف العنف والسجن", False),
        ("Telefonare per la droga", False),
    ],
)
def test_everyday_titles_are_quiet_and_sensitive_ones_are_not(title: str, quiet: bool) -> None:
    assert is_quiet(title, None) is quiet


@pytest.fixture
def referring_house(house: House) -> referring.House:
    return referring.make_house()


def test_the_first_referral_is_sent_with_consent_and_tells_the_least(referring_house: referring.House) -> None:
    by, need = referring_house.worker, referring.make_need(referring_house)
    begun(by, "first-referral")
    referring.send(referring_house, referring.make_draft(referring_house, need=need, parts=frozenset({"name"})))
    assert wrong_in(by, "first-referral") == {}
    assert passes(by, "first-referral")


def test_a_referral_that_tells_too_much_or_waits_as_a_draft_is_told(referring_house: referring.House) -> None:
    by = referring_house.worker
    begun(by, "first-referral")
    draft = referring.make_draft(referring_house)
    assert wrong_in(by, "first-referral") == {"referral_sent": "wrong", "referral_tells_the_least": "waiting"}
    referring.send(referring_house, draft)
    assert wrong_in(by, "first-referral") == {"referral_tells_the_least": "wrong"}


def test_a_referral_without_consent_to_its_receiver_is_told(referring_house: referring.House) -> None:
    by, need = referring_house.worker, referring.make_need(referring_house, to=referring_house.stranger)
    begun(by, "first-referral")
    referring.make_draft(referring_house, need=need, parts=frozenset({"name"}))
    assert wrong_in(by, "first-referral")["consent_to_receiver"] == "wrong"


def test_beginning_again_forgets_what_was_done_and_is_about_somebody_else(house: House) -> None:
    by = house.reception
    begun(by, "first-registration")
    search_for(by, "Zohra Amellal")
    register_guest(by)
    assert passes(by, "first-registration")
    with acting(by.context):
        with pytest.raises(StaleVersion):
            actions.begin_exercise("first-registration", seen_version=1, by=by)
        again = actions.begin_exercise("first-registration", seen_version=2, by=by)
    assert (again.times, again.passed_at) == (2, None)
    assert set(found(by, "first-registration").values()) == {"waiting"}


def test_nobody_begins_an_exercise_of_another_role(house: House) -> None:
    for by, code in ((house.reception, "first-case"), (house.planner, "first-search"), (house.worker, "no-such")):
        with acting(by.context), pytest.raises(NotFound):
            actions.begin_exercise(code, seen_version=0, by=by)


def test_how_far_a_learner_is_is_theirs_to_know(house: House) -> None:
    from darna.base.agencies.tests.makers import make_member
    from darna.faces.training.models import Attempt

    begun(house.worker, "first-note")
    for reader in (house.colleague, house.supervisor, house.partner, make_member(Role.AGENCY_ADMINISTRATOR)):
        with acting(reader.context):
            assert not Attempt.objects.exists()
