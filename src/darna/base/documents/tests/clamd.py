"""An antivirus that answers as clamd does, for tests."""

from __future__ import annotations

import socket
import struct
import threading
from pathlib import Path
from typing import Any


class Clamd(threading.Thread):
    """Answers as clamd does, one line a file; what it was given is kept for the test."""

    def __init__(self, place: Path, answer: bytes) -> None:
        super().__init__(daemon=True)
        self.answer, self.given = answer, b""
        self.door = socket.socket(socket.AF_UNIX)
        self.door.bind(str(place))
        self.door.listen()

    def run(self) -> None:
        while True:
            try:
                line, _where = self.door.accept()
            except OSError:
                return
            with line, line.makefile("rb") as told:
                self._answer(line, told)

    def _answer(self, line: socket.socket, told: Any) -> None:
        if told.read(1) + told.read(4) == b"zPING":
            line.sendall(b"PONG\0")
            return
        told.read(len(b"zINSTREAM\0") - len(b"zINST"))
        while size := struct.unpack(">I", told.read(4))[0]:
            self.given += told.read(size)
        line.sendall(self.answer + b"\0")
