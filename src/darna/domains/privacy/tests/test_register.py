"""The register of processing, what was shown to whom, and under what data leave the country."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.http import QueryDict

from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_agency, make_member
from darna.base.lists import keyset
from darna.base.lists.actions import ask_export
from darna.base.lists.actions.exports import Purpose
from darna.base.lists.kinds import Asked, ListKind
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House, make_person, make_shared_case, make_sharing_person
from darna.domains.people.actions import protect_person, record_disclosure, withdraw_consent
from darna.domains.people.queries.officer import GivenFilters, ToldFilters
from darna.domains.privacy import actions, queries
from darna.domains.privacy.kinds import CONSENTS, DISCLOSURES, REQUESTS
from darna.domains.privacy.shipped import ACTIVITIES
from darna.domains.privacy.tests.makers import done, make_processing, processing_draft, request_draft
from darna.domains.privacy.values import SafeguardDraft
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Refused, StaleVersion

Processing: Any = apps.get_model("privacy", "Processing")


def test_the_register_begins_with_what_this_house_does(house: House) -> None:
    assert done(house.officer, actions.begin_register) == len(ACTIVITIES)
    with pytest.raises(AlreadyDone):
        done(house.officer, actions.begin_register)
    with acting(house.officer.context):
        found = queries.processing_lines(house.officer)
        assert {line.state for line in found.lines} == {"draft"}
        assert all(line.name and line.purpose for line in found.lines)
        assert len(queries.register_for_print(house.officer)) == len(ACTIVITIES)


@pytest.mark.parametrize("code", list(ACTIVITIES))
def test_what_is_brought_along_is_explained_in_every_language(code: str) -> None:
    from django.utils import translation

    told = ACTIVITIES[code]
    for words in (told.name, told.purpose, told.kept):
        said = set()
        for language in ("ar", "fr", "it", "en"):
            with translation.override(language):
                said.add(str(words))
        # A word may be the same in two Latin languages, never in all of them.
        assert len(said) >= 3


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"name": ""}, "name"),
        ({"purpose": " "}, "purpose"),
        ({"ground": "profit"}, "ground"),
        ({"persons": ()}, "persons"),
        ({"categories": ("souls",)}, "categories"),
        ({"countries": ("XX",)}, "countries"),
        ({"formality": "authorised"}, "granted_on"),
        ({"formality": "declared", "granted_on": today()}, "authority_number"),
        ({"formality": "not_needed"}, "note"),
        ({"valid_until": today()}, "valid_until"),
        ({"granted_on": today() + timedelta(days=1)}, "granted_on"),
    ],
)
def test_what_cannot_be_right_is_explained(house: House, told: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as problem:
        make_processing(house.officer, **told)
    assert problem.value.field == field


def test_an_entry_goes_from_draft_to_use_to_its_end(house: House) -> None:
    row = make_processing(house.officer)
    with pytest.raises(Invalid):
        done(house.officer, actions.end_processing, row.pk, on=today(), seen_version=1)
    done(house.officer, actions.use_processing, row.pk, since=today() - timedelta(days=9), seen_version=1)
    with acting(house.officer.context):
        assert (
            "in use without a receipt or an authorisation"
            in queries.processing_card(house.officer, row.pk).line.warnings
        )
        assert queries.room(house.officer).lacking == 1
    granted = processing_draft(formality="declared", authority_number="D-77/2026", granted_on=today())
    with pytest.raises(StaleVersion):
        done(house.officer, actions.change_processing, row.pk, granted, seen_version=1)
    done(house.officer, actions.change_processing, row.pk, granted, seen_version=2)
    done(house.officer, actions.end_processing, row.pk, on=today(), seen_version=3)
    with pytest.raises(AlreadyDone):
        done(house.officer, actions.change_processing, row.pk, granted, seen_version=4)
    with acting(house.officer.context):
        line = queries.processing_card(house.officer, row.pk).line
    assert (line.state, line.authority_number, line.warnings) == ("ended", "D-77/2026", ())


def test_an_authorisation_that_is_over_is_said(house: House) -> None:
    told = {"formality": "authorised", "authority_number": "A-1", "granted_on": today() - timedelta(days=400)}
    row = make_processing(house.officer, **told, valid_until=today() - timedelta(days=1), review_on=today())
    with acting(house.officer.context):
        assert queries.processing_card(house.officer, row.pk).line.warnings == (
            "the authorisation is over",
            "to be read again",
        )


def test_the_database_wants_a_number_for_what_was_granted(house: House) -> None:
    row = make_processing(house.officer)
    with acting(house.officer.context), pytest.raises(IntegrityError), transaction.atomic():
        Processing.objects.filter(pk=row.pk).update(formality="authorised")


@pytest.mark.parametrize("who", ["worker", "supervisor", "reception", "planner"])
def test_only_the_officer_keeps_the_register(house: House, who: str) -> None:
    actor = getattr(house, who)
    with pytest.raises(Refused):
        done(actor, actions.begin_register)
    with acting(actor.context), pytest.raises(Refused):
        queries.processing_lines(actor)


def test_registers_of_other_agencies_are_not_there(house: House) -> None:
    row = make_processing(house.officer)
    other = make_member(Role.DATA_OFFICER, agency=make_agency("aideca"))
    with acting(other.context):
        assert queries.processing_lines(other).lines == ()
        with pytest.raises(NotFound):
            queries.processing_card(other, row.pk)


def test_every_disclosure_is_listed_under_its_consent(house: House) -> None:
    case, _share = make_shared_case(house.worker, house.partner)
    with acting(house.officer.context):
        (line,) = queries.disclosures(house.officer, ToldFilters()).lines
        (given,) = [one for one in queries.consents(house.officer, GivenFilters()).lines if one.shown]
        assert (line.what, line.by, line.consent_state_label) == ("case", house.worker.name, "given")
        assert line.recipient
        assert (given.shown, given.recipients) == (1, (line.recipient,))
        assert queries.disclosures(house.officer, ToldFilters(consent=given.id)).lines == (line,)
        assert queries.disclosures(house.officer, ToldFilters(consent=uuid4())).lines == ()
        withdraw_consent(given.id, by=house.officer)
        (after,) = queries.disclosures(house.officer, ToldFilters()).lines
    assert after.consent_state_label == "withdrawn"
    assert case.person_id == after.person_id


@pytest.mark.parametrize("kind", [REQUESTS, CONSENTS, DISCLOSURES], ids=lambda kind: kind.code)
def test_the_officers_lists_are_carried_out_for_a_purpose_without_protected_files(house: House, kind: ListKind) -> None:
    case, _share = make_shared_case(house.worker, house.partner)
    hidden, _other = make_shared_case(house.worker, house.partner)
    for person in (case.person_id, hidden.person_id):
        done(house.officer, actions.take_request, person, request_draft())
    done(house.supervisor, protect_person, hidden.person_id, [house.officer.membership_id])
    asked = Asked({}, tuple(column.code for column in kind.exported))
    for with_protected, rows in ((False, 1), (True, 2)):
        narrowed = replace(asked, with_protected=with_protected)
        with acting(house.officer.context):
            told = kind.piece(house.officer, narrowed, None)
            assert (kind.counted(house.officer, narrowed, 10), len(told.rows), told.after) == (rows, rows, None)
    with acting(house.officer.context, seconds=600):
        ask_export(kind.code, asked, Purpose("report", "Audit"), form="csv", language="en", by=house.officer)
    with acting(house.supervisor.context), pytest.raises(Refused):
        kind.counted(house.supervisor, asked, 10)


def test_a_long_list_is_read_piece_by_piece_and_nothing_twice(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        make_shared_case(house.worker, house.partner)
    monkeypatch.setattr(keyset, "MANY", 2)
    asked, read, after = Asked({}, ("reference", "at")), [], None
    with acting(house.officer.context):
        while True:
            found = DISCLOSURES.piece(house.officer, asked, after)
            read += [row[0] for row in found.rows]
            if (after := found.after) is None:
                break
        assert sorted(read) == sorted(
            {line.reference for line in queries.disclosures(house.officer, ToldFilters()).lines}
        )
    assert len(read) == 3


def test_what_narrows_the_list_of_disclosures_narrows_its_file(house: House) -> None:
    make_shared_case(house.worker, house.partner)
    key = uuid4()
    assert DISCLOSURES.cleaned(QueryDict(f"consent={key}&since=2020-01-01&purpose=none&sort=-at")) == {
        "consent": str(key),
        "since": "2020-01-01",
        "sort": "-at",
    }
    with acting(house.officer.context):
        for words, rows in (({"consent": str(key)}, 0), ({"abroad": "on"}, 0), ({}, 1)):
            assert DISCLOSURES.counted(house.officer, Asked(words, ("at",)), 10) == rows


def test_lists_of_consents_and_disclosures_ask_a_fixed_number_of_queries(
    house: House, django_assert_max_num_queries: Any
) -> None:
    for _ in range(4):
        make_shared_case(house.worker, house.partner)
    with acting(house.officer.context):
        with django_assert_max_num_queries(11):
            assert len(queries.disclosures(house.officer, ToldFilters()).lines) == 4
        with django_assert_max_num_queries(11):
            assert len(queries.consents(house.officer, GivenFilters(state="given")).lines) == 4


def test_protected_files_are_not_in_the_officers_lists(house: House) -> None:
    case, _share = make_shared_case(house.worker, house.partner)
    done(house.supervisor, protect_person, case.person_id, [house.worker.membership_id])
    with acting(house.officer.context):
        assert queries.disclosures(house.officer, ToldFilters()).lines == ()
        assert queries.consents(house.officer, GivenFilters()).lines == ()


def test_a_recipient_abroad_lacks_a_ground_until_one_is_written_down(house: House) -> None:
    turin = make_member(Role.CASEWORKER, agency=make_agency("anolf-piemonte", country="IT"))
    person = make_sharing_person(house.worker, turin)
    with acting(house.worker.context):
        record_disclosure(person, purpose="sharing_with_partner", to=turin.agency_id, what="referral", by=house.worker)
    make_shared_case(house.worker, house.partner)
    with acting(house.officer.context):
        (line,) = queries.recipients_abroad(house.officer)
        assert (line.id, line.country, line.times, line.persons, line.lacks) == (turin.agency_id, "IT", 1, 1, True)
        assert queries.room(house.officer).abroad_lacking == 1
        told = SafeguardDraft(
            "explicit_consent", "D-W-9/2026", today(), today() + timedelta(days=365), "Clauses signed."
        )
        actions.keep_safeguard(line.id, line.country, told, seen_version=0, by=house.officer)
        with pytest.raises(StaleVersion):
            actions.keep_safeguard(line.id, line.country, told, seen_version=0, by=house.officer)
        with pytest.raises(AlreadyDone):
            actions.keep_safeguard(line.id, line.country, told, seen_version=1, by=house.officer)
        (line,) = queries.recipients_abroad(house.officer)
        assert (line.lacks, line.authority_number) == (False, "D-W-9/2026")
        with pytest.raises(NotFound):
            queries.recipient_abroad(house.officer, house.partner.agency_id)


def test_a_consent_that_ends_soon_is_counted(house: House) -> None:
    make_person(house.worker, expires_on=today() + timedelta(days=10))
    make_person(house.worker, expires_on=today() + timedelta(days=300))
    with acting(house.officer.context):
        assert queries.room(house.officer).ending == 1
        assert len(queries.consents(house.officer, GivenFilters(ends_within=30)).lines) == 1
