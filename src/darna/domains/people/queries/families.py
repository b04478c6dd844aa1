"""Who may live together, as far as the register tells, and who already does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any, Final
from uuid import UUID

from django.db import connection

from darna.base.imports.reading.text import western_digits
from darna.base.keys.queries import ciphers_of
from darna.domains.people.models import HouseholdMembership, Person
from darna.domains.people.reading import SEALED_ADDRESS
from darna.domains.people.values import PHONE_CHANNELS
from darna.methods.names import normalise, skeleton_of

Pairs = Collection[tuple[UUID, UUID]]
#: A phone of more persons is that of a house or an association.
MOST_BEHIND_A_PHONE: Final = 6
#: An address of more is that of a block, a shelter or a whole quarter.
MOST_AT_AN_ADDRESS: Final = 6
#: Addresses opened together.
_TOGETHER: Final = 1000

_NOT_YET: Final = """
   and not exists (select 1 from unnest(%(ones)s::uuid[], %(others)s::uuid[]) k (one, other)
                    where k.one = pair.one and k.other = pair.other)
   and not exists (select 1 from people_householdmembership m join people_householdmembership n
                     on n.household_id = m.household_id and n.until is null
                    where m.person_id = pair.one and n.person_id = pair.other and m.until is null)
   and not exists (select 1 from people_relationship r
                    where (r.person_id, r.other_id) in ((pair.one, pair.other), (pair.other, pair.one)))
   and not exists (select 1 from people_duplicateproposal d where d.state in ('open', 'same')
                    and (d.person_id, d.other_id) in ((pair.one, pair.other), (pair.other, pair.one)))
 order by pair.one, pair.other limit %(most)s"""

_PHONES: Final = (
    """with ways as materialized (
  select distinct c.value_token, c.person_id from people_personcontact c
    join people_person p on p.id = c.person_id and p.erased_at is null
   where c.agency_id = %(agency)s and c.value_token <> ''::bytea and c.channel = any (%(channels)s)
), few as (
  select value_token from ways group by value_token having count(*) between 2 and %(few)s
), pair as (
  select distinct a.person_id as one, b.person_id as other
    from few f join ways a using (value_token) join ways b using (value_token) where a.person_id < b.person_id
)
select pair.one, pair.other from pair where true"""
    + _NOT_YET
)
_ROWS: Final = (
    """with pair as (
  select distinct least(a.person_id, b.person_id) as one, greatest(a.person_id, b.person_id) as other
    from imports_importedrow a
    join imports_importedrow b on b.batch_id = a.batch_id and b.row between a.row + 1 and a.row + 2
     and b.person_id <> a.person_id and b.made_person
    join people_person p on p.id = a.person_id and p.erased_at is null and p.commune <> ''
    join people_person q on q.id = b.person_id and q.erased_at is null and q.commune = p.commune
     and (p.family_name <> '' and lower(q.family_name) = lower(p.family_name)
          or p.family_name_ar <> '' and q.family_name_ar = p.family_name_ar)
   where a.agency_id = %(agency)s and a.made_person
)
select pair.one, pair.other from pair where true"""
    + _NOT_YET
)
_GIVEN: Final = (
    """with pair as (select * from unnest(%(first)s::uuid[], %(second)s::uuid[]) as given (one, other))
select pair.one, pair.other from pair where true"""
    + _NOT_YET
)


def shared_phones(agency_id: UUID, most: int, but: Pairs) -> list[tuple[UUID, UUID]]:
    """Pairs of persons who share a phone with a few others at the most, and are not known to belong together. One query.

    Shape: in each pair the smaller key first; those of `but` are left out.
    """
    return _pairs(_PHONES, agency_id, most, but)


def neighbouring_rows(agency_id: UUID, most: int, but: Pairs) -> list[tuple[UUID, UUID]]:
    """Pairs who stood beside each other in a register that came in, with one family name and commune. One query."""
    return _pairs(_ROWS, agency_id, most, but)


def shared_addresses(agency_id: UUID, most: int, but: Pairs) -> list[tuple[UUID, UUID]]:
    """Pairs of persons who live at one address with a few others at the most.

    An address without a number is that of a village or a quarter, so they must bear one family name as well. What is
    written in addresses is opened here and stays nowhere. One query, and two for every thousand addresses.
    """
    # Numbers of 64 bits, for the addresses of a whole register would be in memory together.
    at_home: dict[int, list[UUID]] = defaultdict(list)
    for home, person in _homes(agency_id):
        at_home[hash(home)].append(person)
    few = (sorted(persons) for persons in at_home.values() if 2 <= len(persons) <= MOST_AT_AN_ADDRESS)
    pairs = sorted({pair for persons in few for pair in combinations(persons, 2)})
    if not pairs:
        return []
    ones, others = zip(*pairs, strict=True)
    return _pairs(_GIVEN, agency_id, most, but, {"first": list(ones), "second": list(others)})


def households_of(persons: Iterable[UUID]) -> dict[UUID, UUID]:
    """The household in which each of these lives now; those without one are absent. One query."""
    rows = HouseholdMembership.objects.filter(person_id__in=list(persons), until__isnull=True).order_by("since", "id")
    return dict(rows.values_list("person_id", "household_id"))


def _homes(agency_id: UUID) -> Iterator[tuple[str, UUID]]:
    """What a home is known again by, and who lives there."""
    seen = Person.objects.filter(agency_id=agency_id, is_protected=False, erased_at=None, merged_into=None)
    columns = seen.exclude(sealed_address=b"").order_by("pk")
    rows = list(columns.values_list("pk", "commune", "sealed_address", "family_name", "family_name_ar")[:_TOGETHER])
    while rows:
        ciphers = ciphers_of(row[0] for row in rows)
        for person, commune, sealed, *families in rows:
            if person in ciphers:
                told = western_digits(normalise(ciphers[person].open(sealed, field=SEALED_ADDRESS)))
                yield from ((home, person) for home in _known_by(told, commune, families))
        after = columns.filter(pk__gt=rows[-1][0])
        rows = list(after.values_list("pk", "commune", "sealed_address", "family_name", "family_name_ar")[:_TOGETHER])


def _known_by(address: str, commune: str, families: Iterable[str]) -> Iterator[str]:
    if any(sign.isdecimal() for sign in address):
        yield f"{commune}|{address}"
    elif address:
        yield from {f"{commune}|{address}|{skeleton_of(name)}" for name in families if name}


def _pairs(
    question: str, agency_id: UUID, most: int, but: Pairs, more: Mapping[str, Any] | None = None
) -> list[tuple[UUID, UUID]]:
    told: dict[str, Any] = {
        **(more or {}),
        "agency": agency_id,
        "most": most,
        "few": MOST_BEHIND_A_PHONE,
        "channels": sorted(PHONE_CHANNELS),
        "ones": [one for one, _other in but],
        "others": [other for _one, other in but],
    }
    with connection.cursor() as cursor:
        cursor.execute(question, told)
        return [(row[0], row[1]) for row in cursor.fetchall()]
