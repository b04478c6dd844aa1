"""A referral from the need to its end: what each side sees, and what is handed over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps

from darna.base.audit.queries import Filters, trail_page
from darna.base.rowsecurity.context import acting
from darna.domains.people.actions import change_person, protect_person
from darna.domains.referrals import actions, journeys, queries
from darna.domains.referrals.models import Reception, Referral, ReferralPackage, ReferralSource, TransferRecord
from darna.domains.referrals.tests.makers import (
    SUMMARY,
    House,
    make_accepted,
    make_draft,
    make_need,
    make_sent,
    make_service,
    person_of,
    send,
    state_of,
)
from darna.domains.referrals.values import NAME, Draft, Question, TransferTerms
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone, ConsentMissing, Invalid, NotFound, Refused, StaleVersion


def test_a_referral_goes_from_a_need_to_an_answer_and_a_result(house: House) -> None:
    sent = make_sent(house)
    with acting(house.there.context):
        card = queries.referral_card(house.there, sent.pk)
        assert (card.state, card.package.name, card.package.summary) == ("sent", "Fatima Zahra El Idrissi", SUMMARY)
        opened = actions.open_referral(sent.pk, by=house.there)
        assert opened.state == "received"
        accepted = actions.accept_referral(sent.pk, "Come on Monday.", seen_version=opened.version, by=house.there)
        actions.complete_referral(sent.pk, "A room was found.", seen_version=accepted.version, by=house.there)
    with acting(house.worker.context):
        seen = queries.referral_card(house.worker, sent.pk)
    assert (seen.state, seen.note) == ("completed", "A room was found.")
    assert [step.what for step in seen.steps] == ["sent", "received", "accepted", "completed"]
    assert [step.note for step in seen.steps] == ["", "", "Come on Monday.", "A room was found."]


def test_the_receiver_is_shown_what_the_sender_saw_before_sending(house: House) -> None:
    draft = make_draft(house)
    with acting(house.worker.context):
        before = queries.preview(house.worker, draft.pk).card.package
    send(house, draft)
    with acting(house.there.context):
        after = queries.referral_card(house.there, draft.pk).package
    assert after == before
    assert after.birth_year == 1995


def test_what_was_not_chosen_is_not_in_the_package(house: House) -> None:
    sent = make_sent(house, parts=frozenset())
    with acting(house.there.context):
        package = queries.package_of(house.there, sent.pk)
    assert (package.name, package.ways, package.birth_year, package.languages) == ("", (), None, ())
    assert package.parts == frozenset()


def test_papers_are_told_by_a_kind_that_tells_no_nationality(house: House) -> None:
    sent = make_sent(house, parts=frozenset({NAME, "documents"}), documents=("identity_document",))
    with acting(house.there.context):
        card = queries.referral_card(house.there, sent.pk)
        package = queries.package_of(house.there, sent.pk)
    assert card.package.documents == ("An identity document",)
    assert "232540" not in str(package)
    assert "cin" not in str(package)
    assert "MA" not in str(package)


def test_a_package_says_nothing_of_what_changes_afterwards(house: House) -> None:
    sent = make_sent(house)
    with acting(house.worker.context):
        person = person_of(house, sent.pk)
        change_person(person, {"family_name": "Benali"}, seen_version=1, by=house.worker)
    with acting(house.there.context):
        assert queries.package_of(house.there, sent.pk).family_name == "El Idrissi"


def test_what_changed_since_the_last_look_is_not_sent(house: House) -> None:
    draft = make_draft(house)
    with acting(house.worker.context):
        shown = queries.preview(house.worker, draft.pk)
        change_person(person_of(house, draft.pk), {"family_name": "Benali"}, seen_version=1, by=house.worker)
        with pytest.raises(Invalid) as told:
            actions.send_referral(draft.pk, seen_version=shown.card.version, seen_mark=shown.mark, by=house.worker)
    assert told.value.code == "package_has_changed"
    assert state_of(house.worker, draft.pk) == "draft"


def test_nothing_is_sent_without_consent_to_this_agency(house: House) -> None:
    need = make_need(house, to=house.stranger)
    draft = make_draft(house, need=need)
    with acting(house.worker.context):
        assert not queries.preview(house.worker, draft.pk).has_consent
    with pytest.raises(ConsentMissing):
        send(house, draft)
    assert state_of(house.worker, draft.pk) == "draft"
    with acting(house.worker.context):
        assert not ReferralPackage.objects.exists()


def test_sending_is_written_down_as_a_disclosure_under_the_consent(house: House) -> None:
    sent = make_sent(house)
    with acting(house.worker.context):
        (event,) = apps.get_model("people.DisclosureEvent").objects.filter(person_id=person_of(house, sent.pk))
        source = ReferralSource.objects.get(referral_id=sent.pk)
    assert (event.recipient_id, event.what) == (house.there.agency_id, "referral")
    assert event.consent_id == source.consent_id
    assert bytes(source.sealed_draft) == b""


def test_a_protected_file_is_not_referred(house: House) -> None:
    need, draft = make_need(house), make_draft(house)
    with acting(house.supervisor.context):
        for person in (need.person_id, person_of(house, draft.pk)):
            protect_person(person, [house.worker.membership_id], by=house.supervisor)
    with acting(house.worker.context):
        with pytest.raises(Refused) as told:
            actions.begin_referral(need.pk, house.service, by=house.worker)
        assert told.value.code == "protected_file_is_not_referred"
    with pytest.raises(Refused):
        send(house, draft)


@pytest.mark.parametrize("who", ["reception", "officer", "planner"])
def test_whoever_does_not_accompany_refers_nobody(house: House, who: str) -> None:
    need, other = make_need(house), getattr(house, who)
    with acting(other.context), pytest.raises(Refused):
        actions.begin_referral(need.pk, house.service, by=other)


def test_services_that_nobody_answers_for_in_another_agency_are_not_asked(house: House) -> None:
    need, ours = make_need(house), make_service(house.worker.agency_id, "Reception")
    with acting(house.worker.context):
        with pytest.raises(Refused) as told:
            actions.begin_referral(need.pk, ours, by=house.worker)
        assert told.value.code == "service_is_of_your_agency"
        with pytest.raises(NotFound):
            actions.begin_referral(need.pk, need.pk, by=house.worker)
    with acting(house.there.context), pytest.raises(NotFound):
        actions.begin_referral(need.pk, house.service, by=house.there)


GROUND = "On what ground the data leave the country"
EXPRESS = "The person expressly agreed to the transfer to this country"


def test_data_leave_the_country_on_a_ground_and_with_a_record(house: House) -> None:
    draft = make_draft(house, to=house.abroad, service=house.service_abroad)
    with acting(house.worker.context):
        assert queries.preview(house.worker, draft.pk).country == "IT"
    with pytest.raises(Invalid) as told:
        send(house, draft)
    assert told.value.code == "transfer_is_not_explained"
    send(house, draft, transfer=TransferTerms("explicit_consent", "A-1"))
    with acting(house.worker.context):
        record = TransferRecord.objects.get(referral_id=draft.pk)
    assert (record.country, record.ground, record.authority_reference) == ("IT", "explicit_consent", "A-1")
    assert set(record.categories) == {"name", "contact", "birth", "need", "summary"}
    with acting(house.officer.context):
        told = next(line for line in trail_page(house.officer, Filters()).lines if line.verb == "referral.sent").details
    assert {("Country", "Italy"), (GROUND, EXPRESS)} <= set(told)
    with acting(house.abroad.context):
        assert not TransferRecord.objects.exists()
        assert queries.package_of(house.abroad, draft.pk).name


def test_a_sent_referral_is_not_written_any_more(house: House) -> None:
    sent, asked = make_sent(house), Question("service", "urgent", today())
    with acting(house.worker.context), pytest.raises(Refused):
        actions.write_draft(sent.pk, asked, Draft("More."), seen_version=sent.version, by=house.worker)
    with acting(house.worker.context), pytest.raises(Refused):
        actions.drop_draft(sent.pk, seen_version=sent.version, by=house.worker)


def test_a_dropped_draft_leaves_nothing(house: House) -> None:
    draft = make_draft(house)
    with acting(house.worker.context):
        actions.drop_draft(draft.pk, seen_version=draft.version, by=house.worker)
        assert not Referral.objects.exists()
        assert not ReferralSource.objects.exists()


def test_the_reception_opens_and_gives_and_does_not_answer(house: House) -> None:
    sent, by = make_sent(house), house.there_reception
    with acting(by.context):
        opened = actions.open_referral(sent.pk, by=by)
        card = queries.referral_card(by, sent.pk)
        assert card.package.hides_summary
        assert SUMMARY not in str(card)
        actions.assign_referral(sent.pk, house.there.membership_id, seen_version=card.reception_version, by=by)
        with pytest.raises(Refused):
            actions.accept_referral(sent.pk, seen_version=opened.version, by=by)
    with acting(house.there_colleague.context), pytest.raises(Refused) as told:
        actions.accept_referral(sent.pk, seen_version=opened.version, by=house.there_colleague)
    assert told.value.code == "referral_is_with_a_colleague"
    with acting(house.there.context):
        actions.accept_referral(sent.pk, seen_version=opened.version, by=house.there)


def test_a_declined_package_is_closed_and_the_sender_reads_why(house: House) -> None:
    sent = make_sent(house)
    with acting(house.there.context):
        actions.decline_referral(sent.pk, "no_place", "Try in March.", seen_version=sent.version, by=house.there)
        card = queries.referral_card(house.there, sent.pk)
        with pytest.raises(NotFound):
            queries.package_of(house.there, sent.pk)
    assert (card.package, card.note) == (None, "Try in March.")
    with acting(house.worker.context):
        seen = queries.referral_card(house.worker, sent.pk)
    assert (seen.state, seen.reason_label, seen.note) == ("declined", "No place for now", "Try in March.")
    assert seen.package.name


def test_the_second_of_two_answers_is_told_what_the_first_was(house: House) -> None:
    sent = make_sent(house)
    with acting(house.there.context):
        opened = actions.open_referral(sent.pk, by=house.there)
        actions.accept_referral(sent.pk, seen_version=opened.version, by=house.there)
    with acting(house.there_supervisor.context):
        with pytest.raises(StaleVersion):
            actions.decline_referral(sent.pk, "no_place", "No.", seen_version=opened.version, by=house.there_supervisor)
        with pytest.raises(AlreadyDone):
            actions.accept_referral(sent.pk, seen_version=opened.version + 1, by=house.there_supervisor)
    assert state_of(house.worker, sent.pk) == "accepted"


def test_the_wrong_service_is_passed_on_inside_the_agency_only(house: House) -> None:
    sent = make_sent(house)
    with acting(house.there.context):
        before = queries.package_of(house.there, sent.pk)
        with pytest.raises(Invalid):
            actions.forward_referral(sent.pk, house.service_of_stranger, seen_version=sent.version, by=house.there)
        moved = actions.forward_referral(
            sent.pk, house.other_service, "Better there.", seen_version=sent.version, by=house.there
        )
        assert queries.package_of(house.there, sent.pk) == before
    assert (moved.state, moved.service_id) == ("sent", house.other_service)
    with acting(house.worker.context):
        steps = queries.referral_card(house.worker, sent.pk).steps
    assert (steps[-1].what, steps[-1].note) == ("forwarded", "Better there.")


def test_the_receiver_opens_its_own_case_and_the_sender_does_not_see_it(house: House) -> None:
    accepted = make_accepted(house)
    with acting(house.there.context):
        person = journeys.open_own_case(accepted.pk, None, "returned_mre", by=house.there)
        reception = Reception.objects.get(referral_id=accepted.pk)
        card = queries.referral_card(house.there, accepted.pk)
        with pytest.raises(AlreadyDone):
            actions.link_case(accepted.pk, reception.case_id, by=house.there)
    assert person == reception.person_id != person_of(house, accepted.pk)
    assert card.linked_case_id == reception.case_id
    with acting(house.worker.context):
        assert queries.referral_card(house.worker, accepted.pk).linked_case_id is None
        assert not Reception.objects.exists()


def test_a_cancelled_referral_is_closed_to_the_receiver_with_a_reason(house: House) -> None:
    accepted = make_accepted(house)
    with acting(house.worker.context):
        actions.cancel_referral(
            accepted.pk, "settled_otherwise", "Thank you.", seen_version=accepted.version, by=house.worker
        )
    with acting(house.there.context):
        card = queries.referral_card(house.there, accepted.pk)
        with pytest.raises(Refused):
            actions.complete_referral(accepted.pk, seen_version=card.version, by=house.there)
    assert (card.state, card.package, card.note) == ("cancelled", None, "Thank you.")


def test_a_colleague_of_the_sender_looks_and_does_not_cancel(house: House) -> None:
    sent = make_sent(house)
    with acting(house.colleague.context):
        assert queries.referral_card(house.colleague, sent.pk).person_name
        with pytest.raises(Refused):
            actions.cancel_referral(sent.pk, "no_answer", seen_version=sent.version, by=house.colleague)
    with acting(house.supervisor.context):
        actions.cancel_referral(sent.pk, "no_answer", seen_version=sent.version, by=house.supervisor)


def test_what_nobody_answers_is_reminded_of_once_and_ends_after_a_month(house: House) -> None:
    sent = make_sent(house)
    there, later = house.there.agency_id, sent.due_on + timedelta(days=1)
    with acting(house.there.job_context):
        assert actions.remind_of_referrals(there, on=sent.due_on) == 0
        assert actions.remind_of_referrals(there, on=later) == 1
        assert actions.remind_of_referrals(there, on=later) == 0
    with acting(house.worker.job_context):
        assert actions.expire_referrals(house.worker.agency_id, on=sent.due_on + timedelta(days=30)) == 0
        assert actions.expire_referrals(house.worker.agency_id, on=sent.due_on + timedelta(days=31)) == 1
    with acting(house.worker.context):
        steps = queries.referral_card(house.worker, sent.pk).steps
    assert [step.what for step in steps] == ["sent", "reminded", "expired"]
