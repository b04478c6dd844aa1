"""Deeds on persons, one example of each."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from darna.base.agencies.actor import Actor
from darna.base.documents.scans import PDF, Scan
from darna.base.rowsecurity.context import acting
from darna.domains.people import actions as people
from darna.domains.people import queries as people_seen
from darna.domains.people.models import Consent, HouseholdMembership
from darna.domains.people.tests.makers import make_draft, make_terms
from darna.domains.people.values import ContactDraft, IdentifierDraft, JourneyDraft, RelationshipDraft
from darna.kernel.clock import today
from tests.architecture.deeds.scene import Deed, Scene


def _contact(scene: Scene) -> Any:
    return scene.done(scene.worker, people.add_contact, scene.person, ContactDraft("sms", "0661234599"))


def _identifier(scene: Scene) -> Any:
    return scene.done(scene.worker, people.add_identifier, scene.person, IdentifierDraft("passport", "AB123456"))


def _signed_page(scene: Scene) -> Any:
    with acting(scene.worker.context):
        consent = Consent.objects.filter(person_id=scene.person).latest("recorded_at")
    return scene.done(scene.worker, people.add_signed_page, consent.pk, Scan(PDF, b"%PDF-1.4 %%EOF"))


def _look_at(page: Any, by: Actor) -> None:
    people.note_page_opening(page.person_id, people_seen.signed_page(by, page.person_id, page.pk))


def _emergency(scene: Scene) -> Any:
    reference = scene.reference(scene.protected)
    return scene.done(scene.colleague, people.open_in_emergency, reference, "life", "A nurse asks.", 2)


def _merge(scene: Scene) -> Any:
    return scene.done(scene.worker, people.merge_persons, scene.pair.person_id, scene.pair.other_id)


def _household(scene: Scene) -> HouseholdMembership:
    return scene.done(scene.worker, people.add_to_household, scene.person, None, "self")


def _tie(scene: Scene) -> Any:
    return scene.done(scene.worker, people.relate, scene.person, RelationshipDraft("sibling", other_name="Ali"))


def _journey(scene: Scene) -> Any:
    return scene.done(scene.worker, people.add_journey, scene.person, JourneyDraft("departure", "MA", "", "IT"))


def _vulnerability(scene: Scene) -> Any:
    return scene.done(scene.worker, people.note_vulnerability, scene.person, "no_income")


DEEDS: dict[str, Deed] = {
    "people.register_person": (
        lambda s: s.worker,
        lambda s, by: s.done(by, people.register_person, make_draft(), make_terms()),
    ),
    "people.change_person": (
        lambda s: s.person,
        lambda s, who: s.done(s.worker, people.change_person, who, {"address": "Rue 4"}, seen_version=1),
    ),
    "people.add_contact": (lambda s: s.person, lambda s, _: _contact(s)),
    "people.remove_contact": (
        _contact,
        lambda s, row: s.done(s.worker, people.remove_contact, row.pk, seen_version=1),
    ),
    "people.add_identifier": (lambda s: s.person, lambda s, _: _identifier(s)),
    "people.remove_identifier": (
        _identifier,
        lambda s, row: s.done(s.worker, people.remove_identifier, row.pk, seen_version=1),
    ),
    "people.add_journey": (lambda s: s.person, lambda s, _: _journey(s)),
    "people.remove_journey": (
        _journey,
        lambda s, row: s.done(s.worker, people.remove_journey, row.pk, seen_version=1),
    ),
    "people.add_to_household": (lambda s: s.person, lambda s, _: _household(s)),
    "people.leave_household": (
        _household,
        lambda s, row: s.done(s.worker, people.leave_household, row.pk, seen_version=1),
    ),
    "people.relate": (lambda s: s.person, lambda s, _: _tie(s)),
    "people.end_relationship": (
        _tie,
        lambda s, row: s.done(s.worker, people.end_relationship, row.pk, seen_version=1),
    ),
    "people.note_vulnerability": (lambda s: s.person, lambda s, _: _vulnerability(s)),
    "people.end_vulnerability": (
        _vulnerability,
        lambda s, row: s.done(s.worker, people.end_vulnerability, row.pk, seen_version=1),
    ),
    "people.record_consent": (
        lambda s: s.person,
        lambda s, who: s.done(s.worker, people.record_consent, who, make_terms(state="refused", purposes=())),
    ),
    "people.withdraw_consent": (
        # With a live share, whose end belongs to the same sentence.
        lambda s: s.share,
        lambda s, share: s.done(s.worker, people.withdraw_consent, share.consent_id),
    ),
    "people.add_signed_page": (lambda s: s.person, lambda s, _: _signed_page(s)),
    "people.remove_signed_page": (
        _signed_page,
        lambda s, page: s.done(s.supervisor, people.remove_signed_page, page.pk, "wrong_person"),
    ),
    "people.note_page_opening": (
        _signed_page,
        lambda s, page: s.under(s.worker.context, _look_at, page, s.worker),
    ),
    "people.expire_consents": (
        lambda s: s.consent_that_ends,
        lambda s, day: s.under(s.worker.job_context, people.expire_consents, on=day + timedelta(days=1)),
    ),
    "people.note_search": (
        lambda s: s.worker,
        lambda s, by: s.under(by.context, people.note_search, by, "fatima", []),
    ),
    "people.note_opening": (
        lambda s: s.person,
        lambda s, who: s.under(s.worker.context, people.note_opening, s.worker, who),
    ),
    "people.put_off_pair": (
        lambda s: s.pair,
        lambda s, pair: s.done(s.worker, people.put_off_pair, pair.pk, today() + timedelta(days=7)),
    ),
    "people.merge_persons": (
        lambda s: s.pair,
        lambda s, pair: s.done(s.worker, people.merge_persons, pair.person_id, pair.other_id, ["address"]),
    ),
    "people.part_persons": (
        _merge,
        lambda s, row: s.done(s.supervisor, people.part_persons, row.pk),
    ),
    "people.decide_pair": (
        lambda s: s.pair,
        lambda s, pair: s.done(s.worker, people.decide_pair, pair.pk, False),
    ),
    "people.open_in_emergency": (
        lambda s: s.protected,
        lambda s, who: s.done(s.colleague, people.open_in_emergency, s.reference(who), "life", "A nurse asks.", 2),
    ),
    "people.end_emergency": (
        _emergency,
        lambda s, row: s.done(s.supervisor, people.end_emergency, row.pk, seen_version=1),
    ),
    "people.review_emergency": (
        _emergency,
        lambda s, row: s.done(
            s.supervisor, people.review_emergency, row.pk, "not_justified", "The ward had it.", seen_version=1
        ),
    ),
    "people.protect_person": (
        lambda s: s.person,
        lambda s, who: s.done(s.supervisor, people.protect_person, who, [s.worker.membership_id]),
    ),
    "people.unprotect_person": (
        lambda s: s.protected,
        lambda s, who: s.done(s.supervisor, people.unprotect_person, who),
    ),
    "people.name_worker": (
        lambda s: s.protected,
        lambda s, who: s.done(s.supervisor, people.name_worker, who, s.officer.membership_id),
    ),
    "people.unname_worker": (
        lambda s: s.protected,
        lambda s, who: s.done(s.supervisor, people.unname_worker, who, s.worker.membership_id),
    ),
    "people.erase_person": (
        lambda s: s.case,
        lambda s, case: s.done(s.officer, people.erase_person, case.person_id, "on_request"),
    ),
}
