"""Logs say what happened and never about whom."""

from __future__ import annotations

import logging
import re

_HIDDEN = "[withheld]"
_QUOTED = re.compile(r"=\([^)]*\)|'[^']*'|\"[^\"]*\"|\+?\d[\d .-]{6,}\d|[^\s@]+@[^\s@]+|[\u0600-\u06ff]+")


class WithoutPersons(logging.Filter):
    """Takes values out of messages and tracebacks: PostgreSQL and forms like to quote what they refuse."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _QUOTED.sub(_HIDDEN, record.getMessage()), None
        if record.exc_info and record.exc_info[0] is not None:
            record.exc_text = _trace(record)
            record.exc_info = None
        return True


def _trace(record: logging.LogRecord) -> str:
    text = logging.Formatter().formatException(record.exc_info)  # type: ignore[arg-type]
    kept = [line if line.startswith("  File ") else _QUOTED.sub(_HIDDEN, line) for line in text.splitlines()]
    return "\n".join(kept)
