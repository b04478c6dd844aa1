"""Fictional partners without an account, and links in every state, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps

from darna.base.agencies.actor import Actor
from darna.base.rowsecurity.context import PUBLIC, acting
from darna.domains.cases.tests.makers import make_case, make_sharing_person
from darna.domains.cases.values import NeedDraft
from darna.domains.links import actions, bylink, queries
from darna.domains.links.bylink import Answer, Opened
from darna.domains.links.models import LinkReferral
from darna.domains.links.tokens import token_of
from darna.domains.links.values import ABROAD, PartnerDraft, Terms
from darna.domains.people.actions import record_consent
from darna.domains.people.tests.makers import make_terms
from darna.domains.people.values import ACCOMPANIMENT, SHARING
from darna.domains.referrals.values import BIRTH, CONTACT, LANGUAGE, NAME, Draft, Question, TransferTerms
from darna.kernel.clock import today

SUMMARY = "He returned in March and needs a room for himself and his son."
ROOT = "https://darna.example"
ADDRESS = "198.51.100.7"
EMAIL = "bureau@partenaire.example"


def make_need(by: Actor, receiver: Actor) -> Any:
    """A need in a case of somebody who agreed to be accompanied."""
    case = make_case(
        by, make_sharing_person(by, receiver), worker_id=by.membership_id, needs=[NeedDraft("housing", "urgent")]
    )
    with acting(by.context):
        return apps.get_model("cases.Need").objects.get(case_id=case.pk)


def make_draft(by: Actor, receiver: Actor, *, need: Any = None, agrees: bool = True, **told: Any) -> LinkReferral:
    """A link that is written and not sent; the person agreed to the partner, unless told otherwise."""
    need = need or make_need(by, receiver)
    country, channel = told.pop("country", "MA"), told.pop("channel", "email")
    with acting(by.context):
        partner = PartnerDraft("Association Amal", EMAIL, told.pop("language", "fr"), country)
        link = actions.begin_link(need.pk, typed=partner, by=by)
        if agrees:
            agree(by, link, abroad=told.pop("abroad", False))
        contacts = tuple(one.id for one in queries.material_of_link(by, link.pk).contacts)
        draft = Draft(SUMMARY, frozenset({NAME, CONTACT, BIRTH, LANGUAGE}), contacts)
        asked = Question("service", "urgent", told.pop("due_on", today() + timedelta(days=3)))
        terms = Terms(channel, link.language, told.pop("days", 14), EMAIL)
        return actions.write_link(link.pk, asked, draft, terms, seen_version=link.version, by=by)


def agree(by: Actor, link: LinkReferral, *, abroad: bool = False) -> Any:
    """The person agrees to be shown to the link's partner."""
    purposes = (ACCOMPANIMENT, SHARING, *([ABROAD] if abroad else []))
    return record_consent(link.person_id, make_terms(purposes=purposes, recipients=(link.partner_id,)), by=by)


def send(by: Actor, link: LinkReferral) -> LinkReferral:
    """Send what was shown."""
    with acting(by.context):
        shown = queries.preview_link(by, link.pk)
        terms = TransferTerms("explicit_consent", "D-W-12/2026") if shown.country else None
        seen = {"seen_version": shown.card.version, "seen_mark": shown.mark}
        return actions.send_link(link.pk, **seen, root=ROOT, by=by, transfer=terms)


def make_sent(by: Actor, receiver: Actor, **told: Any) -> LinkReferral:
    """A link that waits for its partner."""
    return send(by, make_draft(by, receiver, **told))


def token(link: LinkReferral) -> str:
    """The secret of a link as it is now."""
    return token_of(link.pk, link.number)


def found(link_token: str, *, address: str = ADDRESS) -> bylink.Door:
    """What a stranger finds behind a token."""
    with acting(PUBLIC):
        return bylink.door_of(link_token, address)


def opened(link: LinkReferral, *, address: str = ADDRESS) -> Opened | None:
    """The partner opens the link."""
    with acting(PUBLIC):
        return bylink.opened(bylink.door_of(token(link), address), address)


def answer(link: LinkReferral, what: str, *, step: UUID | None = None, reason: str = "", note: str = "") -> Answer:
    """The partner says something by the link."""
    with acting(PUBLIC):
        door = bylink.door_of(token(link), ADDRESS)
        return bylink.answer(door, step or uuid4(), what, reason=reason, note=note, address=ADDRESS)


def now_of(by: Actor, link: LinkReferral) -> LinkReferral:
    """The link as its sender sees it now."""
    with acting(by.context):
        return LinkReferral.objects.get(pk=link.pk)
