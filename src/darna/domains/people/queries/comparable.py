"""Files made comparable with any other: without names, each as skeletons, parts of a date and keyed tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from darna.domains.people import tokens
from darna.domains.people.models import Person, PersonContact, PersonIdentifier
from darna.domains.people.queries.duplicates import years_around
from darna.domains.people.queries.exact import persons_by_values
from darna.domains.people.queries.search import Narrowing, found_by
from darna.domains.people.reading import partial
from darna.domains.people.values import PHONE_CHANNELS, Names
from darna.kernel.dates import Precision
from darna.methods.linkage import Record, Told, record_of

#: Rows of one kind that are held at once while a register is read.
_AT_ONCE: Final = 5_000
#: Files with a name like it that one file is compared with; those who share a telephone or a number come on top.
MOST_COMPARED: Final = 200
_KNOWN: Final = {Precision.DAY: "day", Precision.MONTH: "month", Precision.YEAR: "year"}
_COLUMNS: Final = (
    *("pk", "given_name", "family_name", "given_name_ar", "family_name_ar"),
    *("born_on", "born_precision", "sex", "commune"),
)


def records_of_register(agency_id: UUID) -> Iterator[Record]:
    """Every file of the agency that can be compared, in the order of its key, read in three streams.

    Protected, erased and united files are left out. Three queries, whatever the register's size; call in a transaction.
    """
    ours = _comparable(agency_id).order_by("pk").values_list(*_COLUMNS)
    phones = _tokens(PersonContact.objects.filter(agency_id=agency_id, channel__in=PHONE_CHANNELS), "value_token")
    numbers = _tokens(PersonIdentifier.objects.filter(agency_id=agency_id), "number_token")
    by_phone, by_number = _Beside(phones), _Beside(numbers)
    for row in ours.iterator(chunk_size=_AT_ONCE):
        yield _record(row, by_phone.of(row[0]), by_number.of(row[0]))


def records_of(agency_id: UUID, person_ids: Iterable[UUID]) -> dict[UUID, Record]:
    """Some files of the agency; those that cannot be compared are absent. Three queries."""
    wanted = list(person_ids)
    phones = _grouped(PersonContact.objects.filter(person_id__in=wanted, channel__in=PHONE_CHANNELS), "value_token")
    numbers = _grouped(PersonIdentifier.objects.filter(person_id__in=wanted), "number_token")
    rows = _comparable(agency_id).filter(pk__in=wanted).values_list(*_COLUMNS)
    return {row[0]: _record(row, phones.get(row[0], []), numbers.get(row[0], [])) for row in rows}


def files_like(agency_id: UUID, person_id: UUID, record: Record) -> list[UUID]:
    """Files worth comparing with one: those who share a telephone or a number, and names like it. Three queries."""
    row = Person.objects.get(pk=person_id, agency_id=agency_id)
    names = Names(row.given_name, row.family_name, row.given_name_ar, row.family_name_ar)
    shared = persons_by_values(
        agency_id,
        contacts=[bytes.fromhex(one) for one in record.phones],
        numbers=[bytes.fromhex(one) for one in record.numbers],
    )
    steps = [step for spelling in names.spellings for step in tokens.typed_steps(spelling, agency_id)[:1]]
    keys = tuple(sorted({key for step in steps for key in step.pairs}))
    years = years_around(partial(row.born_on, row.born_precision))
    alike = found_by(tokens.Step(pairs=keys), years, Narrowing(), MOST_COMPARED) if keys else []
    return [one for one in {**dict.fromkeys(shared), **dict.fromkeys(alike)} if one != person_id]


def persons_up_to(agency_id: UUID, most: int) -> int:
    """How many files of the agency can be compared, counted up to a bound. One query."""
    return _comparable(agency_id).order_by()[:most].count()


def _comparable(agency_id: UUID) -> QuerySet[Person]:
    ours = Person.objects.filter(agency_id=agency_id, is_protected=False, erased_at__isnull=True)
    return ours.filter(merged_into__isnull=True)


def _record(row: tuple[Any, ...], phones: Iterable[str], numbers: Iterable[str]) -> Record:
    key, given, family, given_ar, family_ar, born_on, precision, sex, commune = row
    known = _KNOWN.get(precision, "") if precision else ""
    return record_of(Told(str(key), given, family, given_ar, family_ar, born_on, known, sex, commune, phones, numbers))


def _tokens(rows: QuerySet[Any], column: str) -> Iterator[tuple[UUID, str]]:
    told = rows.order_by("person_id").values_list("person_id", column)
    for person_id, token in told.iterator(chunk_size=_AT_ONCE):
        if token:
            yield person_id, bytes(token).hex()


def _grouped(rows: QuerySet[Any], column: str) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = {}
    for person_id, token in rows.values_list("person_id", column):
        if token:
            found.setdefault(person_id, []).append(bytes(token).hex())
    return found


class _Beside:
    """A stream in the order of persons that is read along with the stream of persons."""

    def __init__(self, told: Iterable[tuple[UUID, str]]) -> None:
        self._groups = groupby(told, key=itemgetter(0))
        self._next: tuple[UUID, list[str]] | None = None
        self._advance()

    def of(self, person_id: UUID) -> list[str]:
        """What the stream holds of a person."""
        while self._next is not None and self._next[0] < person_id:
            self._advance()
        return self._next[1] if self._next is not None and self._next[0] == person_id else []

    def _advance(self) -> None:
        found = next(self._groups, None)
        self._next = (found[0], [token for _, token in found[1]]) if found else None
