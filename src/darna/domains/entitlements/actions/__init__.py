"""What is done in entitlements: one verb, one transaction, one sentence of the trail; one file per noun."""

from darna.domains.entitlements.actions.again import ask_again, note_seen
from darna.domains.entitlements.actions.claims import mark_claim, move_claim, open_claim, open_claim_by_hand
from darna.domains.entitlements.actions.decisions import save_decision
from darna.domains.entitlements.actions.letters import note_claim_letter, note_letter
from darna.domains.entitlements.actions.periods import add_period, bring_periods, change_period, remove_period
from darna.domains.entitlements.actions.reminding import remind_of_claims
from darna.domains.entitlements.actions.runs import ask_all_again
from darna.domains.entitlements.actions.steps import add_step, plan_part
from darna.domains.entitlements.actions.told import forget_told

__all__ = [
    "add_period",
    "add_step",
    "ask_again",
    "ask_all_again",
    "bring_periods",
    "change_period",
    "forget_told",
    "mark_claim",
    "move_claim",
    "note_claim_letter",
    "note_letter",
    "note_seen",
    "open_claim",
    "open_claim_by_hand",
    "plan_part",
    "remind_of_claims",
    "remove_period",
    "save_decision",
]
