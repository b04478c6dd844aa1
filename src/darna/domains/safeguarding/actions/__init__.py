"""What is done to protect a child: one verb, one transaction, one sentence of the trail; one file per noun."""

from darna.domains.safeguarding.actions.guardians import (
    confirm_guardian,
    end_guardian,
    note_assent,
    note_conflict,
    note_guardian,
)
from darna.domains.safeguarding.actions.procedures import (
    approve_decision,
    close_procedure,
    hand_over_procedure,
    open_procedure,
    propose_decision,
    review_decision,
    send_back_decision,
)
from darna.domains.safeguarding.actions.steps import (
    finish_step,
    leave_out_step,
    plan_step,
    remove_option,
    weigh_option,
)
from darna.domains.safeguarding.actions.talks import write_talk
from darna.domains.safeguarding.actions.urgencies import escalate_clocks, set_urgent_hours, start_clock, stop_clock

__all__ = [
    "approve_decision",
    "close_procedure",
    "confirm_guardian",
    "end_guardian",
    "escalate_clocks",
    "finish_step",
    "hand_over_procedure",
    "leave_out_step",
    "note_assent",
    "note_conflict",
    "note_guardian",
    "open_procedure",
    "plan_step",
    "propose_decision",
    "remove_option",
    "review_decision",
    "send_back_decision",
    "set_urgent_hours",
    "start_clock",
    "stop_clock",
    "weigh_option",
    "write_talk",
]
