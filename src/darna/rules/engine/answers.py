"""Yes, no and unknown: three values, because the law is not always certain and not every fact is known."""

from __future__ import annotations

from enum import StrEnum


class Answer(StrEnum):
    """What a rule says of a person's situation.

    `UNKNOWN` is an answer of its own: a fact is missing, the law is not certain, or the numbers allow both.
    """

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, truth: bool | None) -> Answer:
        """True is yes, False is no, None is unknown.

        >>> Answer.of(None)
        <Answer.UNKNOWN: 'unknown'>
        """
        if truth is None:
            return cls.UNKNOWN
        return cls.YES if truth else cls.NO


def both(*answers: Answer) -> Answer:
    """Whether all hold: one certain *no* decides, even beside an unknown; nothing to hold is *yes*.

    Source: Kleene's strong three-valued logic.

    >>> both(Answer.UNKNOWN, Answer.NO), both(Answer.YES, Answer.UNKNOWN), both()
    (<Answer.NO: 'no'>, <Answer.UNKNOWN: 'unknown'>, <Answer.YES: 'yes'>)
    """
    if Answer.NO in answers:
        return Answer.NO
    return Answer.UNKNOWN if Answer.UNKNOWN in answers else Answer.YES


def either(*answers: Answer) -> Answer:
    """Whether one holds: one certain *yes* decides, even beside an unknown; nothing to choose from is *no*.

    >>> either(Answer.UNKNOWN, Answer.YES), either(Answer.NO, Answer.UNKNOWN), either()
    (<Answer.YES: 'yes'>, <Answer.UNKNOWN: 'unknown'>, <Answer.NO: 'no'>)
    """
    return opposite(both(*map(opposite, answers)))


def opposite(answer: Answer) -> Answer:
    """Yes for no, no for yes; what is unknown stays so.

    >>> opposite(Answer.UNKNOWN), opposite(Answer.NO)
    (<Answer.UNKNOWN: 'unknown'>, <Answer.YES: 'yes'>)
    """
    return {Answer.YES: Answer.NO, Answer.NO: Answer.YES}.get(answer, Answer.UNKNOWN)
