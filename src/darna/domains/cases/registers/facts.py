"""What a row tells of its person, short enough to be seen beside another."""

from __future__ import annotations

from darna.domains.cases.registers.results import RowFacts
from darna.domains.people.values import PersonDraft


def facts_of(draft: PersonDraft) -> RowFacts:
    """Names, birth, place, documents and ways of contact; codes stay codes until somebody reads them."""
    return RowFacts(
        name=draft.names.latin or draft.names.arabic,
        name_ar=draft.names.arabic,
        sex=draft.sex,
        birth=str(draft.birth or ""),
        commune=draft.commune,
        documents=tuple(held.number for held in draft.identifiers),
        phones=tuple(way.value for way in draft.contacts if way.value),
    )
