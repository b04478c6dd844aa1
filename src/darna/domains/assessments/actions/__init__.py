"""What is done with questionnaires: one verb, one transaction, one sentence of the trail; one file per noun."""

from darna.domains.assessments.actions.answering import (
    begin_questionnaire,
    complete_questionnaire,
    correct_questionnaire,
    drop_questionnaire,
    note_reading,
    save_answers,
)
from darna.domains.assessments.actions.exporting import export_answers
from darna.domains.assessments.actions.instruments import (
    bring_in_instrument,
    publish_instrument,
    remove_instrument,
    withdraw_instrument,
)

__all__ = [
    "begin_questionnaire",
    "bring_in_instrument",
    "complete_questionnaire",
    "correct_questionnaire",
    "drop_questionnaire",
    "export_answers",
    "note_reading",
    "publish_instrument",
    "remove_instrument",
    "save_answers",
    "withdraw_instrument",
]
