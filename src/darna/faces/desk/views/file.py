"""The file: one page for everything of one person, and every opening of it written down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from darna.base.agencies.actor import Actor
from darna.base.agencies.decorators import needs
from darna.base.agencies.queries import names_of_agencies
from darna.base.agencies.roles import Verb
from darna.base.drafts.queries import drafts_of
from darna.base.keys.queries import ciphers_of
from darna.base.pages.answering import DeskRequest
from darna.domains.cases.queries import file_cases
from darna.domains.cases.queries.daily import shared_until
from darna.domains.cases.values import FileCases
from darna.domains.closing.queries import of_cases as closings_of
from darna.domains.documents.queries import papers_of_file
from darna.domains.links.queries import links_of_person, partner_names
from darna.domains.people import actions
from darna.domains.people.queries import person_card
from darna.domains.people.queries.merged import goes_on_in
from darna.domains.people.values import ACCOMPANIMENT, ConsentLine, PersonCard
from darna.domains.planning.queries import case_plans, kept_plans
from darna.domains.referrals.queries import referrals_of
from darna.domains.safeguarding.queries import file_part
from darna.domains.transfers.queries import of_cases as handovers_of
from darna.faces.desk.forms.fields import language
from darna.faces.desk.surroundings import visitor_with
from darna.kernel.errors import NotFound


@needs(Verb.OPEN_FILE)
@require_http_methods(["GET", "HEAD"])
def file(request: DeskRequest, person: UUID) -> HttpResponse:
    """The whole file of the agency's own person, or what another agency shows of its own; every look is noted."""
    actor = request.actor
    ciphers = ciphers_of([person])
    try:
        card = person_card(actor, person, ciphers=ciphers)
    except NotFound:
        return _where_it_goes_on(request, person)
    cases = file_cases(actor, person, consents=card.consents, ciphers=ciphers)
    # A page left open asks by HEAD whether somebody is still there: that is no new look either.
    if request.method == "GET":
        actions.note_opening(actor, card, is_assigned=accompanies(actor, card, cases))
    others = _agencies_named(card) - {actor.agency_id}
    agencies = {**names_of_agencies(others, language()), actor.agency_id: actor.agency_name}
    # Whom no agency is named after is a partner without an account.
    agencies |= partner_names(others - agencies.keys())
    context = {
        "card": card,
        "cases": cases,
        "plans": case_plans(actor, cases, ciphers=ciphers) if card.is_ours else {},
        "kept": kept_plans(actor, cases.cases) if card.is_ours else {},
        "handovers": handovers_of(actor, cases.cases) if card.is_ours else {},
        "endings": closings_of(actor, cases.cases) if card.is_ours else {},
        "safeguarding": file_part(actor, person, cases, is_minor=card.is_minor) if card.is_ours else None,
        "timeline": cases.timeline,
        "person_id": person,
        "referrals": referrals_of(actor, person) if card.is_ours else (),
        "links": links_of_person(actor, person) if card.is_ours else (),
        "papers": papers_of_file(actor, person, ciphers=ciphers) if card.is_ours else None,
        "arrival": visitor_with(actor),
        "drafts": drafts_of(actor),
        "is_known": has_accompanied(actor, card, cases),
        "is_new": request.GET.get("new") == "1",
        "agencies": agencies,
        "care": [line for line in card.vulnerabilities if line.until is None],
        "has_one_to_write": len(cases.writable_cases) == 1,
        "shared_until": None if card.is_ours else shared_until(actor, person),
        **_consent_at_a_glance(card.consents),
        **_rights(actor, card),
    }
    return render(request, "desk/file.html" if card.is_ours else "desk/file_shared.html", context)


def _where_it_goes_on(request: DeskRequest, person: UUID) -> HttpResponse:
    """An old address leads to the file with which this one was united. Raises: NotFound."""
    into = goes_on_in(request.actor.agency_id, person)
    if into is None:
        raise NotFound("person", person)
    messages.info(request, gettext("This file was united with another one of the same person, and goes on here."))
    return redirect("desk:file", into)


def accompanies(actor: Actor, card: PersonCard, cases: FileCases) -> bool:
    """Whether the actor works with the person: on an open case, or named for the protected file."""
    works = any(case.worker_id == actor.membership_id for case in cases.open_cases)
    return works or actor.membership_id in card.named_workers


def has_accompanied(actor: Actor, card: PersonCard, cases: FileCases) -> bool:
    """Whether the actor works with the person, or worked with them in a case that is closed now."""
    worked = any(case.worker_id == actor.membership_id for case in cases.closed_cases)
    return worked or accompanies(actor, card, cases)


def _agencies_named(card: PersonCard) -> set[UUID]:
    recipients = {key for consent in card.consents for key in consent.recipients}
    return recipients | {line.recipient_id for line in card.disclosures} | {card.agency_id}


def _consent_at_a_glance(consents: Sequence[ConsentLine]) -> dict[str, Any]:
    """What holds today, whether the accompaniment itself is agreed to, and the last answer about it."""
    holding = [line for line in consents if line.is_open]
    # A refusal may name no purpose: it is of everything that was asked for.
    answers = [line for line in consents if ACCOMPANIMENT in line.purposes or not line.purposes]
    return {
        "holding": holding,
        "last_answer": next(iter(answers or ([] if holding else consents)), None),
        "agrees": any(ACCOMPANIMENT in line.purposes for line in holding),
    }


def _rights(actor: Actor, card: PersonCard) -> dict[str, bool]:
    is_ours = card.is_ours
    return {
        "may_edit": is_ours and actor.may(Verb.EDIT_PERSON),
        "may_record": is_ours and actor.may(Verb.RECORD_CONSENT),
        "may_protect": is_ours and actor.may(Verb.PROTECT_PERSON),
        "may_erase": is_ours and actor.may(Verb.ERASE_PERSON),
        "may_take_request": is_ours and actor.may(Verb.TAKE_REQUEST),
    }
