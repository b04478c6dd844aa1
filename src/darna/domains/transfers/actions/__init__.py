"""What is done with hand-overs and transfers: one verb, one transaction, one sentence of the trail."""

from darna.domains.transfers.actions.answering import accept_transfer, decline_transfer
from darna.domains.transfers.actions.handing import (
    ask_handover,
    confirm_handover,
    give_handover,
    grant_handover,
    refuse_handover,
    undo_handover,
    withdraw_handover,
)
from darna.domains.transfers.actions.looking import open_handover, open_transfer
from darna.domains.transfers.actions.ruling import keep_ceiling, keep_rule
from darna.domains.transfers.actions.sending import (
    prepare_transfer,
    refuse_transfer,
    request_transfer,
    send_transfer,
    withdraw_transfer,
)
from darna.domains.transfers.actions.sharing import share_out, undo_batch

__all__ = [
    "accept_transfer",
    "ask_handover",
    "confirm_handover",
    "decline_transfer",
    "give_handover",
    "grant_handover",
    "keep_ceiling",
    "keep_rule",
    "open_handover",
    "open_transfer",
    "prepare_transfer",
    "refuse_handover",
    "refuse_transfer",
    "request_transfer",
    "send_transfer",
    "share_out",
    "undo_batch",
    "undo_handover",
    "withdraw_handover",
    "withdraw_transfer",
]
