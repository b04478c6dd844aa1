"""How much insured time a law asks for; between two readings where the law or a fact leaves two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from darna.rules.engine.answers import Answer
from darna.rules.engine.bounds import Between
from darna.rules.engine.decisions import Decision
from darna.rules.engine.inquiry import Inquiry
from darna.rules.portability.questions.stated import stated


@dataclass(frozen=True, slots=True)
class Need:
    """Less than `least` is certainly too little, `surely` is certainly enough; None where the law is not known.

    `rest` reads the law and the facts the need comes from, given which of the two decided.
    """

    least: int | None
    surely: int | None
    rest: Callable[[Inquiry, Answer], object]

    def judged(self, ask: Inquiry, key: str, has: Between | None, **values: object) -> Decision:
        """Whether a length is enough."""
        answer = self.answer(has)
        self.rest(ask, answer)
        needed = None if self.least is None or self.surely is None else Between(self.least, self.surely)
        return ask.holds(key, answer, has=has, needed=needed, **values)

    def answer(self, has: Between | None) -> Answer:
        """The answer of the numbers alone."""
        if has is None or self.least is None or self.surely is None:
            return Answer.UNKNOWN
        if has.at_least(self.surely) is Answer.YES:
            return Answer.YES
        return Answer.NO if has.at_least(self.least) is Answer.NO else Answer.UNKNOWN

    def lacking(self, has: Between | None) -> int:
        """How much more is certainly enough; 0 when that is not known."""
        if has is None or self.surely is None:
            return 0
        return max(0, int(self.surely) - int(has.low))


def need_of(ask: Inquiry, name: str) -> Need:
    """The need that one value of the law states."""
    dated = ask.peek(name)
    if dated is None or not isinstance(dated.value, int):
        return Need(None, None, lambda one, _: stated(one, name))
    return Need(dated.value, dated.value, lambda one, _: stated(one, name))
