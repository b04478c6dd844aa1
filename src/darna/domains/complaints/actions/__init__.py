"""What is done with complaints: one verb, one transaction, one sentence of the trail, and never a word of the text."""

from darna.domains.complaints.actions.handing import propose_handover, take_handover
from darna.domains.complaints.actions.keeping import change_desk, close_day
from darna.domains.complaints.actions.looking import (
    acknowledge,
    answer,
    keep_from,
    look_into,
    read_complaint,
    step_back,
    write,
)

__all__ = [
    "acknowledge",
    "answer",
    "change_desk",
    "close_day",
    "keep_from",
    "look_into",
    "propose_handover",
    "read_complaint",
    "step_back",
    "take_handover",
    "write",
]
