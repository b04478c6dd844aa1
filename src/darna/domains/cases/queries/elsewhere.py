"""What other subjects tell of a person or a case: they sit above cases, so they register here and are asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.domains.cases.values import TimelineItem

Told = TypeVar("Told")


class Tellers(list[Callable[[Actor, UUID], Iterable[Told]]], Generic[Told]):
    """Those who are asked; a function is added by calling this with it, once.

    Each is called with the reader and a key, and says in its own docstring how many queries it makes.
    """

    def __call__(self, teller: Callable[[Actor, UUID], Iterable[Told]]) -> Callable[[Actor, UUID], Iterable[Told]]:
        if teller not in self:
            self.append(teller)
        return teller

    def tell(self, actor: Actor, key: UUID) -> Iterator[Told]:
        """Everything that everybody tells a reader."""
        for teller in self:
            yield from teller(actor, key)


#: What happened to a person, for the timeline; the key is the person's.
told_elsewhere: Tellers[TimelineItem] = Tellers()
#: What is still open in a case, as sentences, for whoever is about to close it; the key is the case's.
open_elsewhere: Tellers[str] = Tellers()
#: The address of the page on which this case is closed, where that is not the ordinary one; the key is the case's.
closes_otherwise: Tellers[str] = Tellers()
