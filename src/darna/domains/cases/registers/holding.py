"""What stands above cases and may hold on to one: a case that somebody planned in is not taken back with its import."""

from __future__ import annotations

from collections.abc import Callable, Collection
from uuid import UUID

#: Called with cases; answers with those among them that something was written in. Says how many queries it makes.
Holder = Callable[[Collection[UUID]], set[UUID]]


class Holders(list[Holder]):
    """Those who are asked; a function is added by calling this with it, once."""

    def __call__(self, holder: Holder) -> Holder:
        if holder not in self:
            self.append(holder)
        return holder

    def among(self, cases: Collection[UUID]) -> set[UUID]:
        """The cases that anybody holds on to."""
        return {case for holder in self for case in holder(cases)} if cases else set()


held_elsewhere = Holders()
