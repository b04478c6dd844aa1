"""Problems as sentences: what happened, why, and what to do next, in the reader's language, with nobody's name in them."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from darna.faces.shell.errors import WORDS, Words
from darna.kernel.errors import AlreadyDone, ConsentMissing, Invalid, NotFound, Problem

#: What is said when no sentence was written for a code; a test keeps this from happening to our own codes.
ANY: Final = _("This could not be done, and nothing was changed. Go back and try again.")

SENTENCES: Final[dict[str, str | Promise]] = {
    # Whoever may act
    "refused": _("This is not open to you, and nothing was changed. If your work needs it, ask your supervisor."),
    "role_does_not_allow": _(
        "Your role does not include this, and nothing was changed. If your work needs it, ask your agency's administrator."
    ),
    "not_found": _("This does not exist, or it is not yours to see. Go back and search again."),
    # Whatever was typed
    "problem": ANY,
    "invalid": _("This cannot be right. Check it and correct it."),
    "not_a_date": _(
        "This is not a date. Write the year, and the month and the day if they are known, such as 12 6 1985."
    ),
    "impossible_age": _("This age cannot be right. Write completed years, such as 34."),
    "not_a_country_code": _("This country is not in the list. Choose one that is offered."),
    # Whatever was done before
    "already_done": _("This was done before; doing it again changes nothing."),
    "stale_version": _(
        "Somebody else changed this while you were writing. Nothing was overwritten: compare both, then save again."
    ),
    # Whatever the person agreed to
    "consent_missing": _(
        "The person has not agreed to this use of their data. Ask them, record their answer, then try again."
    ),
}


def sentence(problem: Problem) -> str:
    """The problem in the language of the page; what was typed is never repeated."""
    return str(SENTENCES.get(problem.code, ANY))


def words_of(problem: Problem) -> Words:
    """What the error page of this problem says."""
    base = WORDS.get(problem.status, WORDS[400])
    if isinstance(problem, NotFound):
        # An unknown record and one of another agency must look alike, down to the words.
        return base
    return Words(_heading(problem), sentence(problem), say("Nothing was changed. Go back to the page before."))


def status_of(problem: Problem) -> int:
    """The number a browser is answered with."""
    return problem.status


def _heading(problem: Problem) -> str:
    if isinstance(problem, ConsentMissing):
        return say("The person has not agreed to this")
    if isinstance(problem, AlreadyDone):
        return say("This was already done")
    if isinstance(problem, Invalid):
        return say("Something cannot be right")
    return str(WORDS.get(problem.status, WORDS[400]).heading)
