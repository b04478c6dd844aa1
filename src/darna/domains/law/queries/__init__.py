"""Reads of the law as it stands: the files, and what was approved since."""

from darna.domains.law.queries.cards import parameter_card, revision_card, waiting
from darna.domains.law.queries.lists import check_queue, parameter_lines
from darna.domains.law.queries.standing import changes_of_law, current_book, current_law, set_aside

__all__ = [
    "changes_of_law",
    "check_queue",
    "current_book",
    "current_law",
    "parameter_card",
    "parameter_lines",
    "revision_card",
    "set_aside",
    "waiting",
]
