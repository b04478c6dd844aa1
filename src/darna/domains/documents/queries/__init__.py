"""What is asked of documents; one file per question."""

from darna.domains.documents.queries.cards import opened_file, paper_card, small_file, written_of
from darna.domains.documents.queries.checklists import checklist
from darna.domains.documents.queries.lists import expiring_papers, paper_lines, papers_of_file

__all__ = [
    "checklist",
    "expiring_papers",
    "opened_file",
    "paper_card",
    "paper_lines",
    "papers_of_file",
    "small_file",
    "written_of",
]
