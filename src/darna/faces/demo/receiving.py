"""A morning at the reception of the demo: who waits, who was met, what was asked, who interprets; all fictional."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.rowsecurity.context import acting
from darna.domains.people.queries import search
from darna.domains.reception import actions
from darna.domains.reception.values import ArrivalDraft, EnquiryDraft, InterpreterDraft
from darna.kernel.clock import today

#: Name, languages, contact (numbers of a range no longer in use), when, days since they signed.
INTERPRETERS: Final = (
    ("Aïssatou Barry", ("ff", "fr"), "+212 4 00 11 22", "Lundi et jeudi matin", 320),
    ("Tesfay Haile", ("ti", "am", "en"), "+212 4 00 11 23", "Par téléphone seulement", 90),
    ("Moussa Ndiaye", ("wo", "fr"), "+212 4 00 11 24", "Tous les jours après 14 h", 200),
    ("Itto Ouhaddou", ("tzm", "shi", "ary"), "+212 4 00 11 25", "Tous les matins", 500),
    ("Nadia Rahimi", ("fa", "ur", "en"), "+212 4 00 11 26", "Sur rendez-vous", None),
    ("Hafsa Belkadi", ("sgn", "ary", "fr"), "+212 4 00 11 27", "Mercredi", 45),
)
#: Those who came this morning, and how far each has come: done, here, called, waiting, left.
ARRIVALS: Final = (
    (ArrivalDraft("follow_up", "ff", needs_interpreter=True), "done"),
    (ArrivalDraft("papers", "ary"), "done"),
    (ArrivalDraft("information", "ary"), "left"),
    (ArrivalDraft("first_visit", "fr"), "here"),
    (ArrivalDraft("appointment", "ary"), "called"),
    (ArrivalDraft("first_visit", "wo", needs_interpreter=True), "waiting"),
    (ArrivalDraft("papers", "ary"), "waiting"),
    (ArrivalDraft("in_private", "tzm", priority="first"), "waiting"),
    (ArrivalDraft("first_visit", "ary", priority="child_alone"), "waiting"),
    (ArrivalDraft("information", "it"), "waiting"),
)
#: How often each question was asked today.
ENQUIRIES: Final = (
    (EnquiryDraft("health_cover", "informed", "ary", "returned_mre", "liste des pièces remise"), 9),
    (EnquiryDraft("regular_ways_abroad", "invited_to_session", "ary", "wants_to_leave"), 7),
    (EnquiryDraft("school_enrolment", "oriented", "fr", "third_country"), 5),
    (EnquiryDraft("pension_italy", "file_offered", "it", "returned_mre"), 2),
)
#: The first visitor of the morning is somebody of the tutorial.
KNOWN: Final = "Mariama Diallo"


def fill_reception(reception: Actor, worker: Actor, adviser: Actor, supervisor: Actor) -> None:
    """The morning of the day on which the demo is made."""
    with acting(supervisor.context, seconds=120):
        for name, languages, contact, when, days in INTERPRETERS:
            signed = today() - timedelta(days=days) if days else None
            actions.add_interpreter(InterpreterDraft(name, languages, contact, when, signed), by=supervisor)
    with acting(reception.context, seconds=120):
        tickets = [(actions.add_arrival(draft, by=reception).pk, state) for draft, state in ARRIVALS]
        for draft, times in ENQUIRIES:
            for _ in range(times):
                actions.note_enquiry(draft, by=reception)
    with acting(worker.context, seconds=120):
        for number, (ticket, state) in enumerate(tickets):
            if state == "done":
                _meet(ticket, KNOWN if number == 0 else "", worker)
            elif state == "left":
                actions.mark_left(ticket, by=worker)
    with acting(adviser.context, seconds=120):
        for ticket, state in tickets:
            if state in {"here", "called"}:
                actions.call_arrival(ticket, by=adviser)
            if state == "here":
                actions.meet_visitor(ticket, by=adviser)


def _meet(ticket: UUID, known: str, worker: Actor) -> None:
    actions.call_arrival(ticket, by=worker)
    actions.meet_visitor(ticket, by=worker)
    for line in search(worker, known, limit=1) if known else []:
        actions.tie_person(ticket, line.id, became="encounter", by=worker)
    actions.finish_arrival(ticket, by=worker)
