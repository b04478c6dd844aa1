"""Questionnaires as XLSForm: a workbook read and checked, its expressions, and a questionnaire being answered."""

from darna.methods.xlsform.faults import Fault
from darna.methods.xlsform.form import Choice, Form, Item, Kind, Screen, is_right_to_left, language_code, screens_of
from darna.methods.xlsform.reading import Checked, read_form
from darna.methods.xlsform.running import Answers, Circumstances, Path, Problem, Run, begun, first_answers

__all__ = [
    "Answers",
    "Checked",
    "Choice",
    "Circumstances",
    "Fault",
    "Form",
    "Item",
    "Kind",
    "Path",
    "Problem",
    "Run",
    "Screen",
    "begun",
    "first_answers",
    "is_right_to_left",
    "language_code",
    "read_form",
    "screens_of",
]
