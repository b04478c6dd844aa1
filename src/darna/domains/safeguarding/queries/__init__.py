"""Reads of child protection, one file per noun; each says how many queries it makes."""

from darna.domains.safeguarding.queries.daily import today_part
from darna.domains.safeguarding.queries.files import file_part
from darna.domains.safeguarding.queries.lists import SORTS, procedure_lines
from darna.domains.safeguarding.queries.procedures import procedure_card, step_card
from darna.domains.safeguarding.queries.standing import guardian_card, standing_card
from darna.domains.safeguarding.queries.talks import talk_card
from darna.domains.safeguarding.queries.urgencies import stored_hours, urgency_card

__all__ = [
    "SORTS",
    "file_part",
    "guardian_card",
    "procedure_card",
    "procedure_lines",
    "standing_card",
    "step_card",
    "stored_hours",
    "talk_card",
    "today_part",
    "urgency_card",
]
