"""Of whom something is still under way in rooms above: they register here, and are asked before the house acts by itself."""

from __future__ import annotations

from collections.abc import Callable, Collection
from uuid import UUID

#: Called with persons: those among them of whom something is not over.
Waiting = Callable[[Collection[UUID]], set[UUID]]


class Unfinished(list[Waiting]):
    """Those who are asked; a function is added by calling this with it, once.

    Each says in its own docstring how many queries it makes.
    """

    def __call__(self, waiting: Waiting) -> Waiting:
        if waiting not in self:
            self.append(waiting)
        return waiting

    def among(self, persons: Collection[UUID]) -> set[UUID]:
        """Those for whom any room is not done; none is asked about nobody."""
        return {person for waiting in self for person in waiting(persons)} if persons else set()


unfinished = Unfinished()
