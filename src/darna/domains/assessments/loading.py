"""Bringing the shipped instruments in, as new versions where they differ from those brought in before."""

from __future__ import annotations

from django.db import DEFAULT_DB_ALIAS, transaction

from darna.domains.assessments.actions.instruments import described
from darna.domains.assessments.instruments import Sheets, checked, fingerprint
from darna.domains.assessments.models import InstrumentVersion
from darna.domains.assessments.shipped import shipped
from darna.kernel.clock import now

_State = InstrumentVersion.State


def load_instruments(*, using: str = DEFAULT_DB_ALIAS) -> int:
    """Put into use what is shipped and not yet there; a second run changes nothing. The version before is withdrawn.

    Returns the number of versions brought in.
    """
    fresh = 0
    with transaction.atomic(using=using):
        rows = InstrumentVersion.objects.using(using).filter(agency_id__isnull=True).order_by("number")
        newest = {row.instrument: row for row in rows}
        for code, sheets in shipped().items():
            before = newest.get(code)
            if before is not None and before.fingerprint == fingerprint(sheets):
                continue
            if before is not None and before.state == _State.PUBLISHED:
                before.state, before.withdrawn_at = _State.WITHDRAWN, now()
                before.save(using=using, update_fields=["state", "withdrawn_at"])
            _published(sheets, before.number + 1 if before else 1).save(using=using, force_insert=True)
            fresh += 1
    return fresh


def _published(sheets: Sheets, number: int) -> InstrumentVersion:
    form = checked(sheets).form
    assert form is not None
    return InstrumentVersion(
        number=number,
        state=_State.PUBLISHED,
        sheets=sheets,
        fingerprint=fingerprint(sheets),
        published_at=now(),
        **described(form),
    )
