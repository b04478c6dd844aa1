"""Through which connection reference data are read: a public page asks as the portal, everything else as the application."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_alias: ContextVar[str] = ContextVar("asked_through", default="default")


def asked_alias() -> str:
    """The name of the connection in this thread, for words and places that are the same for everybody."""
    return _alias.get()


@contextmanager
def asked_through(alias: str) -> Iterator[None]:
    """Read reference data through that connection meanwhile."""
    before = _alias.set(alias)
    try:
        yield
    finally:
        _alias.reset(before)
