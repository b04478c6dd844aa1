"""A source of registers gets a name, or what was said of it is forgotten."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.base.editing import locked_in, save
from darna.base.imports.models import KeptMapping
from darna.domains.cases.registers.mappings import own_mappings
from darna.kernel.errors import Invalid


@transaction.atomic
def rename_mapping(mapping_id: UUID, name: str, *, seen_version: int, by: Actor) -> KeptMapping:
    """Another name for a source. Raises: Refused, NotFound, StaleVersion, Invalid without a name."""
    kept = locked_in(own_mappings(by), mapping_id, seen_version)
    said = " ".join(name.split())[:60]
    if not said:
        raise Invalid("name", "required")
    save(kept, name=said)
    record("register.source_named", subject=kept)
    return kept


@transaction.atomic
def remove_mapping(mapping_id: UUID, *, seen_version: int, by: Actor) -> None:
    """Forget what the headings of a source mean; nothing that came in by it is touched.

    Raises: Refused, NotFound, StaleVersion.
    """
    kept = locked_in(own_mappings(by), mapping_id, seen_version)
    record("register.source_forgotten", subject=kept, detail={"columns": len(kept.mapping)})
    kept.delete()
