"""Reading questions at the desk: the queue, one question, what the house decided."""

from darna.domains.asking.queries.desk import (
    SORTS,
    agreed_times,
    desk_settings,
    question_card,
    question_lines,
    waiting_questions,
)

__all__ = ["SORTS", "agreed_times", "desk_settings", "question_card", "question_lines", "waiting_questions"]
