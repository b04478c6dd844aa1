"""Reads of the reception, one file per noun; each says how many queries it makes."""

from darna.domains.reception.queries.counts import enquiry_counts
from darna.domains.reception.queries.interpreters import (
    interpreter_card,
    interpreter_list,
    interpreters_for,
    request_card,
    request_list,
)
from darna.domains.reception.queries.queue import arrival_card, current_arrival, queue_of_today, wall_of_today
from darna.domains.reception.queries.visitors import visitors_of_today

__all__ = [
    "arrival_card",
    "current_arrival",
    "enquiry_counts",
    "interpreter_card",
    "interpreter_list",
    "interpreters_for",
    "queue_of_today",
    "request_card",
    "request_list",
    "visitors_of_today",
    "wall_of_today",
]
