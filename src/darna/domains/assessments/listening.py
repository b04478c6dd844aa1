"""What questionnaires tell the file of a person and the page that closes a case."""

from __future__ import annotations


def listen() -> None:
    """Ask cases to tell."""
