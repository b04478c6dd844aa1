"""Why a row was refused, read with a doubt or left aside, in words a caseworker can act on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Weight(StrEnum):
    """What a reason does to the row or the file it is about."""

    WARNING = "warning"
    REFUSED = "refused"
    SKIPPED = "skipped"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Reason:
    """A stable code, its weight and the English sentence that the catalogues translate."""

    code: str
    weight: Weight
    sentence: str


def gettext_noop(sentence: str) -> str:
    """Marks a sentence for the catalogues without needing Django here."""
    return sentence


_WARNINGS: Final = {
    "birth_after_reception": gettext_noop(
        "The birth date is later than the day of reception. Both were kept; check which one is wrong."
    ),
    "birth_date_empty_cell": gettext_noop(
        "The birth date is the 1 January 1900 that spreadsheets write for an empty cell. It was left unknown."
    ),
    "birth_date_unreadable": gettext_noop(
        "The birth date could not be read. It was left unknown; enter it in the person's file."
    ),
    "age_unreadable": gettext_noop("The age could not be read. It was left out; enter the birth year if it is known."),
    "cell_without_heading": gettext_noop(
        "This cell stands in a column without a heading. Its text was kept; look whether the row has shifted."
    ),
    "code_unreadable": gettext_noop(
        "This word matches nothing in the code list. The text was kept; choose the code in the file."
    ),
    "consent_unreadable": gettext_noop(
        "The answer about sharing is neither yes nor no. It counts as not given; ask the person."
    ),
    "estimated_birth": gettext_noop("Only an age or an approximate year is given. The birth year is an estimate."),
    "identifier_pending": gettext_noop("The document is said to be on its way. No number was recorded."),
    "identifier_shape_unknown": gettext_noop(
        "This number has the shape of no document known here. It was kept as another document; choose its kind."
    ),
    "month_only": gettext_noop("Only the month and year of birth are given. The day was left unknown."),
    "phone_country_guessed": gettext_noop(
        "The number starts with a country code without + or 00. The + was added; check the number."
    ),
    "phone_too_long": gettext_noop("The phone number has too many digits. The text was kept; correct the number."),
    "phone_too_short": gettext_noop("The phone number has too few digits. The text was kept; correct the number."),
    "phone_unreadable": gettext_noop("No phone number could be read here. The text was kept; correct the number."),
    "reception_date_impossible": gettext_noop(
        "The day of reception does not exist in the calendar. It was left unknown; enter it in the file."
    ),
    "reception_date_unreadable": gettext_noop(
        "The day of reception could not be read. It was left unknown; enter it in the file."
    ),
    "reception_in_future": gettext_noop("The day of reception has not come yet. It was left unknown; correct it."),
    "sex_unknown": gettext_noop("The sex is missing or unclear. It was recorded as unknown; complete the file."),
    "text_was_formula": gettext_noop(
        "The cell is a formula that was never calculated. Its characters were kept as text and nothing was run."
    ),
    "two_digit_year": gettext_noop(
        "The year has two digits and two centuries are possible. The later one was taken; check it."
    ),
    "year_only": gettext_noop("Only the year of birth is given. Day and month were left unknown."),
}
_REFUSED: Final = {
    "no_name": gettext_noop("The row has no name at all. Add a name in the sheet and send the file again."),
    "birth_date_impossible": gettext_noop(
        "The birth date does not exist in the calendar. Correct it in the sheet and send the file again."
    ),
    "birth_in_future": gettext_noop(
        "The birth date has not come yet. Correct it in the sheet and send the file again."
    ),
    "birth_too_long_ago": gettext_noop(
        "The birth date would make the person older than 120 years. Correct it in the sheet and send the file again."
    ),
}
_SKIPPED: Final = {
    "above_headings": gettext_noop("The row stands above the headings: a title, not a person."),
    "headings": gettext_noop("The row holds the headings."),
    "headings_repeated": gettext_noop("The row repeats the headings."),
    "number_only": gettext_noop("The row holds only its number: nobody was entered."),
    "section_title": gettext_noop("The row is a title between two parts of the register, not a person."),
    "total_line": gettext_noop("The row is a total, not a person."),
}
_UNREADABLE: Final = {
    "damaged": gettext_noop("The file is damaged. Open it in a spreadsheet program, save it again and send the copy."),
    "file_missing": gettext_noop("There is no readable file at this path. Check the name and the rights of the file."),
    "macros": gettext_noop("The workbook contains macros. Save it as .xlsx without macros and send the copy."),
    "mapping_unknown_column": gettext_noop(
        "The mapping names a column that the sheet does not have. Compare it with the headings of the sheet."
    ),
    "mapping_unknown_field": gettext_noop(
        "The mapping names a field that a register does not have. Compare it with the list of fields."
    ),
    "no_heading_row": gettext_noop(
        "No row of headings with a name was found. Check that the sheet has headings, or name the columns yourself."
    ),
    "no_such_sheet": gettext_noop("The workbook has no sheet of this name."),
    "not_a_workbook": gettext_noop("The file is not a spreadsheet. Send it as .xlsx, .ods, .xls or .csv."),
    "password_protected": gettext_noop(
        "The workbook is protected by a password. Save it without the password and send the copy."
    ),
    "too_large": gettext_noop("The workbook is too large once unpacked. Split it into smaller files."),
    "unpacks_suspiciously": gettext_noop(
        "The file unpacks in a way no spreadsheet program writes. Open it, save it again and send the copy."
    ),
}

REASONS: Final = {
    code: Reason(code, weight, sentence)
    for weight, sentences in (
        (Weight.WARNING, _WARNINGS),
        (Weight.REFUSED, _REFUSED),
        (Weight.SKIPPED, _SKIPPED),
        (Weight.UNREADABLE, _UNREADABLE),
    )
    for code, sentence in sentences.items()
}


def explain(reason: str) -> str:
    """The English sentence of a reason, to be translated where it is shown.

    Raises: KeyError for a code that no reader gives.
    """
    return REASONS[reason].sentence


def refuses(reason: str) -> bool:
    """Whether a row with this reason stays outside."""
    return REASONS[reason].weight is Weight.REFUSED
