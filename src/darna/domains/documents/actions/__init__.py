"""What is done with papers: one verb, one transaction, one sentence of the trail."""

from darna.domains.documents.actions.keeping import ask_papers, bring_file, keep_paper
from darna.domains.documents.actions.merging import move_papers
from darna.domains.documents.actions.moving import (
    change_paper,
    check_paper,
    note_opening,
    refuse_paper,
    remove_paper,
    return_paper,
)
from darna.domains.documents.actions.nightly import expire_papers, remind_of_papers

__all__ = [
    "ask_papers",
    "bring_file",
    "change_paper",
    "check_paper",
    "expire_papers",
    "keep_paper",
    "move_papers",
    "note_opening",
    "refuse_paper",
    "remind_of_papers",
    "remove_paper",
    "return_paper",
]
