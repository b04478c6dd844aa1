"""An antivirus beside Darna, asked through its socket before a file is read: clamd, if the operator names one."""

from __future__ import annotations

import socket
import struct
from enum import StrEnum
from typing import Final

from django.conf import settings

from darna.kernel.errors import Invalid

_SECONDS: Final = 30.0
_PIECE: Final = 64 * 1024
#: An answer of clamd is one short line.
_LONGEST: Final = 4096


class State(StrEnum):
    """Whether files are looked through."""

    NOT_ASKED = "not_asked"
    ANSWERS = "answers"
    SILENT = "silent"


def state() -> State:
    """Whether an antivirus is named, and whether it answers. No query; waits half a minute at most."""
    if not settings.DARNA_CLAMD_SOCKET:
        return State.NOT_ASKED
    try:
        return State.ANSWERS if _asked(b"zPING\0") == b"PONG" else State.SILENT
    except OSError:
        return State.SILENT


def require_clean(field: str, body: bytes) -> None:
    """Nothing where no antivirus is named.

    Raises: Invalid for a file it warns of, and for any file while it does not answer.
    """
    if not settings.DARNA_CLAMD_SOCKET:
        return
    try:
        answer = _asked(b"zINSTREAM\0", body)
    except OSError as silent:
        raise Invalid(field, "antivirus_is_silent") from silent
    if answer.endswith(b"FOUND"):
        raise Invalid(field, "file_is_infected")
    if answer != b"stream: OK":
        raise Invalid(field, "antivirus_is_silent")


def _asked(command: bytes, body: bytes | None = None) -> bytes:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(_SECONDS)
        line.connect(settings.DARNA_CLAMD_SOCKET)
        line.sendall(command)
        if body is not None:
            for start in range(0, len(body), _PIECE):
                piece = body[start : start + _PIECE]
                line.sendall(struct.pack(">I", len(piece)) + piece)
            line.sendall(struct.pack(">I", 0))
        answer = b""
        while len(answer) < _LONGEST and not answer.endswith(b"\0"):
            more = line.recv(_LONGEST)
            if not more:
                break
            answer += more
    return answer.rstrip(b"\0").strip()
