"""The place to which the sealed card of a side is bound; put in another's place it does not open."""

from __future__ import annotations

from typing import Final

CARD: Final = "match.card"
