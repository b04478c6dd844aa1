"""When somebody was born, for those who sit above people and already see the file."""

from __future__ import annotations

from uuid import UUID

from darna.domains.people.models import Person
from darna.domains.people.reading import partial
from darna.kernel.dates import PartialDate


def birth_of(person_id: UUID) -> PartialDate | None:
    """The birth date as far as it is known, of a person the transaction may see. One query."""
    row = Person.objects.filter(pk=person_id).values_list("born_on", "born_precision").first()
    return partial(*row) if row else None
