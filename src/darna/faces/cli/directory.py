"""A directory of fictional services of any size, for measuring the public pages."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import time, timedelta
from typing import Any, Final
from uuid import UUID

import psycopg

from darna.base.codelists.folding import folded
from darna.base.codelists.queries import codes
from darna.base.places.queries import commune_name, communes
from darna.kernel.clock import CASABLANCA, now, today

Row = tuple[Any, ...]

_SERVED: Final = ("everybody", "returned_mre", "mre_abroad", "third_country_national")
_SPOKEN: Final = ("ar", "fr", "zgh", "it", "en", "es")
_TABLES: Final = {
    "directory_organisation": "id, name_ar, name_fr, name_it, name_en, kind, region, website, is_information_only, state, "
    "source, certainty, folded, added_at, version",
    "directory_service": "id, organisation_id, name_ar, name_fr, name_it, name_en, description_ar, description_fr, "
    "description_it, description_en, needs, languages, cost, cost_note, serves, sex, note_ar, note_fr, note_it, note_en, "
    "state, source, certainty, folded, added_at, version",
    "directory_location": "id, organisation_id, name, country, region, commune, locality, address, phone, is_confidential, "
    "accessibility, time_zone, note, state, folded, version",
    "directory_serviceatlocation": "id, organisation_id, location_id, service_id, state, assured_on, assured_by, version",
    "directory_schedule": "id, organisation_id, location_id, weekday, opens, closes",
}


def fill_directory(connection: psycopg.Connection[Any], services: int, *, seed: int = 7) -> None:
    """So many published services, each at one place, poured in past the triggers of a throw-away server.

    Four in five places have hours, one in five entries was assured lately, one place in fifty is confidential.
    """
    rows: dict[str, list[Row]] = {table: [] for table in _TABLES}
    for table, row in _rows(services, random.Random(seed)):  # noqa: S311 - fiction that must repeat
        rows[table].append(row)
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        for table, columns in _TABLES.items():
            with cursor.copy(f"copy {table} ({columns}) from stdin") as copy:
                for row in rows[table]:
                    copy.write_row(row)
    connection.execute("analyze")


def _rows(services: int, dice: random.Random) -> Iterator[tuple[str, Row]]:
    places = [line.code for line in communes(region="05")]
    needs = [line for line in codes("need_type") if line.code != "other"]
    instant = now()
    organisation, location, commune = UUID(int=0), UUID(int=0), ""
    for number in range(services):
        if number % 5 == 0:
            organisation, commune = _key(dice), dice.choice(places)
            yield "directory_organisation", _organisation(organisation, number // 5, instant)
        if number % 3 == 0 or number % 5 == 0:
            location = _key(dice)
            yield "directory_location", _location(location, organisation, commune, dice)
            if dice.random() < 0.8:
                yield from _week(organisation, location, dice)
        service = _key(dice)
        yield "directory_service", _service(service, organisation, number, dice.sample(needs, 2), dice, instant)
        assured = today() - timedelta(dice.randint(1, 170)) if dice.random() < 0.2 else None
        told = (_key(dice), organisation, location, service, "active", assured, service if assured else None, 1)
        yield "directory_serviceatlocation", told


def _organisation(key: UUID, number: int, instant: Any) -> Row:
    names = (f"جمعية {number}", f"Association {number}", f"Associazione {number}", f"Association {number}")
    return (key, *names, "association", "05", "", False, "active", "", "general", folded(" ".join(names)), instant, 1)


def _location(key: UUID, organisation: UUID, commune: str, dice: random.Random) -> Row:
    words = folded(f"{commune_name(commune, 'ar')} {commune_name(commune, 'fr')}")
    hidden = dice.random() < 0.02
    return (key, organisation, "", "MA", "05", commune, "", "", "", hidden, [], CASABLANCA, "", "active", words, 1)


def _service(key: UUID, organisation: UUID, number: int, needs: Any, dice: random.Random, instant: Any) -> Row:
    names = [f"{needs[0].label.in_(language)} {number}" for language in ("ar", "fr", "it", "en")]
    told = [needs[1].label.in_(language) for language in ("ar", "fr", "it", "en")]
    spoken = dice.sample(_SPOKEN, 2)
    cost = dice.choice(("free", "fee", "unknown"))
    every = folded(" ".join([*names, *told]))
    return (
        *(
            key,
            organisation,
            *names,
            *told,
            [need.code for need in needs],
            spoken,
            cost,
            "",
            [dice.choice(_SERVED)],
            "",
        ),
        *("", "", "", "", "active", "", "general", every, instant, 1),
    )


def _week(organisation: UUID, location: UUID, dice: random.Random) -> Iterator[tuple[str, Row]]:
    opens = time(dice.choice((8, 9)), dice.choice((0, 30)))
    for weekday in range(1, 6):
        yield "directory_schedule", (_key(dice), organisation, location, weekday, opens, time(16, 30))


def _key(dice: random.Random) -> UUID:
    return UUID(int=dice.getrandbits(128), version=4)
