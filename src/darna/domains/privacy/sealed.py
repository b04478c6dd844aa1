"""The places to which the sealed texts of a request are bound; a text moved to another place does not open."""

from __future__ import annotations

from typing import Final

WORDS: Final = "request.words"
DELAY: Final = "request.delay"
ANSWER: Final = "request.answer"
