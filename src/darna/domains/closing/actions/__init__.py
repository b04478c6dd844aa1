"""What is done with a closing: one verb, one transaction, one sentence of the trail."""

from darna.domains.closing.actions.asking import note_check, note_opinion
from darna.domains.closing.actions.deciding import (
    approve_closing,
    keep_rule,
    propose_closing,
    send_back_closing,
    withdraw_closing,
)
from darna.domains.closing.actions.following import follow_closing, follow_reopening

__all__ = [
    "approve_closing",
    "follow_closing",
    "follow_reopening",
    "keep_rule",
    "note_check",
    "note_opinion",
    "propose_closing",
    "send_back_closing",
    "withdraw_closing",
]
