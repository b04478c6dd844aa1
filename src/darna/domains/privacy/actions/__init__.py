"""What is done in the room of data protection: one verb, one transaction, one sentence of the trail."""

from darna.domains.privacy.actions.answering import (
    ask_correction,
    decide_request,
    erase_on_request,
    extend_request,
    note_correction,
    note_told,
    take_in_hand,
    withdraw_request,
)
from darna.domains.privacy.actions.asking import set_clocks, take_request
from darna.domains.privacy.actions.certifying import certify, note_copies_end
from darna.domains.privacy.actions.copying import copy_for_person
from darna.domains.privacy.actions.processing import (
    add_processing,
    begin_register,
    change_processing,
    end_processing,
    keep_safeguard,
    use_processing,
)
from darna.domains.privacy.actions.reminding import remind_of_requests

__all__ = [
    "add_processing",
    "ask_correction",
    "begin_register",
    "certify",
    "change_processing",
    "copy_for_person",
    "decide_request",
    "end_processing",
    "erase_on_request",
    "extend_request",
    "keep_safeguard",
    "note_copies_end",
    "note_correction",
    "note_told",
    "remind_of_requests",
    "set_clocks",
    "take_in_hand",
    "take_request",
    "use_processing",
    "withdraw_request",
]
