"""What may be chosen when a question is asked: for pages outside this domain."""

from __future__ import annotations

from typing import Final

from darna.domains.asking.models import Kind, Topic

KINDS: Final = tuple(Kind.choices)
TOPICS: Final = tuple(Topic.choices)
