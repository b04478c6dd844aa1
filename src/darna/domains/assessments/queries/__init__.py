"""Reads of instruments and questionnaires, one file per noun; each says how many queries it makes."""

from darna.domains.assessments.queries.answers import case_questionnaires, questionnaire_card, questionnaire_list
from darna.domains.assessments.queries.instruments import instrument_card, instrument_list

__all__ = [
    "case_questionnaires",
    "instrument_card",
    "instrument_list",
    "questionnaire_card",
    "questionnaire_list",
]
