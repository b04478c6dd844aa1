"""What is said about pages: problems by their code, what is in the way of a version, languages by their names."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.base.pages.wording import said
from darna.domains.pages.values import Fault

SENTENCES: Final[dict[str, str | Promise]] = {
    "address_is_taken": _("Another page has this address. Choose another one."),
    "days_out_of_bounds": _("Write a number of days from 7 to 730."),
    "draft_is_begun": _("A version of this page is under way already. Go on with it, or throw it away."),
    "image_has_too_many_dots": _("This picture has too many dots to be read here. Take a smaller one."),
    "image_is_damaged": _("This picture is damaged and cannot be read. Choose another one."),
    "image_is_empty": _("This file is empty. Choose another one."),
    "image_is_no_picture": _("This is no picture that can be shown here. Choose a JPEG, PNG or WebP."),
    "image_is_too_large": _("This file is larger than 10 MB. Take a smaller picture."),
    "image_not_told": _("A picture is not told in words in a language that is ready. Say what it shows."),
    "language_not_ready": _("Arabic and French must be ready before a version is proposed."),
    "link_leads_nowhere": _(
        "A link leads nowhere safe. Write it as [words](/address), [words](tel:number) or [words](https://site)."
    ),
    "not_an_address": _("Write small letters without accents, digits and hyphens, such as coming-back."),
    "not_published_yet": _("This page was never published, so there is nothing to read again."),
    "not_within_a_year": _("Choose an instant that has not come yet, within a year."),
    "page_is_not_proposed": _("This version is not proposed any more. Nothing was changed."),
    "page_is_not_scheduled": _("This version does not wait to appear. Nothing was changed."),
    "page_is_not_shown": _("This version is not what the public reads. Nothing was changed."),
    "place_out_of_bounds": _("Write a number from 0 to 9999."),
    "reviewed_today": _("This page was read again today already. Nothing was changed."),
    "second_person_needed": _(
        "You proposed this version, so somebody else must publish it: another content manager, or your administrator."
    ),
    "source_is_not_dated": _("Write the date as far as it is known: 2025-05-28, 2025-05 or 2025."),
    "source_line_is_not_clear": _("Write a source on each line: how well founded, date, title, with | between them."),
    "too_many_images": _("A page has at most four pictures. Take one away first."),
    "too_many_sources": _("These are more than twenty sources. Keep those that matter."),
}

LANGUAGE_NAMES: Final[dict[str, Promise]] = {
    "ar": _("Arabic"),
    "fr": _("French"),
    "it": _("Italian"),
    "en": _("English"),
}

_FAULTS: Final[dict[str, Promise]] = {
    "language_not_ready": _("%(language)s is not ready."),
    "link_leads_nowhere": _("%(language)s: this link leads nowhere safe: %(words)s"),
    "image_not_told": _("%(language)s: it is not said what picture %(words)s shows."),
}


def sentence(code: str) -> str:
    """The sentence of a code, in the language of the page."""
    return said(code, SENTENCES)


def told(fault: Fault) -> str:
    """What is in the way of a version, as a sentence."""
    named = {"language": str(LANGUAGE_NAMES[fault.language]) if fault.language else "", "words": fault.words}
    return str(_FAULTS[fault.code]) % named
