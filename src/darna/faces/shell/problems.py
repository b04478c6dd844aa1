"""Problems as sentences in the reader's language: what happened, why, what to do next, and nobody's name."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from darna.base.accounts.wording import SENTENCES as OF_ACCOUNTS
from darna.base.lists.forms import SENTENCES as OF_LISTS
from darna.base.pages.wording import SENTENCES as OF_EVERYBODY
from darna.domains.asking.wording import SENTENCES as OF_QUESTIONS
from darna.domains.assessments.wording import SENTENCES as OF_ASSESSMENTS
from darna.domains.cases.wording import SENTENCES as OF_CASES
from darna.domains.closing.wording import SENTENCES as OF_CLOSINGS
from darna.domains.cohorts.wording import SENTENCES as OF_COHORTS
from darna.domains.complaints.wording import SENTENCES as OF_COMPLAINTS
from darna.domains.directory.wording import SENTENCES as OF_DIRECTORY
from darna.domains.documents.wording import SENTENCES as OF_PAPERS
from darna.domains.entitlements.wording import SENTENCES as OF_ENTITLEMENTS
from darna.domains.families.wording import SENTENCES as OF_FAMILIES
from darna.domains.law.wording import SENTENCES as OF_LAW
from darna.domains.linkage.wording import SENTENCES as OF_LINKAGE
from darna.domains.links.wording import SENTENCES as OF_LINKS
from darna.domains.matches.wording import SENTENCES as OF_MATCHES
from darna.domains.pages.wording import SENTENCES as OF_PAGES
from darna.domains.people.wording import OF_MERGES
from darna.domains.planning.wording import SENTENCES as OF_PLANNING
from darna.domains.privacy.wording import SENTENCES as OF_PRIVACY
from darna.domains.programmes.wording import SENTENCES as OF_PROGRAMMES
from darna.domains.reception.wording import SENTENCES as OF_RECEPTION
from darna.domains.referrals.wording import SENTENCES as OF_REFERRALS
from darna.domains.retention.wording import SENTENCES as OF_RETENTION
from darna.domains.safeguarding.wording import SENTENCES as OF_SAFEGUARDING
from darna.domains.transfers.wording import SENTENCES as OF_TRANSFERS
from darna.faces.shell.errors import WORDS, Words
from darna.kernel.errors import AlreadyDone, ConsentMissing, Invalid, NotFound, Problem

Sentences = dict[str, str | Promise]

#: What is said when no sentence was written for a code; a test keeps this from happening to our own codes.
ANY: Final = _("This could not be done, and nothing was changed. Go back and try again.")

_OF_ACTING: Final[Sentences] = {
    "problem": ANY,
    "refused": _("This is not open to you, and nothing was changed. If your work needs it, ask your supervisor."),
    "role_does_not_allow": _(
        "Your role does not include this, and nothing was changed. "
        "If your work needs it, ask your agency's administrator."
    ),
    "not_found": _("This does not exist, or it is not yours to see. Go back and search again."),
    "already_done": _("This was done before; doing it again changes nothing."),
    "stale_version": _(
        "Somebody else changed this while you were writing. Nothing was overwritten: compare both, then save again."
    ),
    "it_has_ended": _("This was ended before. Nothing was changed."),
    "register_is_under_way": _("This register is being read or brought in. Wait until it is through, then go on."),
    "register_is_not_tried": _("Look at what this register would bring first, then confirm."),
    "import_is_undone": _("This import was undone before. Nothing was changed."),
    "import_was_stopped": _("This import was taken back while it was being brought in. Nothing of it is in."),
    "import_changed_meanwhile": _(
        "Somebody changed files of this import at the same moment, so nothing was taken back. Try again."
    ),
}
_OF_TYPING: Final[Sentences] = {
    "invalid": _("This cannot be right. Check it and correct it."),
    "not_a_date": _("This is not a date. Write at least the year in four figures, such as 1985."),
    "impossible_age": _("This age cannot be right. Write completed years, such as 34."),
    "not_a_country_code": _("This country is not in the list. Choose one that is offered."),
    "not_a_field": _("This cannot be changed here. Go back and open the file again."),
    "not_a_page": _("There is no such page. Go back to the beginning of the list."),
    "unknown_field": _("A column was given a meaning that does not exist. Choose one that is offered."),
    "unknown_code": _("This choice is not offered. Choose one of the list."),
    "value_missing": _("Nothing is written here. Write it, or go back."),
    "name_missing": _("Write at least one name, in Latin or in Arabic letters."),
    "name_one_other_person": _("Write their name, or the reference of their file: one of the two."),
    "same_person": _("This is the same person. Choose somebody else."),
    "too_long_ago": _("Nobody alive was born so long ago. Check the year."),
    "unknown_reference": _("No file of this reference was found. Check it, or write their name."),
    "rule_missing": _("Say why the file is erased."),
    "wrong_code": _("This code is not right, or its time is over. Wait for the next one and type it."),
}
_OF_CONSENT: Final[Sentences] = {
    "consent_missing": _(
        "The person has not agreed to this use of their data. Ask them, record their answer, then try again."
    ),
    "consent_does_not_hold": _("This consent no longer held. Nothing was changed."),
    "notice_missing": _("Say in which language the notice was told."),
    "purpose_missing": _("Name at least one thing the person agrees to, or choose another answer."),
    "recipient_missing": _("Name with whom it may be shared, or take sharing away."),
    "recipient_without_sharing": _(
        "The person named a recipient but did not agree to sharing. Correct one of the two."
    ),
    "unknown_recipient": _("This recipient is not in the list. Choose one that is offered."),
    "guardian_missing": _("Write the name of the parent or guardian."),
    "witness_missing": _("Write the name of the witness."),
    "minor_needs_guardian": _(
        "This person may be under 18: a parent or guardian answers, or say why none could be asked."
    ),
    "scan_is_empty": _("This file is empty. Photograph the page again, or choose another file."),
    "scan_is_too_large": _("This file is larger than 10 MB. Take a smaller picture, or scan it more coarsely."),
    "scan_pdf_is_too_large": _("This PDF is larger than 2 MB. Scan it more coarsely, or photograph the page instead."),
    "scan_is_damaged": _("This file is damaged and cannot be read. Photograph the page again, or choose another file."),
    "scan_has_too_many_dots": _("This picture has too many dots to be read here. Take a smaller one."),
    "scan_is_of_another_kind": _(
        "This kind of picture (HEIC or AVIF) cannot be read here. Photograph the page from this page, or send a JPEG."
    ),
    "scan_is_no_page": _("This is neither a picture (JPEG, PNG, WebP) nor a PDF, whatever its name says."),
    "signed_page_is_kept": _("This very page is kept already. Nothing was changed."),
    "too_many_signed_pages": _("Six pages are kept with this answer, and no more fit. Nothing was changed."),
    "assent_missing": _("Ask the child too, and say what they answered."),
    "child_does_not_agree": _("Nothing is given against the child's word: choose that the person does not agree."),
}
_OF_FILES: Final[Sentences] = {
    "file_is_protected": _("This file is protected already. Nothing was changed."),
    "file_is_not_protected": _("This file is not protected. Nothing was changed."),
    "last_worker": _("Somebody must see the file. Name another worker first, or end the protection."),
    "unknown_worker": _("This worker is not of your agency. Choose somebody of the list."),
    "worker_is_named": _("This worker is named already. Nothing was changed."),
    "person_is_in_the_household": _("The person lives in this household already. Nothing was changed."),
    "vulnerability_is_noted": _("This circumstance is noted already. End it first if it begins anew."),
    "pair_is_decided": _("Somebody decided this pair before. Nothing was changed."),
    **OF_MERGES,
}
_OF_MEMBERS: Final[Sentences] = {
    "already_a_member": _("This person is a member with this role already. Nothing was changed."),
    "invitation_is_open": _("This person has an open invitation already. Withdraw it first, or wait for them."),
    "invitation_is_over": _("This invitation is no longer open. Send a new one."),
    "no_second_factor": _("This account has no second step set up yet. Nothing was changed."),
    "not_your_own_agency": _("This cannot be done to your own agency. Ask another administrator."),
    "not_your_own_membership": _("You cannot do this to your own place. Ask another administrator."),
    "password_missing": _("Choose a password first."),
    "role_not_yours_to_give": _("Your role does not give this role. Choose another one."),
    "sign_in_to_accept": _("An account with this address exists. Sign in to it, then open the invitation again."),
    "taken_by_another_agency": _("Another agency has this already. Choose something else."),
    "too_many_invitations": _("Many invitations were sent in a short time. Wait a while, then try again."),
}
_OF_TRAINING: Final[Sentences] = {
    "exercise_is_not_done": _(
        "Something in this exercise is not right yet. Check it point by point, then put it right."
    ),
    "exercise_is_passed_already": _("This exercise was done right before. Begin it again if you wish."),
}
_OF_LAW: Final[Sentences] = {
    "not_a_choice": _("This choice is not offered. Choose one of the list."),
    "not_a_country": _("Choose the country in which you were insured then."),
    "not_a_number": _("This is no number. Write figures only, such as 12 or 12.5; or leave it empty."),
    "not_a_unit": _("Choose days, weeks, months, quarters or years."),
    "not_yes_or_no": _("Answer yes or no, or leave it empty."),
    "out_of_range": _("This number cannot be. Look at it again, or leave it empty."),
    "several_amounts": _("Write the length in one unit only."),
    "too_many_periods": _("There are too many periods. Join those of the same country that touch."),
}
#: Of the file in which a person keeps what they wrote of their rights.
OF_A_KEPT_FILE: Final[Sentences] = {
    "too_large": _("This file is larger than any that is saved here. Choose the file you saved on this page."),
    "not_readable": _("This file cannot be read. Choose the file you saved on this page; its name ends in .json."),
    "another_kind": _("This is a file of something else. Choose the file you saved on this page."),
    "newer": _("This file was saved by a newer version of this page. Save it again there, or type the periods in."),
    "too_many": _("There are more than thirty periods in this file. Join those of the same country that touch."),
    "not_ours": _("Something in this file was not written by this page, so none of it was taken over."),
}
SENTENCES: Final[Sentences] = {
    **_OF_LAW,
    **OF_A_KEPT_FILE,
    **OF_EVERYBODY,
    **OF_ACCOUNTS,
    **OF_LISTS,
    **OF_DIRECTORY,
    **OF_PROGRAMMES,
    **OF_PAGES,
    **OF_LAW,
    **OF_QUESTIONS,
    **OF_PAPERS,
    **OF_COMPLAINTS,
    **OF_PLANNING,
    **OF_PRIVACY,
    **OF_SAFEGUARDING,
    **OF_ASSESSMENTS,
    **OF_ENTITLEMENTS,
    **OF_CLOSINGS,
    **OF_TRANSFERS,
    **OF_RETENTION,
    **OF_MATCHES,
    **OF_LINKAGE,
    **OF_FAMILIES,
    **OF_CASES,
    **OF_COHORTS,
    **OF_LINKS,
    **OF_REFERRALS,
    **OF_RECEPTION,
    **_OF_ACTING,
    **_OF_TYPING,
    **_OF_CONSENT,
    **_OF_FILES,
    **_OF_MEMBERS,
    **_OF_TRAINING,
}


def sentence(problem: Problem) -> str:
    """The problem in the language of the page; what was typed is never repeated."""
    return str(SENTENCES.get(problem.code, ANY))


def words_of(problem: Problem) -> Words:
    """What the error page of this problem says."""
    if isinstance(problem, NotFound):
        # An unknown record and one of another agency must look alike, down to the words.
        return WORDS[404]
    return Words(_heading(problem), sentence(problem), gettext("Nothing was changed. Go back to the page before."))


def _heading(problem: Problem) -> str:
    if isinstance(problem, ConsentMissing):
        return gettext("The person has not agreed to this")
    if isinstance(problem, AlreadyDone):
        return gettext("This was already done")
    if isinstance(problem, Invalid):
        return gettext("Something cannot be right")
    return str(WORDS.get(problem.status, WORDS[400]).heading)
