"""Ages of the house's protocol: until when somebody is a child, and in which words a child is asked."""

from __future__ import annotations

from typing import Final

from darna.domains.safeguarding.values import OLDER_FROM
from darna.kernel.clock import today
from darna.kernel.dates import PartialDate

ADULT: Final = 18


def wording_for(birth: PartialDate | None) -> str:
    """Which wording fits the age; whoever may be twelve or older is asked as such."""
    is_young = birth is not None and PartialDate(birth.earliest).age_on(today()) < OLDER_FROM
    return "young" if is_young else "older"
