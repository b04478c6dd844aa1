"""What people of the demo ask about their data, a register of processing, an emergency, an erasure; all fictional."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.base.rowsecurity.context import acting
from darna.domains.people import actions as people
from darna.domains.people.queries import references_of
from darna.domains.people.values import ConsentTerms, PersonDraft
from darna.domains.privacy import actions, queries
from darna.domains.privacy.values import ProcessingDraft, RequestDraft
from darna.kernel.clock import today

Members = dict[tuple[str, Role], Actor]

#: Who asks for what, in which words, and how many days ago; the last two are late and put off.
ASKED: Final = (
    ("Jamila", "Ait Brahim", "copy", "", 2),
    ("Driss", "Benkirane-Saadi", "copy", "", 6),
    ("Touria", "El Ghazi", "rectification", "Mon année de naissance est 1968, pas 1986.", 3),
    ("Mustapha", "Zaoui", "rectification", "Mon nom s’écrit avec deux « a ».", 4),
    ("Latifa", "Mernissi-Idir", "objection", "Je ne veux pas qu’on utilise ma photo.", 14),
    ("Said", "Oubella", "erasure", "", 8),
    ("Khadija", "Lamrani", "copy", "", 40),
)
GONE: Final = ("Ahmed", "Belkadi-Essai")
HIDDEN: Final = ("Salma", "Rhazi-Essai")
REFUSED: Final = (
    "La photographie n’a pas été utilisée. Vous pouvez vous adresser à l’autorité de protection des données."
)
DELAY: Final = "Plusieurs dossiers papier sont à relire."
WHY: Final = "L’hôpital appelle : il faut savoir quel traitement la personne suit."
RECEIPT: Final = "D-W-000/2026 (exemple)"


def protect_data(members: Members) -> None:
    """One of everything, so that each page of the room has something to show."""
    officer, worker = members["maison", Role.DATA_OFFICER], members["maison", Role.CASEWORKER]
    _register(officer)
    requests = [_asked(officer, worker, *told) for told in ASKED]
    with acting(officer.context, seconds=120):
        for request in requests[1:]:
            actions.take_in_hand(request, "paper", seen_version=1, by=officer)
        actions.ask_correction(requests[3], worker.membership_id, seen_version=2, by=officer)
        actions.decide_request(requests[4], "refused", REFUSED, seen_version=2, by=officer)
        actions.extend_request(requests[6], today() + timedelta(days=20), DELAY, seen_version=2, by=officer)
    _erase(officer, worker)
    _open_in_emergency(members)


def _asked(officer: Actor, worker: Actor, given: str, family: str, kind: str, words: str, days: int) -> UUID:
    person = _person(worker, given, family)
    purposes = ("photo",) if kind == "objection" else ()
    draft = RequestDraft(kind, today() - timedelta(days=days), "desk", "self", "fr", words, purposes)
    with acting(worker.context, seconds=120):
        return actions.take_request(person, draft, by=worker).pk


def _register(officer: Actor) -> None:
    """Two entries with a receipt, one in use without; the others are still drafts."""
    with acting(officer.context, seconds=120):
        actions.begin_register(by=officer)
        since = today() - timedelta(days=200)
        *declared, without = queries.processing_lines(officer, sort="state").lines[:3]
        for line in declared:
            draft = _declared(queries.processing_card(officer, line.id).draft)
            row = actions.change_processing(line.id, draft, seen_version=line.version, by=officer)
            actions.use_processing(line.id, since=since, seen_version=row.version, by=officer)
        actions.use_processing(without.id, since=since, seen_version=without.version, by=officer)


def _declared(draft: ProcessingDraft) -> ProcessingDraft:
    return replace(
        draft,
        formality="authorised",
        authority_number=RECEIPT,
        granted_on=today() - timedelta(days=220),
        valid_until=today() + timedelta(days=60),
        processor="Hébergeur de l’exemple, Rabat",
    )


def _erase(officer: Actor, worker: Actor) -> None:
    """Somebody who asked to be erased, and was."""
    person = _person(worker, *GONE)
    draft = RequestDraft("erasure", today() - timedelta(days=20), "letter", "self", "fr")
    with acting(officer.context, seconds=120):
        row = actions.take_request(person, draft, by=officer)
        row = actions.take_in_hand(row.pk, "paper", seen_version=1, by=officer)
        actions.erase_on_request(row.pk, references_of([person])[person], seen_version=row.version, by=officer)


def _open_in_emergency(members: Members) -> None:
    """A protected file that an adviser opened; nobody has looked into it yet."""
    supervisor, adviser = members["maison", Role.SUPERVISOR], members["maison", Role.MOBILITY_ADVISER]
    person = _person(supervisor, *HIDDEN)
    with acting(supervisor.context, seconds=120):
        reference = references_of([person])[person]
        people.protect_person(person, [supervisor.membership_id], by=supervisor)
    with acting(adviser.context, seconds=120):
        people.open_in_emergency(reference, "life", WHY, 24, by=adviser)


def _person(by: Actor, given: str, family: str) -> UUID:
    terms = ConsentTerms(state="given", notice_version="2026-1", notice_language="fr")
    with acting(by.context, seconds=120):
        return people.register_person(PersonDraft(given_name=given, family_name=family), terms, by=by).pk
