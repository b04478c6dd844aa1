"""Reading a value of the law that need not exist on every day."""

from __future__ import annotations

from darna.kernel.errors import NotFound
from darna.rules.engine.inquiry import Inquiry


def stated(ask: Inquiry, name: str) -> object:
    """What the law says of it on that day, the next condition resting on it; None when it says nothing that day."""
    try:
        return ask.law(name).value
    except NotFound:
        return None
