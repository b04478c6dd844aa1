"""Complaints of the demo: one answered, one that is urgent, one of praise, one about those in charge, one told the desk."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.rowsecurity.context import PUBLIC, acting
from darna.domains.complaints import actions, published, queries
from darna.domains.complaints.values import DeskSettings, Draft

#: Kind, whom it is about, language, what happened, what is wished.
TOLD: Final = (
    ("waiting", "agency", "fr", "J’ai attendu trois heures et le guichet a fermé.", "Être prévenue avant de venir."),
    ("money", "worker", "ar", "طلب مني أحدهم مئتي درهم مقابل موعد مجاني.", "أريد أن يتوقف هذا."),
    ("praise", "worker", "ar", "شرحت لي الموظفة كل شيء بصبر. شكرا.", ""),
    ("service", "head", "fr", "La direction a refusé de m’entendre.", "Une réponse d’une autre personne."),
    ("discrimination", "agency", "fr", "On m’a fait passer après les autres.", "Des excuses."),
)
CONFIRMED: Final = "Nous avons bien reçu votre message et nous le lisons."
ANSWER: Final = "Vous avez raison. L’heure de la dernière inscription est maintenant affichée à l’entrée."
FOR_THE_DESK: Final = "Une personne demande un rendez-vous pour sa carte de séjour, avec un autre agent."


def take_complaints(office: Actor, officer: Actor, overseer: Actor) -> None:
    """The Maison takes complaints, another agency oversees it; five come in, and the officer works on two."""
    with acting(office.context):
        actions.change_desk(DeskSettings(is_open=True, overseer_id=overseer.agency_id), by=office)
    codes = [_told(number, office.agency_id) for number in range(len(TOLD))]
    ids = [_of(code) for code in codes]
    with acting(officer.context):
        _answer(ids[0], officer)
        _look(ids[4], officer)
        handover = actions.propose_handover(ids[4], FOR_THE_DESK, by=officer).pk
    with acting(PUBLIC):
        published.decide_handover(codes[4], handover, agrees=True, address="192.0.2.1")


def _told(number: int, agency_id: UUID) -> str:
    kind, about, language, what, wish = TOLD[number]
    draft = Draft(agency_id, kind, about, language, {"what": what, "wish": wish})
    with acting(PUBLIC):
        return published.complain(draft, seed=f"demo complaint {number}".encode(), address=f"192.0.2.{number}")[1]


def _of(code: str) -> UUID:
    with acting(PUBLIC):
        found = published.conversation(code, "fr", address="192.0.2.1")
    if found is None:
        raise LookupError("a complaint of the demo did not come in")
    return found.id


def _look(complaint: UUID, officer: Actor) -> None:
    seen = queries.complaint_card(officer, complaint).version
    made = actions.acknowledge(complaint, CONFIRMED, seen_version=seen, by=officer)
    actions.look_into(complaint, seen_version=made.version, by=officer)


def _answer(complaint: UUID, officer: Actor) -> None:
    _look(complaint, officer)
    seen = queries.complaint_card(officer, complaint).version
    actions.answer(complaint, ANSWER, outcome="upheld", remedy="rule", seen_version=seen, by=officer)
