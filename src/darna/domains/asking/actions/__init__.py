"""What is done with questions at the desk: one verb, one transaction, one sentence of the trail."""

from darna.domains.asking.actions.answering import (
    answer_question,
    close_question,
    give_back,
    propose_time,
    read_question,
    take_question,
)
from darna.domains.asking.actions.keeping import change_desk, remove_expired

__all__ = [
    "answer_question",
    "change_desk",
    "close_question",
    "give_back",
    "propose_time",
    "read_question",
    "remove_expired",
    "take_question",
]
