"""What is said of questionnaires: faults of a workbook by sheet, row and column, and what cannot be done, by its code."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from darna.base.pages.wording import said
from darna.domains.cases.wording import SENTENCES as OF_CASES
from darna.methods.xlsform import Fault

SENTENCES: Final[dict[str, str | Promise]] = {
    "required": _("This is needed."),
    "workbook_has_faults": _("This workbook cannot be used yet. Each fault stands below with its row and column."),
    "workbook_too_large": _("This workbook is larger than four megabytes. Take pictures and unused sheets out of it."),
    "workbook_unreadable": _("This file could not be read as a workbook. Save it as .xlsx, then try again."),
    "instrument_waits_already": _("A version of this questionnaire waits already. Publish it or take it away first."),
    "instrument_is_the_same": _("This workbook is the version in use, word for word. Nothing was changed."),
    "instrument_is_published": _("This version is in use already, or was. It is not changed any more."),
    "instrument_is_not_in_use": _("This version is not in use. Choose another one."),
    "second_person_needed_for_instruments": _("You brought this version in. A colleague reads it and publishes it."),
    "questionnaire_is_being_answered": _(
        "This questionnaire is being answered in this case already. Go on with that one."
    ),
    "questionnaire_is_completed": _("This questionnaire is completed. Correct it if something in it is wrong."),
    "questionnaire_was_corrected": _("This questionnaire was corrected already. Look at the newer one."),
    "answers_are_missing": _("Some questions wait for an answer. They stand below, page by page."),
    "answers_too_long": _("These answers are longer than can be kept. Shorten the longest text."),
    "answer_missing": _("This question needs an answer."),
    "answer_not_possible": _("This answer is not possible here. Check it."),
    "not_in_the_list": _("This choice is not offered. Choose one of the list."),
    "answer_too_long": _("This text is too long. Shorten it."),
    "answer_no_whole_number": _("Write a whole number, in digits."),
    "answer_no_number": _("Write a number, in digits."),
    "answer_no_day": _("Write a day that exists."),
    "answer_no_time": _("Write a time, such as 14:30."),
    "answer_no_place": _("Write latitude and longitude as numbers, such as 32.34 and -6.36."),
    "answer_ranked_twice": _("The same answer stands at two places. Give each place another one."),
    "answer_not_all_ranked": _("Give every answer a place, or none."),
    "acknowledged": _("yes"),
    "nothing_to_export": _("No completed questionnaire of this version can be carried out."),
    "too_many_to_export": _("These are more questionnaires than one file holds. Ask your administrator."),
}

#: What is wrong with a workbook; `value` is what stands in the cell.
FAULTS: Final[dict[str, str | Promise]] = {
    "no_survey_sheet": _("There is no sheet “survey”. Name the sheet with the questions so."),
    "column_missing": _("There is no column “%(value)s”. Add it."),
    "too_many_rows": _("The sheet has more rows than a questionnaire may have."),
    "nothing_is_asked": _("No row asks anything. Add a question."),
    "value_missing": _("This cell is empty, and something must stand here."),
    "type_unknown": _("“%(value)s” is not a type of question."),
    "type_left_out": _("“%(value)s” is not asked here and is left out."),
    "file_not_kept": _("A file is asked for. It is not kept here: the page says so, and nobody must give one."),
    "list_unknown": _("There is no list “%(value)s” in the sheet of choices."),
    "choices_from_file": _(
        "Choices from a file (“%(value)s”) are not supported. Write them into the sheet of choices."
    ),
    "choices_from_answers": _("Choices made of answers (“%(value)s”) are not supported. Ask in words instead."),
    "choice_with_blank": _("“%(value)s” has a blank. Where several answers may be chosen, their names have none."),
    "choice_twice": _("“%(value)s” stands in its list twice."),
    "not_closed": _("“%(value)s” is opened here and never closed. Add the row that ends it."),
    "closes_nothing": _("“%(value)s” closes nothing that is open here."),
    "name_not_fit": _("“%(value)s” cannot be a name: begin with a letter, then letters, digits, - and _ only."),
    "name_twice": _("“%(value)s” is the name of two questions. Give one of them another name."),
    "label_missing": _("“%(value)s” has no label; its name is shown instead."),
    "translation_missing": _("“%(value)s” is not said in this language; another language is shown instead."),
    "question_unknown": _("There is no question “%(value)s”."),
    "bare_word": _("“%(value)s” stands alone. Write ${%(value)s} for a question, '%(value)s' for a text."),
    "column_of_choices_unknown": _("The choices of this list have no column “%(value)s”."),
    "function_not_offered": _("The function “%(value)s” is not supported here. Ask without it."),
    "function_unknown": _("There is no function “%(value)s”."),
    "function_given_wrongly": _("The function “%(value)s” is given too few or too many things."),
    "pattern_not_readable": _("The pattern “%(value)s” cannot be read."),
    "pattern_costs_too_much": _("The pattern “%(value)s” repeats what itself repeats or chooses. Write a simpler one."),
    "asks_for_itself": _("“%(value)s” depends on itself in the end. Break the circle."),
    "expression_too_long": _("This expression is too long."),
    "expression_too_deep": _("This expression has too many brackets inside each other."),
    "expression_goes_on": _("This expression is not understood from “%(value)s” on."),
    "expression_has_a_strange_sign": _("This expression is not understood at “%(value)s”."),
    "expression_expects": _("“%(value)s” is missing in this expression."),
    "expression_ends_too_soon": _("This expression ends too soon."),
    "path_not_understood": _("The path with “%(value)s” is not supported. Name the question as ${name}."),
}


def sentence(code: str) -> str:
    """The sentence of a code in the language of the page."""
    return said(code, SENTENCES, OF_CASES)


def fault_sentence(fault: Fault) -> str:
    """A fault in the words of the reader."""
    told = FAULTS.get(fault.code)
    value = fault.column if fault.code == "column_missing" else fault.value
    return str(told) % {"value": value} if told else gettext("This is not understood.")
