"""What questionnaires tell the file of a person, the page that closes a case, and the undoing of an import."""

from __future__ import annotations

from darna.domains.assessments.queries.answers import (
    answered_in,
    questionnaires_in_timeline,
    questionnaires_left_open,
)
from darna.domains.cases.queries.elsewhere import open_elsewhere, told_elsewhere
from darna.domains.cases.registers.holding import held_elsewhere


def listen() -> None:
    """Ask cases to tell."""
    told_elsewhere(questionnaires_in_timeline)
    open_elsewhere(questionnaires_left_open)
    held_elsewhere(answered_in)
