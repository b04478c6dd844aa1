"""Who is told when a case is closed or reopened: what stands above cases follows in the same transaction."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from darna.base.agencies.actor import Actor

#: Called with the case and who closes it; answers with what it adds to the sentence, by name.
Listener = Callable[[UUID, Actor], dict[str, int]]


class ClosingListeners(list[Listener]):
    """Those who are told; a function is added by calling this with it, once."""

    def __call__(self, listener: Listener) -> Listener:
        if listener not in self:
            self.append(listener)
        return listener

    def tell(self, case_id: UUID, by: Actor) -> dict[str, int]:
        """Tell everybody; what they ended, for the sentence of the verb that closes."""
        return {name: count for listener in self for name, count in listener(case_id, by).items()}


#: Called with the case, the outcome and who closes; raises Refused where something must come first.
Check = Callable[[UUID, str, Actor], None]


class ClosingChecks(list[Check]):
    """Those who are asked before; a function is added by calling this with it, once."""

    def __call__(self, check: Check) -> Check:
        if check not in self:
            self.append(check)
        return check

    def ask(self, case_id: UUID, outcome: str, by: Actor) -> None:
        """Ask everybody. Raises: Refused."""
        for check in self:
            check(case_id, outcome, by)


before_case_closes = ClosingChecks()
on_case_closed = ClosingListeners()
on_case_reopened = ClosingListeners()
