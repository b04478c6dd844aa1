"""What the register knows of a person that the law may ask, and nothing that names them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.domains.people.access import own_person_to_read
from darna.domains.people.reading import partial
from darna.kernel.dates import PartialDate


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """Birth, sex, nationalities, the country a person lives in, and whether named workers alone see the file.

    Empty where the register does not know.
    """

    birth: PartialDate | None
    sex: str
    nationalities: tuple[str, ...]
    country_of_residence: str
    is_protected: bool = False


def known_facts(actor: Actor, person_id: UUID) -> KnownFacts:
    """What the file says of a person that a law may ask. One query. Raises: Refused, NotFound."""
    person = own_person_to_read(actor, person_id)
    birth = partial(person.born_on, person.born_precision)
    nationalities = tuple(person.nationalities)
    return KnownFacts(birth, person.sex, nationalities, person.country_of_residence, person.is_protected)
