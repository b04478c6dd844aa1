"""What is done at the reception: one verb, one transaction, one sentence of the trail."""

from darna.domains.reception.actions.enquiries import note_enquiry
from darna.domains.reception.actions.interpreters import (
    add_interpreter,
    change_interpreter,
    request_interpreter,
    settle_request,
)
from darna.domains.reception.actions.queue import (
    add_arrival,
    call_arrival,
    call_next,
    finish_arrival,
    mark_left,
    meet_visitor,
    put_back,
)
from darna.domains.reception.actions.visits import tie_person, untie_person

__all__ = [
    "add_arrival",
    "add_interpreter",
    "call_arrival",
    "call_next",
    "change_interpreter",
    "finish_arrival",
    "mark_left",
    "meet_visitor",
    "note_enquiry",
    "put_back",
    "request_interpreter",
    "settle_request",
    "tie_person",
    "untie_person",
]
