"""Bringing the shipped definitions in, as new versions where they differ from those brought in before."""

from __future__ import annotations

from django.db import DEFAULT_DB_ALIAS, transaction

from darna.domains.programmes import queries
from darna.domains.programmes.models import ProgrammeVersion
from darna.domains.programmes.shipped import shipped
from darna.domains.programmes.values import to_json
from darna.kernel.clock import now


def load_programmes(*, using: str = DEFAULT_DB_ALIAS) -> int:
    """Publish what is shipped and not yet there; a second run changes nothing. At most three queries.

    What an agency made its own stays in force there. Returns the number of versions brought in.
    """
    with transaction.atomic(using=using):
        rows = ProgrammeVersion.objects.using(using).filter(agency_id__isnull=True).order_by("number")
        newest = {row.programme: row for row in rows}
        fresh = []
        for code, content in shipped().items():
            before, told = newest.get(code), to_json(content)
            if before is None or before.content != told:
                number = before.number + 1 if before else 1
                fresh.append(_published(code, number, told))
        ProgrammeVersion.objects.using(using).bulk_create(fresh)
    queries.forget()
    return len(fresh)


def _published(code: str, number: int, content: dict[str, object]) -> ProgrammeVersion:
    published = ProgrammeVersion.State.PUBLISHED
    return ProgrammeVersion(programme=code, number=number, content=content, state=published, published_at=now())
