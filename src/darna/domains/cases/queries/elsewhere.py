"""What other subjects tell in a person's timeline: they sit above cases, so they register here and are asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.domains.cases.values import TimelineItem

#: Called with the reader and the person; says in its own docstring how many queries it makes.
Teller = Callable[[Actor, UUID], Iterable[TimelineItem]]


class Tellers(list[Teller]):
    """Those who are asked; a function is added by calling this with it, once."""

    def __call__(self, teller: Teller) -> Teller:
        if teller not in self:
            self.append(teller)
        return teller

    def tell(self, actor: Actor, person_id: UUID) -> Iterator[TimelineItem]:
        """Everything that everybody tells of a person to a reader."""
        for teller in self:
            yield from teller(actor, person_id)


told_elsewhere = Tellers()
