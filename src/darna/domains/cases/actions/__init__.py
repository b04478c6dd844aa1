"""What is done in cases: one verb, one transaction, one sentence of the trail; one file per noun."""

from darna.domains.cases.actions.cases import assign_case, change_case, close_case, open_case, pass_case, reopen_case
from darna.domains.cases.actions.encounters import correct_encounter, write_encounter
from darna.domains.cases.actions.giving import assign_cases
from darna.domains.cases.actions.needs import note_need, resolve_need
from darna.domains.cases.actions.shares import revoke_share, revoke_shares_of, share_case
from darna.domains.cases.actions.tasks import drop_task, finish_task, set_task

__all__ = [
    "assign_case",
    "assign_cases",
    "change_case",
    "close_case",
    "correct_encounter",
    "drop_task",
    "finish_task",
    "note_need",
    "open_case",
    "pass_case",
    "reopen_case",
    "resolve_need",
    "revoke_share",
    "revoke_shares_of",
    "set_task",
    "share_case",
    "write_encounter",
]
