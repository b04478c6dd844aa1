"""In how many days an agency answers."""

from __future__ import annotations

from uuid import UUID

from darna.base.prepared import ID, Prepared
from darna.domains.privacy.models import RequestClock
from darna.domains.privacy.values import Clocks

_CLOCK = Prepared(lambda agency: RequestClock.objects.filter(agency_id=agency), agency=ID)


def clocks_of(agency_id: UUID) -> Clocks:
    """The agency's clocks; until it decided, those this house proposes. One query."""
    row = _CLOCK.first(agency=agency_id)
    if row is None:
        return Clocks()
    return Clocks(row.copy_days, row.rectification_days, row.objection_days, row.erasure_days, row.version)
