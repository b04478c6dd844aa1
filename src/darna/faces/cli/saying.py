"""Sentences for the person at the machine, and the trouble that ends a command."""

from __future__ import annotations

import sys


class Trouble(RuntimeError):
    """A command cannot go on; the message says what to do, the code is the exit code."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


def say(line: str = "") -> None:
    """A line for the person at the machine."""
    print(line, flush=True)


def complain(line: str) -> None:
    """A line about what went wrong."""
    print(line, file=sys.stderr, flush=True)
