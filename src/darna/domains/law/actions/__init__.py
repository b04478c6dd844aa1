"""What keepers of the law do: one verb, one transaction, one sentence of the trail."""

from darna.domains.law.actions.deciding import approve_revision, refuse_revision
from darna.domains.law.actions.proposing import propose_revision, withdraw_revision
from darna.domains.law.actions.reading import mark_rechecked

__all__ = [
    "approve_revision",
    "mark_rechecked",
    "propose_revision",
    "refuse_revision",
    "withdraw_revision",
]
