"""A row of the register as a person, a case and a visit, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from darna.base.codelists.queries import codes
from darna.base.imports.reading import Consent, Layout, Problem, RegisterRow
from darna.domains.cases.registers import reasons
from darna.domains.cases.registers.naming import LONGEST, names_of
from darna.domains.cases.registers.narrative import NAMES, Narrative
from darna.domains.cases.registers.recognising import BETWEEN, asks_not_to_be_called
from darna.domains.people.values import SHARING, ConsentTerms, ContactDraft, IdentifierDraft, JourneyDraft, PersonDraft

HOME: Final = "MA"
#: The programme of somebody whose profile the register does not tell.
GENERAL: Final = "general_reception"
#: Where the register closes a case without saying how it ended.
ENDED_SOMEHOW: Final = {"closed": "other"}
#: The need behind an orientation or outcome for which the register names none; a need in words we cannot read.
ORIENTED: Final = "general_information"
UNREAD_NEED: Final = "other"

METHOD: Final = "recorded_before"
#: An earlier register does not tell which notice was read to the person, so none is claimed.
NOTICE: Final = "earlier_register"
ADULT: Final = 18

_SEX: Final = {"female": "F", "male": "M", "unknown": "U"}


@dataclass(frozen=True, slots=True)
class Visit:
    """One row, read: who came, in which programme, with which need, and what became of it."""

    row: int
    mark: bytes
    draft: PersonDraft
    consent: ConsentTerms | None
    programme: str
    received_on: date
    need: str
    oriented_to: str
    outcome: str
    note: str
    #: In bytes: it is long, few are needed, and those of a whole register are in memory together.
    note_if_known: bytes
    answer: Consent
    warnings: tuple[Problem, ...]
    #: The outcome with which the register closes the case; nothing while it goes on.
    ended_as: str = ""


def endings() -> dict[str, str]:
    """Outcomes of registers that close a case, and the outcome of the case each stands for. No query once warm."""
    told = {line.code: line.external for line in codes("register_outcome") if line.external}
    return {**ENDED_SOMEHOW, **told}


class VisitReader:
    """Turns the rows of one register into visits."""

    def __init__(self, layout: Layout, *, today: date, language: str) -> None:
        self._narrative = Narrative(layout, language)
        self._endings = endings()
        self._today = today
        #: One object for each day, of which a register of years has a thousand and its rows a hundred thousand.
        self._days: dict[date, date] = {}

    def visit(self, row: RegisterRow) -> Visit:
        """The visit of an accepted row."""
        day = row.received_on or self._today
        received_on = self._days.setdefault(day, day)
        names = names_of(row.family_name, row.given_name, row.full_name, row.full_name_arabic)
        cut = any(len(getattr(row, field)) > LONGEST for field in NAMES)
        consent = _consent(row, received_on)
        unheard = consent is not None and consent.state == "requested"
        doubts = list(row.warnings)
        if cut:
            doubts.append(self._doubt(reasons.NAME_CUT, "full_name"))
        if unheard:
            doubts.append(self.doubt_of_answer(reasons.CONSENT_OF_MINOR, row.consent))
        also = (*(NAMES if cut else ()), *(("consent_to_share",) if unheard else ()))
        return Visit(
            row=row.row,
            mark=bytes.fromhex(row.fingerprint),
            draft=replace(_person(row), **{field: getattr(names, field) for field in names.__slots__}),
            consent=consent,
            programme=row.codes.get("profile", GENERAL),
            received_on=received_on,
            need=_need(row),
            oriented_to=row.codes.get("referred_to", ""),
            outcome=row.codes.get("outcome", ""),
            note=self._narrative.of_new(row, also=also),
            note_if_known=self._narrative.of_known(row).encode(),
            answer=row.consent,
            warnings=tuple(doubts),
            ended_as=self._endings.get(row.codes.get("outcome", ""), ""),
        )

    def doubt_of_answer(self, reason: str, answer: Consent) -> Problem:
        """A doubt about what the person answered."""
        return self._doubt(reason, "consent_to_share", self._narrative.answer(answer))

    def _doubt(self, reason: str, field: str, value: str = "") -> Problem:
        return Problem(self._narrative.heading(field), value, reason, field)


def united(first: PersonDraft, later: PersonDraft) -> PersonDraft:
    """The person of two rows of one register: the first tells, the later adds what the first leaves open.

    A phone that one of the rows says not to call is not called.
    """
    open_fields = ("given_name_ar", "family_name_ar", "country_of_residence", "commune", "nationalities", "journeys")
    added = {field: getattr(later, field) for field in open_fields if not getattr(first, field)}
    sex = later.sex if first.sex == "U" else first.sex
    return replace(first, **added, sex=sex, contacts=_contacts(first, later), identifiers=_identifiers(first, later))


def later_answer(first: ConsentTerms | None, later: ConsentTerms | None) -> ConsentTerms | None:
    """What the person said last; an empty cell says nothing."""
    if first is None or later is None:
        return later or first
    return later if later.effective_on and first.effective_on and later.effective_on >= first.effective_on else first


def _contacts(first: PersonDraft, later: PersonDraft) -> tuple[ContactDraft, ...]:
    found: dict[tuple[str, str], ContactDraft] = {}
    for contact in (*first.contacts, *later.contacts):
        key = (contact.channel, contact.value)
        if key not in found or (found[key].is_safe and not contact.is_safe):
            found[key] = contact
    return tuple(found.values())


def _identifiers(first: PersonDraft, later: PersonDraft) -> tuple[IdentifierDraft, ...]:
    found = {held.number: held for held in (*later.identifiers, *first.identifiers)}
    return tuple(found.values())


def _person(row: RegisterRow) -> PersonDraft:
    country, programme = row.codes.get("country_abroad", ""), row.codes.get("profile", "")
    nationality = row.codes.get("nationality", "")
    # The column holds where they live or where they came back from; whoever came back lives here.
    back = programme == "returned_mre"
    return PersonDraft(
        sex=_SEX[row.sex],
        birth=row.birth,
        nationalities=_nationalities(nationality),
        country_of_residence=HOME if back else country,
        commune=row.codes.get("commune", ""),
        contacts=_reachable(row),
        identifiers=tuple(
            IdentifierDraft(held.kind.value, held.value, HOME if held.kind == "cin" else "") for held in row.identifiers
        ),
        journeys=_journeys(programme, country, row.codes.get("commune", "")),
    )


@lru_cache
def _nationalities(told: str) -> tuple[str, ...]:
    return tuple(told.split(BETWEEN)) if told else ()


# What many rows say alike is one object, for the visits of a whole register are in memory together.
@lru_cache(maxsize=4096)
def _journeys(programme: str, country: str, commune: str) -> tuple[JourneyDraft, ...]:
    if country in ("", HOME):
        return ()
    if programme == "returned_mre":
        return (JourneyDraft("return", from_country=country, to_country=HOME, to_commune=commune),)
    if programme == "mre_abroad":
        return (JourneyDraft("departure", from_country=HOME, from_commune=commune, to_country=country),)
    return ()


def _reachable(row: RegisterRow) -> tuple[ContactDraft, ...]:
    note = row.texts.get("notes", "")
    says = asks_not_to_be_called(note)
    numbers = dict.fromkeys(phone.international for phone in row.phones if phone.international)
    advice = note if says else ""
    if says == "never" and not numbers:
        return (ContactDraft("no_contact", "", is_safe=False, advice=advice),)
    return tuple(ContactDraft("phone_call", number, is_safe=not says, advice=advice) for number in numbers)


def _need(row: RegisterRow) -> str:
    if "need" in row.codes:
        return row.codes["need"]
    if "need" in row.texts:
        return UNREAD_NEED
    return ORIENTED if {"referred_to", "outcome"} & set(row.codes) else ""


def _consent(row: RegisterRow, received_on: date) -> ConsentTerms | None:
    """The answer about sharing. An empty cell is no answer; a minor's yes alone is none either.

    The register names no recipient, so even a yes opens nothing until the person is asked again.
    """
    if row.consent is Consent.UNKNOWN:
        return None
    minor = row.birth is not None and row.birth.may_be_under_on(ADULT, received_on)
    given = "requested" if minor else "given"
    return _terms(given if row.consent.given else "refused", received_on)


@lru_cache(maxsize=4096)
def _terms(state: str, received_on: date) -> ConsentTerms:
    return ConsentTerms(
        state=state,
        purposes=(SHARING,),
        notice_version=NOTICE,
        notice_language="",
        method=METHOD,
        effective_on=received_on,
    )
