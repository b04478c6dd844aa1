"""The stamp of a form: when it was shown and a random part, signed; from it comes the receipt code."""

from __future__ import annotations

import secrets
from enum import StrEnum
from typing import Final

from django.core import signing

from darna.kernel.clock import now

#: Seconds in which nobody fills in a form by hand, and after which a form is shown anew.
QUICKEST: Final = 3
OLDEST: Final = 12 * 3600
_SIGNER: Final = "darna.asking.form"


class Age(StrEnum):
    """How long a form was open."""

    RIGHT = "right"
    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"
    NOT_OURS = "not_ours"


def new_stamp() -> str:
    """The stamp of a form that is shown now."""
    return signing.dumps([secrets.token_hex(16), int(now().timestamp())], salt=_SIGNER)


def age_of(stamp: str) -> Age:
    """Whether a form with this stamp may be sent now."""
    told = _told(stamp)
    if told is None:
        return Age.NOT_OURS
    seconds = now().timestamp() - told[1]
    if seconds < QUICKEST:
        return Age.TOO_YOUNG
    return Age.TOO_OLD if seconds > OLDEST else Age.RIGHT


def seed_of(stamp: str) -> bytes:
    """What only this form has; empty for a stamp that is not ours."""
    told = _told(stamp)
    return told[0].encode() if told else b""


def _told(stamp: str) -> tuple[str, int] | None:
    try:
        part, at = signing.loads(stamp, salt=_SIGNER)
    except (signing.BadSignature, ValueError):
        return None
    return str(part), int(at)
