"""Bringing the reference places in: the one way these tables change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, models, transaction

from darna.base.places import queries, sources
from darna.base.places.models import Commune, Country, Province, Region
from darna.base.places.sources import TerritoryRow

#: What the statistical office published for 2024; a package that says otherwise is not loaded.
REGIONS: Final = 12
COMMUNES: Final = 1_503
POPULATION_2024: Final = 36_828_330
HOME_REGION: Final = ("05", 135, 2_525_801)


class SourceDiffers(RuntimeError):
    """The installed census package does not add up to the published totals; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many places were new, changed and already right."""

    created: int = 0
    changed: int = 0
    same: int = 0

    def __add__(self, other: Loaded) -> Loaded:
        return Loaded(
            self.created + other.created,
            self.changed + other.changed,
            self.same + other.same,
        )


def load_places(*, using: str = DEFAULT_DB_ALIAS) -> Loaded:
    """Bring Morocco's territories and the world's countries up to date; a second run changes nothing.

    Eight queries when there is something to do, four when there is not.
    Raises: SourceDiffers if the census package does not add up.
    """
    regions, provinces, communes = (
        sources.regions(),
        sources.provinces(),
        sources.communes(),
    )
    check_census(regions, communes)
    with transaction.atomic(using=using):
        loaded = (
            _brought_in(Region, [Region(**_own(row)) for row in regions], using)
            + _brought_in(
                Province,
                [Province(region_id=row.parent, kind=row.kind, **_own(row)) for row in provinces],
                using,
            )
            + _brought_in(
                Commune,
                [Commune(province_id=row.parent, kind=row.kind, **_own(row)) for row in communes],
                using,
            )
            + _brought_in(Country, list(_countries()), using)
        )
    queries.forget()
    return loaded


def check_census(regions: Sequence[TerritoryRow], communes: Sequence[TerritoryRow]) -> None:
    """Refuse a census table that does not add up to what was published.

    Provinces are never added up: Casablanca's prefectures of arrondissements would count twice.
    Raises: SourceDiffers, naming what was found.
    """
    code, home_communes, home_population = HOME_REGION
    home = [row for row in communes if row.code.startswith(code)]
    found = (
        len(regions),
        len(communes),
        _persons(regions),
        _persons(communes),
        len(home),
        _persons(home),
    )
    if found != (
        REGIONS,
        COMMUNES,
        POPULATION_2024,
        POPULATION_2024,
        home_communes,
        home_population,
    ):
        raise SourceDiffers(f"regions, communes, persons by region, by commune, home communes, home persons: {found}")


def _persons(rows: Iterable[TerritoryRow]) -> int:
    return sum(row.population_2024 or 0 for row in rows)


def _own(row: TerritoryRow) -> dict[str, Any]:
    return {name: value for name, value in asdict(row).items() if name not in ("parent", "kind")}


def _countries() -> Iterable[Country]:
    for code, (alpha3, name) in sources.countries().items():
        names = {f"name_{language}": text for language, text in name.items()}
        yield Country(
            code=code,
            alpha3=alpha3,
            is_offered=code not in sources.not_offered(),
            **names,
        )


def _brought_in(model: type[models.Model], rows: list[Any], using: str) -> Loaded:
    """One read, and one INSERT … ON CONFLICT for what differs; rows that left the source stay: files refer to them."""
    fields = [field.attname for field in model._meta.concrete_fields]
    # The base manager, not values_list on the default ordering: we only compare.
    present = {row[0]: row for row in model._base_manager.using(using).values_list(*fields)}
    wanted = [(tuple(getattr(row, field) for field in fields), row) for row in rows]
    differing = [row for values, row in wanted if present.get(row.pk) != values]
    created = sum(row.pk not in present for row in differing)
    if differing:
        model._base_manager.using(using).bulk_create(
            differing,
            update_conflicts=True,
            unique_fields=[fields[0]],
            update_fields=_updatable(model),
        )
    return Loaded(created, len(differing) - created, len(rows) - len(differing))


def _updatable(model: type[models.Model]) -> list[str]:
    return [field.name for field in model._meta.concrete_fields if not field.primary_key]
