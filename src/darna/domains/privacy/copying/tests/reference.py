"""The schema and the example of the format, read from its reference."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

_PAGE = Path(__file__).parents[6] / "docs" / "reference" / "portable-copy.md"
_BLOCK = re.compile(r"```json\n(.*?)\n```", re.S)

SCHEMA: dict[str, Any]
EXAMPLE: dict[str, Any]
SCHEMA, EXAMPLE = (json.loads(block) for block in _BLOCK.findall(_PAGE.read_text(encoding="utf-8")))
