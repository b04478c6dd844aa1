"""Every erasure, whoever asked for it, leaves a certificate."""

from __future__ import annotations

from darna.domains.people.actions.erasing import after_erasing
from darna.domains.privacy.actions.certifying import certify


def listen() -> None:
    """Ask the erasing to tell."""
    after_erasing(certify)
