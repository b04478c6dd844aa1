"""The worked situations that would be answered otherwise if a revision were approved."""

from __future__ import annotations

from functools import lru_cache

from darna.domains.law.queries.standing import current_book
from darna.rules.book import ROOT
from darna.rules.engine.revisions import Revision, supposing
from darna.rules.engine.situations import Situation, situations_in
from darna.rules.engine.supposing import Difference, differences


def answered_otherwise(revision: Revision) -> tuple[Difference, ...]:
    """Every situation of the files under the law as it stands and under the supposed one. One query.

    Nothing is asked of a parameter that the law does not have any more.
    """
    known = current_book()
    if not known.law.knows(revision.name):
        return ()
    return differences(_situations(), known.questions, known.facts, known.law, supposing(known.law, revision))


def how_many() -> int:
    """How many situations the files hold."""
    return len(_situations())


@lru_cache(maxsize=1)
def _situations() -> tuple[Situation, ...]:
    return tuple(situations_in(ROOT))
