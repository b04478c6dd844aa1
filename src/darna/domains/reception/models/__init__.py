"""Tables of the reception."""

from darna.domains.reception.models.enquiry import Enquiry
from darna.domains.reception.models.interpreter import Interpreter, InterpreterRequest
from darna.domains.reception.models.queue import Arrival, TicketCounter, Visit

__all__ = ["Arrival", "Enquiry", "Interpreter", "InterpreterRequest", "TicketCounter", "Visit"]
