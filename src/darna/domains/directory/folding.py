"""What a search looks into: the words of an entry in four languages, without case, accents and vowel marks."""

from __future__ import annotations

from collections.abc import Iterable

from darna.base.codelists.folding import folded
from darna.base.codelists.queries import codes
from darna.base.places.queries import commune_name
from darna.domains.directory.models import Location, Organisation, Service


def words_of_organisation(organisation: Organisation) -> str:
    """Its names."""
    return _together(organisation.name.values())


def words_of_service(service: Service) -> str:
    """Its names, what it does, and the needs it answers, as all four languages say them."""
    needs = (text for line in codes("need_type") if line.code in service.needs for text in line.label.values())
    return _together([*service.name.values(), *service.description.values(), *needs])


def words_of_location(location: Location) -> str:
    """Its name and its town or commune; never its address, which may become confidential."""
    communes = {commune_name(location.commune, language) for language in ("ar", "fr")} if location.commune else set()
    return _together([location.name, location.locality, *sorted(communes)])


def _together(texts: Iterable[str]) -> str:
    return " ".join(folded(text) for text in texts if text.strip())
