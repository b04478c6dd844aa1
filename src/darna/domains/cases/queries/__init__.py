"""Reads of cases, one file per noun; each says how many queries it makes."""

from darna.domains.cases.queries.cards import case_brief, case_card, encounter_card, need_card, share_card, task_card
from darna.domains.cases.queries.files import cases_of_person, file_cases, timeline
from darna.domains.cases.queries.lists import case_list
from darna.domains.cases.queries.slips import slip_of
from darna.domains.cases.queries.tasks import open_tasks

__all__ = [
    "case_brief",
    "case_card",
    "case_list",
    "cases_of_person",
    "encounter_card",
    "file_cases",
    "need_card",
    "open_tasks",
    "share_card",
    "slip_of",
    "task_card",
    "timeline",
]
