"""The checks of the exercises: small questions to a learner's work, each answered right, wrong or not yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Any, Final

from darna.domains.cases.values import CaseBlock
from darna.domains.people.queries import has_consent
from darna.domains.people.values import ACCOMPANIMENT, SHARING, ConsentLine, PersonCard
from darna.faces.training.exercises import course
from darna.faces.training.work import Work
from darna.kernel.clock import today
from darna.methods.names import normalise

Told = Mapping[str, Any]


class Finding(StrEnum):
    """What was found of one point."""

    RIGHT = "right"
    WRONG = "wrong"
    WAITING = "waiting"


Check = Callable[[Work, Told], Finding]
#: The Arabic article with the particles that are written together with it, the longest first.
_ARTICLES: Final = ("وال", "بال", "فال", "كال", "لل", "ال")
CHECKS: Final[dict[str, Check]] = {}


def check(function: Check) -> Check:
    """Put a check where the exercises find it, under its own name."""
    CHECKS[function.__name__] = function
    return function


def _found(is_right: bool) -> Finding:
    return Finding.RIGHT if is_right else Finding.WRONG


@check
def searched(work: Work, told: Told) -> Finding:
    """Something was searched."""
    return Finding.RIGHT if work.done("person.searched") else Finding.WAITING


@check
def found_known_person(work: Work, told: Told) -> Finding:
    """A search gave the exercise's person."""
    searches = work.done("person.searched")
    if not searches:
        return Finding.WAITING
    return _found(any(str(work.known_person) in deed.detail.get("persons", ()) for deed in searches))


@check
def opened_known_person(work: Work, told: Told) -> Finding:
    """The file of the exercise's person was opened; of nobody else alone."""
    opened = {deed.person_id for deed in work.done("person.opened")}
    return _found(work.known_person in opened) if opened else Finding.WAITING


@check
def nobody_registered(work: Work, told: Told) -> Finding:
    """Nobody was registered."""
    if work.done("person.registered"):
        return Finding.WRONG
    return Finding.RIGHT if work.done("person.searched") else Finding.WAITING


@check
def searched_before_registering(work: Work, told: Told) -> Finding:
    """A search came before the first registration."""
    searches, registrations = work.done("person.searched"), work.done("person.registered")
    if not registrations:
        return Finding.RIGHT if searches else Finding.WAITING
    return _found(any(search.at < registrations[0].at for search in searches))


@check
def registered_guest(work: Work, told: Told) -> Finding:
    """The exercise's person was registered under their name."""
    return _found(bool(work.guests)) if work.registered else Finding.WAITING


@check
def registered_once(work: Work, told: Told) -> Finding:
    """There is one file of the exercise's person."""
    return _found(len(work.guests) == 1) if work.guests else Finding.WAITING


@check
def name_in_both_scripts(work: Work, told: Told) -> Finding:
    """The names stand in Latin and in Arabic letters."""
    return _of_guest(work, lambda card: bool(card.names.latin and card.names.arabic))


@check
def birth_of_guest(work: Work, told: Told) -> Finding:
    """The birth date is the one that was told."""
    return _of_guest(work, lambda card: card.birth == (work.guest.birth if work.guest else None))


@check
def consent_of_guest(work: Work, told: Told) -> Finding:
    """The newest answer allows the accompaniment."""
    return _of_guest(work, lambda card: (answer := _newest(card)) is not None and _allows(answer))


@check
def notice_language_of_guest(work: Work, told: Told) -> Finding:
    """The notice was told in the language the person understands."""
    language = work.guest.notice_language if work.guest else ""
    return _of_guest(work, lambda card: (answer := _newest(card)) is not None and answer.notice_language == language)


@check
def contact_of_guest(work: Work, told: Told) -> Finding:
    """The phone that was told is noted."""
    wanted = _digits(work.guest.phone if work.guest else "")
    return _of_guest(work, lambda card: any(_digits(line.value) == wanted for line in card.contacts))


@check
def ticket_given(work: Work, told: Told) -> Finding:
    """A ticket was given for this reason."""
    if not work.tickets:
        return Finding.WAITING
    return _found(any(deed.detail.get("reason") == told["reason"] for deed, _line in work.tickets))


@check
def ticket_language(work: Work, told: Told) -> Finding:
    """The newest ticket tells the language."""
    return _found(work.tickets[0][1].language == told["language"]) if work.tickets else Finding.WAITING


@check
def ticket_interpreter(work: Work, told: Told) -> Finding:
    """The newest ticket asks for an interpreter."""
    return _found(work.tickets[0][1].needs_interpreter) if work.tickets else Finding.WAITING


@check
def ticket_goes_first(work: Work, told: Told) -> Finding:
    """The newest ticket goes first."""
    return _found(work.tickets[0][1].priority == "first") if work.tickets else Finding.WAITING


@check
def case_of_known_person(work: Work, told: Told) -> Finding:
    """A case of the exercise's person was opened in the programme."""
    return _found(_case(work, told["programme"]) is not None) if work.cases else Finding.WAITING


@check
def need_of_case(work: Work, told: Told) -> Finding:
    """The need stands in a case of the exercise's person, with its urgency."""
    needs = [need for case in work.cases_of_known_person for need in case.needs]
    if not work.cases_of_known_person:
        return Finding.WAITING
    return _found(any((need.kind, need.urgency) == (told["need"], told["urgency"]) for need in needs))


@check
def case_is_mine(work: Work, told: Told) -> Finding:
    """The learner accompanies the exercise's person."""
    cases = work.cases_of_known_person
    return _found(any(case.worker_id == work.actor.membership_id for case in cases)) if cases else Finding.WAITING


@check
def note_written(work: Work, told: Told) -> Finding:
    """A note of the kind was written, and it says something."""
    if not work.notes:
        return Finding.WAITING
    return _found(any(note.kind == told["kind"] and len(note.note) >= told["letters"] for note in work.notes))


@check
def task_set(work: Work, told: Told) -> Finding:
    """A task is set for one of the next days."""
    last = today() + timedelta(days=told["days"])
    return _found(any(today() <= task.due_on <= last for task in work.tasks)) if work.tasks else Finding.WAITING


@check
def task_is_mine(work: Work, told: Told) -> Finding:
    """The learner does a task that they set."""
    return _found(any(task.is_mine for task in work.tasks)) if work.tasks else Finding.WAITING


@check
def task_title_is_quiet(work: Work, told: Told) -> Finding:
    """No title of a task names the person or says a sensitive word."""
    if not work.tasks:
        return Finding.WAITING
    cards = {task.person_id: work.card(task.person_id) for task in work.tasks}
    return _found(all(is_quiet(task.title, cards[task.person_id]) for task in work.tasks))


@check
def referral_begun(work: Work, told: Told) -> Finding:
    """A referral was begun."""
    return Finding.RIGHT if work.referrals else Finding.WAITING


@check
def consent_to_receiver(work: Work, told: Told) -> Finding:
    """The person of the newest referral agreed to its receiver."""
    if not work.referrals:
        return Finding.WAITING
    newest = work.referrals[0]
    return _found(newest.person_id is not None and has_consent(newest.person_id, SHARING, newest.to_agency_id))


@check
def referral_sent(work: Work, told: Told) -> Finding:
    """The newest referral was sent."""
    return _found(not work.referrals[0].is_draft) if work.referrals else Finding.WAITING


@check
def referral_tells_the_least(work: Work, told: Told) -> Finding:
    """What was sent leaves these parts out."""
    sent = work.done("referral.sent")
    return _found(not set(sent[-1].detail.get("parts", ())) & set(told["parts"])) if sent else Finding.WAITING


def is_quiet(title: str, card: PersonCard | None) -> bool:
    """Whether whoever stands beside the screen learns nothing from a title.

    Neither the person's own names nor a sensitive word stand in it, whatever the accents and the Arabic article.
    """
    words = normalise(title).split()
    read = [f" {' '.join(words)} ", f" {' '.join(_without_article(word) for word in words)} "]
    names = normalise(f"{card.names.latin} {card.names.arabic}").split() if card else []
    # A name of two letters is a word in some language.
    said = [f" {name} " for name in names if len(name) > 2]
    said += [
        f" {normalise(word[:-1])}" if word.endswith("*") else f" {normalise(word)} " for word in course().sensitive
    ]
    return not any(word in text for word in said for text in read)


def _without_article(word: str) -> str:
    return next((word[len(head) :] for head in _ARTICLES if word.startswith(head) and len(word) > len(head) + 2), word)


def _of_guest(work: Work, holds: Callable[[PersonCard], bool]) -> Finding:
    return _found(holds(work.guests[0])) if work.guests else Finding.WAITING


def _case(work: Work, programme: str) -> CaseBlock | None:
    return next((case for case in work.cases_of_known_person if case.programme == programme), None)


def _newest(card: PersonCard) -> ConsentLine | None:
    return card.consents[0] if card.consents else None


def _allows(answer: ConsentLine) -> bool:
    return answer.is_open and ACCOMPANIMENT in answer.purposes


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())[-9:]
