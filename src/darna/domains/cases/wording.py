"""What is said when something in a case cannot be done: what happened, why, what next; by the code of the problem."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.base.pages.wording import said

SENTENCES: Final[dict[str, str | Promise]] = {
    "case_is_closed": _("This case is closed. A supervisor can reopen it with a reason; then write again."),
    "case_is_closed_already": _("This case was closed before. Nothing was changed."),
    "case_is_open_already": _("This case is open already. Nothing was changed."),
    "case_is_not_yours_to_write": _(
        "This case is with another worker or belongs to another programme, so you can read it but not write in it. "
        "Ask a supervisor to assign it to you."
    ),
    "case_is_of_another_agency": _(
        "This case belongs to another agency that shows it to yours. Only that agency can change it."
    ),
    "case_is_shared_already": _("This agency sees the case already. Take the old view back first."),
    "note_is_not_yours": _("Only the person who wrote this note, or a supervisor, can correct it."),
    "need_is_settled_already": _("Somebody settled this need before. Nothing was changed."),
    "task_is_ended_already": _("This task was finished or dropped before. Nothing was changed."),
    "share_is_revoked_already": _("This view was taken back before. The other agency no longer sees the file."),
    "protected_file_is_not_shared": _(
        "A protected file is not shown to another agency. Speak to a worker of that agency, with the person's consent."
    ),
    "in_the_past": _("This day is over. Choose today or a later day."),
    "before_the_opening": _("This day is before the case was opened. Check the date."),
    "too_far_ahead": _("A file is shown for one year at most. Choose an earlier day."),
    "after_the_consent_ends": _("The person's consent ends before this day. Choose an earlier day, or ask again."),
    "not_a_worker_of_the_agency": _("This person does not write in your agency's cases. Choose somebody of the list."),
    "worker_is_not_named": _(
        "This file is protected, and this worker is not named for it. Name them for the file first, or choose another."
    ),
    "not_an_agency_to_share_with": _("This agency cannot be chosen. Choose one of the list."),
}


def sentence(code: str) -> str:
    """The sentence of a code, in the language of the page."""
    return said(code, SENTENCES)
