"""Reading hand-overs and transfers: one of them, the lists, the page of the day, the supervisor's room."""

from darna.domains.transfers.queries.cards import body_of, source_of, transfer_card, transfer_lines
from darna.domains.transfers.queries.daily import day_lines
from darna.domains.transfers.queries.handovers import handover_card, handover_lines, of_cases
from darna.domains.transfers.queries.partners import partner_answers
from darna.domains.transfers.queries.rules import ceilings_of, rule_of, rule_to_keep
from darna.domains.transfers.queries.sharing import plan_of, team_of

__all__ = [
    "body_of",
    "ceilings_of",
    "day_lines",
    "handover_card",
    "handover_lines",
    "of_cases",
    "partner_answers",
    "plan_of",
    "rule_of",
    "rule_to_keep",
    "source_of",
    "team_of",
    "transfer_card",
    "transfer_lines",
]
