"""The reasons an import gives, the reader's and its own, as sentences for the catalogues."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext, gettext_noop

from darna.base.imports.reading import REASONS

CONSENT_OF_MINOR: Final = "consent_of_minor"
NAME_CUT: Final = "name_cut"
REFUSAL_IN_NOTE: Final = "refusal_in_note"

PERSON_CHANGED: Final = "person_changed_since"
CASE_CHANGED: Final = "case_changed_since"
VISIT_CHANGED: Final = "visit_changed_since"
NOT_VISIBLE: Final = "file_not_visible"

_OWN: Final = {
    CONSENT_OF_MINOR: gettext_noop(
        "The person was a minor: this yes does not count without a guardian. It was recorded as still to be asked."
    ),
    NAME_CUT: gettext_noop("The name is longer than a name can be. It was cut; the whole text is in the note."),
    REFUSAL_IN_NOTE: gettext_noop(
        "This person already had a file and here said no to sharing. The answer is in the note; record it in the file."
    ),
    PERSON_CHANGED: gettext_noop(
        "Somebody changed this person's file since. Undo these changes first, or keep the row."
    ),
    CASE_CHANGED: gettext_noop("Somebody worked in this case since. The row was left as it is."),
    VISIT_CHANGED: gettext_noop("Somebody corrected this visit or its need since. The row was left as it is."),
    NOT_VISIBLE: gettext_noop("This file is protected, merged or erased. The row was left as it is."),
}


def explain(reason: str) -> str:
    """The sentence of a reason in the reader's language; an unknown reason is shown as it is."""
    if reason in _OWN:
        return gettext(_OWN[reason])
    return gettext(REASONS[reason].sentence) if reason in REASONS else reason
