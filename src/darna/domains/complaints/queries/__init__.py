"""Reading complaints: the officers' list, one complaint, the counts, and what the desk may know."""

from darna.domains.complaints.queries.counts import complaint_counts, desk_settings
from darna.domains.complaints.queries.officers import (
    SORTS,
    complaint_card,
    complaint_lines,
    members_to_keep_from,
    waiting_complaints,
)
from darna.domains.complaints.queries.told import told_card, told_lines

__all__ = [
    "SORTS",
    "complaint_card",
    "complaint_counts",
    "complaint_lines",
    "desk_settings",
    "members_to_keep_from",
    "told_card",
    "told_lines",
    "waiting_complaints",
]
