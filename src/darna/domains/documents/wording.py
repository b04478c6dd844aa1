"""What is said when something cannot be done with a paper: what happened, why, what next; by the code of the problem."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.base.pages.wording import said
from darna.domains.cases.wording import SENTENCES as OF_CASES

SENTENCES: Final[dict[str, str | Promise]] = {
    "paper_is_empty": _("This file is empty. Photograph the paper again, or choose another file."),
    "paper_is_too_large": _("This file is too large. Take a photograph instead, or scan it more coarsely."),
    "paper_is_damaged": _("This file is damaged and cannot be read. Photograph the paper, or scan it again."),
    "paper_is_not_what_it_says": _(
        "The name of this file says another kind than its content. It was not taken in. "
        "Ask where it comes from, and photograph the paper instead."
    ),
    "paper_is_of_a_telephone": _(
        "This kind of picture (HEIC or AVIF) cannot be opened safely on this server. "
        "Photograph the paper from this page, or set the telephone to take JPEG pictures."
    ),
    "paper_is_a_page_of_the_web": _(
        "This is a web page or a drawing that can carry a program (HTML, SVG), not a paper. It was not taken in. "
        "Photograph the paper instead."
    ),
    "paper_is_packed": _(
        "This is a packed file (ZIP or the like), and nobody opens those here. Send each paper on its own."
    ),
    "paper_is_a_program": _("This file is a program, not a paper. It was not taken in. Tell your administrator."),
    "paper_is_of_an_office": _("This is a document of an office program. Save it as a PDF, then send the PDF."),
    "paper_is_of_no_kind": _("This is neither a picture (JPEG, PNG, WebP) nor a PDF, whatever its name says."),
    "paper_is_locked": _("This PDF is locked with a password. Save it without one, or photograph the paper."),
    "paper_acts_by_itself": _(
        "This PDF does something by itself: it carries a script, a form or another file. It was not taken in. "
        "Print it and photograph the page."
    ),
    "paper_unpacks_too_large": _(
        "This file would become far too large once it is opened, so it was not taken in. Photograph the paper."
    ),
    "paper_is_two_kinds": _(
        "This file is a PDF and something else at once, as harmful files are. It was not taken in. "
        "Print it and photograph the page."
    ),
    "file_is_infected": _(
        "The antivirus warns of this file. It was not taken in. Do not open it; photograph the paper."
    ),
    "antivirus_is_silent": _(
        "The antivirus does not answer, so no file is taken in now. Keep the paper, try again in a few minutes, "
        "and tell your administrator if this stays."
    ),
    "file_is_kept": _("This very file is kept already. Nothing was changed."),
    "too_many_files": _("Twenty files of this paper are kept, and no more fit. Add it as a new paper."),
    "too_many_papers": _("This file holds two hundred papers, and no more fit. Take out what is not needed."),
    "no_paper_chosen": _("No paper is chosen. Choose at least one."),
    "paper_is_in_another_state": _("This paper moved on meanwhile, so this cannot be done to it. Look at it again."),
    "paper_is_over": _("By these days the paper has expired. Do not accept it, and ask for a newer one."),
    "paper_expired_on_a_day": _("This paper has expired: write the day on which it did."),
}


def sentence(code: str) -> str:
    """The sentence of a code, in the language of the page; what cases say counts here too."""
    return said(code, SENTENCES, OF_CASES)
