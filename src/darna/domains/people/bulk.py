"""People of a register that comes in: written, recognised, compared and taken back many at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Final, TypeVar
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.database.sets import insert_rows
from darna.base.keys.actions import make_keys
from darna.base.keys.sealing import PersonCipher
from darna.domains.people import rows, tokens
from darna.domains.people.checks import check_draft
from darna.domains.people.drawing import DRAWS, draw_references
from darna.domains.people.models import (
    Consent,
    DuplicateProposal,
    MigrationEpisode,
    NameKey,
    Person,
    PersonContact,
    PersonIdentifier,
)
from darna.domains.people.queries.duplicates import reasons_to_ask
from darna.domains.people.reading import names_in, partial
from darna.domains.people.registers import BulkPerson, ImportedPerson, KnownPerson, PairDraft, Sought
from darna.domains.people.values import Names
from darna.kernel.clock import now
from darna.kernel.dates import PartialDate

BATCH: Final = 1000
#: Files removed by one statement: each takes milliseconds for its keys, and a statement may last seconds only.
GOING: Final = 200
#: Files compared with each person of a register; the database orders them by shared keys.
MOST_COMPARED: Final = 12

Item = TypeVar("Item")


@transaction.atomic
def register_many(people: Sequence[BulkPerson], *, by: Actor, source: UUID) -> None:
    """The people of a register are written with their consents, contacts and documents. Eight queries a thousand.

    The sentence of the trail belongs to whoever brings the register in. An answer told by a register is taken as
    it stands there, for the person is not at hand to be asked by the house's protocol.
    Raises: Refused; Invalid for the first person who cannot be as written: nothing of the batch is then written.
    """
    by.require(Verb.IMPORT_REGISTER)
    for one in people:
        check_draft(one.draft)
    _expect_growth()
    for batch in _batches(people):
        _register_batch(batch, by, source)


def known_source_rows(marks: Iterable[bytes]) -> set[bytes]:
    """Which of these rows came in before, also for files protected since. One query every thousand."""
    known: set[bytes] = set()
    for batch in _batches(marks):
        with connection.cursor() as cursor:
            cursor.execute("select sec.known_source_rows(%s::bytea[])", [batch])
            known.update(bytes(row[0]) for row in cursor.fetchall())
    return known


def known_identifiers(agency_id: UUID, number_tokens: Iterable[bytes]) -> dict[bytes, tuple[KnownPerson, ...]]:
    """Who already holds these documents, by token; files this actor may not see are absent. One query a thousand."""
    known: dict[bytes, tuple[KnownPerson, ...]] = {}
    for batch in _batches(set(number_tokens)):
        held = PersonIdentifier.objects.filter(agency_id=agency_id, number_token__in=batch)
        for token, person_id, born_on, precision in held.values_list(
            "number_token", "person_id", "person__born_on", "person__born_precision"
        ):
            key = bytes(token)
            known[key] = (*known.get(key, ()), KnownPerson(person_id, partial(born_on, precision)))
    return known


def probable_duplicates(people: Sequence[BulkPerson], *, by: Actor) -> list[PairDraft]:
    """Pairs that a person should decide on, each told once: of these people with the files there are, and together.

    The people may be registered already; nobody is compared with themselves. Four queries every thousand.
    """
    return _told_once((_sought(batch, by.agency_id) for batch in _batches(people)), by)


def probable_duplicates_of(person_ids: Iterable[UUID], *, by: Actor) -> list[PairDraft]:
    """The same for files that are written already; closed ones are left out. Seven queries every thousand."""
    return _told_once((_sought_in_files(batch, by.agency_id) for batch in _batches(person_ids)), by)


@transaction.atomic
def propose_pairs(pairs: Iterable[PairDraft], *, by: Actor, source: UUID | None = None) -> int:
    """Pairs wait for somebody to decide; how many. A pair that was proposed before stays as it was decided.

    A pair that is two persons already is written down as decided by the actor.
    """
    instant = now()
    decided = {"state": DuplicateProposal.State.DIFFERENT, "decided_at": instant, "decided_by": by.membership_id}
    proposals = [
        DuplicateProposal(
            agency_id=by.agency_id,
            person_id=pair.person_id,
            other_id=pair.other_id,
            score=pair.score,
            reasons=list(pair.reasons),
            source=source,
            **(decided if pair.is_different else {}),
        )
        for pair in pairs
    ]
    DuplicateProposal.objects.bulk_create(proposals, batch_size=BATCH, ignore_conflicts=True)
    return len(proposals)


def persons_of_source(source: UUID) -> list[ImportedPerson]:
    """The ordinary files that came in with a register, and whether anybody wrote about them since. One query.

    It asks the trail, so a note or a task of any other subject counts: ask before taking anything back.
    """
    with connection.cursor() as cursor:
        cursor.execute("select person_id, is_touched from sec.persons_of_import(%s)", [source])
        return [ImportedPerson(*row) for row in cursor.fetchall()]


def withdraw_persons(source: UUID, person_ids: Iterable[UUID], *, by: Actor) -> int:
    """Files that came in with a register and were never changed leave it again; how many. One query for two hundred.

    Rows that other subjects hold of them must be gone: the database refuses otherwise.
    """
    by.require(Verb.IMPORT_REGISTER)
    gone = 0
    for batch in _batches(person_ids, GOING):
        with connection.cursor() as cursor:
            cursor.execute(
                "select count(*) from unnest(%s::uuid[]) who where sec.withdraw_import(%s, who)", [batch, source]
            )
            row = cursor.fetchone()
            gone += int(row[0]) if row else 0
    return gone


def _expect_growth() -> None:
    """Let the checks of this transaction find rows by index.

    PostgreSQL plans the checks of foreign keys and triggers once: planned while the tables are empty they would read
    the whole of them for every row that comes after.
    """
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute("discard plans")


def _batches(items: Iterable[Item], most: int = BATCH) -> Iterator[list[Item]]:
    left = iter(items)
    while batch := list(islice(left, most)):
        yield batch


def _register_batch(batch: Sequence[BulkPerson], by: Actor, source: UUID) -> None:
    agency = by.agency_id
    ciphers = make_keys((one.id, agency) for one in batch)
    persons = [_person(one, ciphers[one.id], by, source) for one in batch]
    _with_free_references(persons, agency, by.reference_prefix)
    insert_rows(NameKey, [rows.name_key_columns(one.id, agency, one.draft) for one in batch])
    contacts = (rows.contact_columns(one.id, one.draft.contacts, ciphers[one.id], agency) for one in batch)
    insert_rows(PersonContact, list(chain.from_iterable(contacts)))
    documents = (rows.identifier_columns(one.id, one.draft.identifiers, ciphers[one.id], agency) for one in batch)
    insert_rows(PersonIdentifier, list(chain.from_iterable(documents)))
    journeys = (rows.journey_columns(one.id, one.draft.journeys, agency) for one in batch)
    insert_rows(MigrationEpisode, list(chain.from_iterable(journeys)))
    answers = [rows.consent_columns(one.id, one.consent, ciphers[one.id], by=by) for one in batch if one.consent]
    insert_rows(Consent, answers)


def _person(one: BulkPerson, cipher: PersonCipher, by: Actor, source: UUID) -> rows.Columns:
    return rows.person_columns(one.id, one.draft, cipher, by=by, source=source) | {"source_row": one.source_row}


def _with_free_references(persons: list[rows.Columns], agency_id: UUID, prefix: str) -> None:
    def borne(references: list[str]) -> set[str]:
        mine = Person.objects.filter(agency_id=agency_id, reference__in=references)
        return set(mine.values_list("reference", flat=True))

    for _ in range(DRAWS):
        ordered = draw_references(persons, prefix, borne)
        try:
            # A reference of a protected file cannot be seen, so only trying tells whether one is taken.
            with transaction.atomic():
                insert_rows(Person, ordered)
        except IntegrityError as taken:
            if "person_reference_is_unique" not in str(taken):
                raise
        else:
            return
    raise RuntimeError("no free references were found")


def _told_once(batches: Iterable[list[Sought]], by: Actor) -> list[PairDraft]:
    pairs: dict[frozenset[UUID], PairDraft] = {}
    for batch in batches:
        for pair in _pairs_of_batch(batch, by):
            pairs.setdefault(frozenset((pair.person_id, pair.other_id)), pair)
    return list(pairs.values())


def _sought(people: Iterable[BulkPerson], agency_id: UUID) -> list[Sought]:
    return [
        Sought(
            one.id,
            one.draft.names,
            one.draft.birth,
            tuple(tokens.identifier_token(agency_id, held.number) for held in one.draft.identifiers),
            tuple(tokens.contact_token(agency_id, way.channel, way.value) for way in one.draft.contacts if way.value),
        )
        for one in people
    ]


def _sought_in_files(person_ids: Sequence[UUID], agency_id: UUID) -> list[Sought]:
    """The files among these that are ordinary and open, in the same order. Three queries."""
    files = {row.pk: row for row in _ordinary(person_ids, agency_id)}
    documents = _tokens_of(PersonIdentifier, "number_token", files)
    ways = _tokens_of(PersonContact, "value_token", files)
    return [
        Sought(pk, names_in(row, None), partial(row.born_on, row.born_precision), documents[pk], ways[pk])
        for pk in person_ids
        if (row := files.get(pk))
    ]


def _tokens_of(
    model: type[PersonIdentifier] | type[PersonContact], column: str, files: Collection[UUID]
) -> dict[UUID, tuple[bytes, ...]]:
    found: dict[UUID, tuple[bytes, ...]] = dict.fromkeys(files, ())
    for person_id, token in model.objects.filter(person_id__in=files).values_list("person_id", column):
        found[person_id] += (bytes(token),) if token else ()
    return found


def _ordinary(person_ids: Iterable[UUID], agency_id: UUID) -> QuerySet[Person]:
    seen = Person.objects.filter(pk__in=person_ids, agency_id=agency_id, is_protected=False, erased_at__isnull=True)
    return seen.filter(merged_into_id__isnull=True)


def _pairs_of_batch(batch: Sequence[Sought], by: Actor) -> Iterator[PairDraft]:
    candidates = _candidates(batch, by)
    wanted = {other for others in candidates.values() for other in others}
    seen = _ordinary(wanted, by.agency_id)
    files = {row.pk: (names_in(row, None), partial(row.born_on, row.born_precision)) for row in seen}
    for one in batch:
        for other, certain in candidates.get(one.id, {}).items():
            if other in files and (pair := _judged(one, other, files[other], certain)):
                yield pair


def _judged(one: Sought, other: UUID, file: tuple[Names, PartialDate | None], certain: set[str]) -> PairDraft | None:
    names, birth = file
    score, reasons = reasons_to_ask(one.names, names, (one.birth, birth), certain)
    return PairDraft(one.id, other, round(score, 4), tuple(sorted(reasons))) if reasons else None


def _candidates(batch: Sequence[Sought], by: Actor) -> dict[UUID, dict[UUID, set[str]]]:
    """Files worth comparing with each person, and what is certain about the two. Three queries."""
    found: dict[UUID, dict[UUID, set[str]]] = {one.id: {} for one in batch}
    for one_id, other in _same_names(batch, by.agency_id):
        if one_id != other:
            found[one_id].setdefault(other, set())
    for one_id, other, reason in _same_values(batch, by.agency_id):
        if one_id != other:
            found[one_id].setdefault(other, set()).add(reason)
    return found


def _same_names(batch: Sequence[Sought], agency_id: UUID) -> Iterator[tuple[UUID, UUID]]:
    positions: list[int] = []
    keys: list[int] = []
    for position, one in enumerate(batch, start=1):
        own = tokens.pair_keys(one.names, agency_id)
        positions.extend([position] * len(own))
        keys.extend(own)
    years = [one.birth.value.year if one.birth else None for one in batch]
    with connection.cursor() as cursor:
        cursor.execute(
            'select "position", person_id from sec.search_many(%s::int[], %s::int[], %s::smallint[], %s)',
            [positions, keys, years, MOST_COMPARED],
        )
        for position, person_id in cursor.fetchall():
            yield batch[position - 1].id, person_id


def _same_values(batch: Sequence[Sought], agency_id: UUID) -> Iterator[tuple[UUID, UUID, str]]:
    numbers: dict[bytes, list[UUID]] = {}
    phones: dict[bytes, list[UUID]] = {}
    for one in batch:
        for number in one.documents:
            numbers.setdefault(number, []).append(one.id)
        for way in one.ways:
            phones.setdefault(way, []).append(one.id)
    documents = PersonIdentifier.objects.filter(agency_id=agency_id, number_token__in=list(numbers))
    contacts = PersonContact.objects.filter(agency_id=agency_id, value_token__in=list(phones))
    for held_by, columns, reason in (
        (numbers, documents.values_list("number_token", "person_id"), "identifier"),
        (phones, contacts.values_list("value_token", "person_id"), "phone"),
    ):
        for token, person_id in columns:
            for one_id in held_by[bytes(token)]:
                yield one_id, person_id, reason
