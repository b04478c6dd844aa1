"""What is done in planning: one verb, one transaction, one sentence of the trail; one file per noun."""

from darna.domains.planning.actions.appointments import (
    cancel_appointment,
    cancel_of_closed_case,
    change_appointment,
    excuse_appointment,
    keep_appointment,
    make_appointment,
    miss_appointment,
)
from darna.domains.planning.actions.feeds import end_feed, make_feed
from darna.domains.planning.actions.items import add_item, change_item, drop_item, finish_item, remove_item
from darna.domains.planning.actions.plans import (
    approve_plan,
    begin_plan,
    change_plan,
    complete_plan,
    propose_plan,
    revise_plan,
    send_back_plan,
    take_back_plan,
    write_plan,
)
from darna.domains.planning.actions.progress import adopt_definition, mark_progress, move_stage
from darna.domains.planning.actions.reassigning import reassign_cases
from darna.domains.planning.actions.reminding import send_reminders

__all__ = [
    "add_item",
    "adopt_definition",
    "approve_plan",
    "begin_plan",
    "cancel_appointment",
    "cancel_of_closed_case",
    "change_appointment",
    "change_item",
    "change_plan",
    "complete_plan",
    "drop_item",
    "end_feed",
    "excuse_appointment",
    "finish_item",
    "keep_appointment",
    "make_appointment",
    "make_feed",
    "mark_progress",
    "miss_appointment",
    "move_stage",
    "propose_plan",
    "reassign_cases",
    "remove_item",
    "revise_plan",
    "send_back_plan",
    "send_reminders",
    "take_back_plan",
    "write_plan",
]
