"""Reading times to keep: the agency's rule, the notices, one of them, the holds, the page of the day."""

from darna.domains.retention.queries.holds import hold_line, hold_lines
from darna.domains.retention.queries.notices import day_lines, notice_card, notice_lines, warned_at
from darna.domains.retention.queries.rules import is_rule_carried, officer_of, rule_of, rule_to_keep

__all__ = [
    "day_lines",
    "hold_line",
    "hold_lines",
    "is_rule_carried",
    "notice_card",
    "notice_lines",
    "officer_of",
    "rule_of",
    "rule_to_keep",
    "warned_at",
]
