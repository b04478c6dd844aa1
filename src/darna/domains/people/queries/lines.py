"""Persons for the lists of others: names, references, lines."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.prepared import ID, IDS, INSTANT, Prepared
from darna.domains.people.access import persons_of_reader
from darna.domains.people.models import Person
from darna.domains.people.reading import line_of, names_in_all
from darna.domains.people.values import Names, PersonLine
from darna.kernel.clock import now

_CLEAR = ("given_name", "family_name", "given_name_ar", "family_name_ar")
_SHOWN = Prepared(
    lambda persons: Person.objects.filter(pk__any=persons).values_list("id", "reference", *_CLEAR, "is_protected"),
    persons=IDS,
)
_READ = Prepared(
    lambda agency, member, instant, persons: persons_of_reader(agency, member, instant).filter(pk__any=persons),
    agency=ID,
    member=ID,
    instant=INSTANT,
    persons=IDS,
)


def names_of(person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The name to show of each person the transaction may see, the reference where there is none.

    One query, three if a protected file is among them.
    """
    # Tuples, and models only for the few protected files: a list of fifty would spend more on models than on its queries.
    shown: dict[UUID, str] = {}
    hidden: list[UUID] = []
    for pk, reference, given, family, given_ar, family_ar, is_protected in _SHOWN.rows(persons=list(set(person_ids))):
        shown[pk] = Names(given, family, given_ar, family_ar).shown or reference
        if is_protected:
            hidden.append(pk)
    if hidden:
        rows = list(Person.objects.filter(pk__in=hidden))
        names = names_in_all(rows)
        shown |= {row.pk: names[row.pk].shown or row.reference for row in rows}
    return shown


def references_of(person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The reference of each person the transaction may see. One query."""
    return dict(Person.objects.filter(pk__in=set(person_ids)).values_list("id", "reference"))


def lines_for(actor: Actor, person_ids: Iterable[UUID]) -> dict[UUID, PersonLine]:
    """A line of each person this actor may see. One query, two if a protected file is among them, none without ids."""
    wanted = list(set(person_ids))
    if not wanted:
        return {}
    rows = _READ.rows(agency=actor.agency_id, member=actor.membership_id, instant=now(), persons=wanted)
    names = names_in_all(rows)
    return {row.pk: line_of(row, names[row.pk]) for row in rows}
