"""What Darna tells in the words of HSDS 3.0 fits the published schemas, and its interface keeps its own word."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import schemathesis
from django.conf import settings
from django.core import signals
from django.db import close_old_connections
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from darna.base.rowsecurity.context import acting
from darna.config.wsgi import application
from darna.domains.directory import actions
from darna.domains.directory.hours import Line
from darna.domains.directory.queries import published
from darna.domains.directory.tests.makers import HOME, make_keepers, make_offer
from darna.domains.directory.values import HoursDraft
from darna.faces.exchange import hsds
from darna.faces.exchange.directory import every_service, words_in

HERE = Path(__file__).parent / "hsds-3.0"
SCHEMAS = json.loads((HERE / "schemas.json").read_text("utf-8"))
HOURS = (time(8), time(16))
PAGES = json.loads((HERE / "pages.json").read_text("utf-8"))
SECRETS = ("12, rue de l'Exemple", "0611223344", "Jardin caché", HOME)


def strict(schema: Any) -> Any:
    """The schema, with no word allowed that it does not know: a misspelt one would be ignored by everybody."""
    if isinstance(schema, dict):
        told = {name: strict(part) for name, part in schema.items()}
        return {**told, "additionalProperties": False} if "properties" in schema and "type" in schema else told
    return [strict(part) for part in schema] if isinstance(schema, list) else schema


@pytest.fixture(scope="module")
def fits() -> Callable[[str, Any], None]:
    """Raises when something is not as the schema of that name says."""
    defs = strict(SCHEMAS["$defs"])
    validators = {
        name: jsonschema.Draft202012Validator(
            {"$defs": defs, **SCHEMAS[name]}, format_checker=jsonschema.FormatChecker()
        )
        for name in ("service", "organization", "service_at_location")
    }
    return lambda name, told: validators[name].validate(told)


def nothing_empty(told: Any) -> bool:
    """What is not known is absent."""
    if isinstance(told, dict):
        return all(value not in (None, "", [], {}) and nothing_empty(value) for value in told.values())
    return all(map(nothing_empty, told)) if isinstance(told, list) else True


@pytest.fixture
def offers(db: None) -> dict[str, Any]:
    """A full entry, a bare one and a confidential one, beside those that shipped."""
    with translation.override("en"):
        keepers = make_keepers()
    house = keepers.house
    told = {"languages": ("ar", "it"), "cost": "free", "cost_note": "Carte d'identité", "age_from": 18, "age_to": 60}
    place = {"address": "3, place Claire", "phone": "0523000000", "accessibility": ("step_free",), "name": "Annexe"}
    full = make_offer(house, fr="Plein", en="Full", place=place, **told)
    with acting(house.context):
        actions.set_hours(
            HoursDraft((Line(1, *HOURS), Line(2, *HOURS))), seen_version=1, by=house, location_id=full.location_id
        )
        actions.mark_assured(full.pk, by=house)
    hidden = {"is_confidential": True, "address": SECRETS[0], "phone": SECRETS[1], "name": SECRETS[2], "commune": HOME}
    return {"full": full, "bare": make_offer(house), "hidden": make_offer(house, fr="Refuge", place=hidden)}


@pytest.mark.parametrize("language", ["ar", "fr", "it", "en"])
def test_every_service_fits_the_published_schema(offers: Any, fits: Any, language: str) -> None:
    found = list(every_service(language, using=settings.PORTAL_DATABASE))
    assert len(found) > 40
    for service in found:
        fits("service", service)
        assert nothing_empty(service), service


def test_a_full_entry_tells_all_it_knows(offers: Any, fits: Any) -> None:
    offer = published.shown_offer(offers["full"].pk)
    with translation.override("en"):
        told = hsds.service_at_location_with_service(offer, words_in("en"))
    fits("service_at_location", told)
    assert told["location"]["description"] == "3, place Claire"
    assert told["phones"][0]["number"] == "0523000000"
    assert [line["byday"] for line in told["schedules"]] == ["MO", "TU"]
    assert told["service"]["fees_description"] == "free of charge: Carte d'identité"
    assert (told["service"]["minimum_age"], told["service"]["maximum_age"]) == (18, 60)
    assert [one["code"] for one in told["service"]["languages"]] == ["ar", "it"]


def test_a_bare_entry_keeps_silent_about_what_nobody_knows(offers: Any, fits: Any) -> None:
    with translation.override("fr"):
        told = hsds.service([published.shown_offer(offers["bare"].pk)], words_in("fr"))
    fits("service", told)
    assert not {"fees_description", "assured_date", "minimum_age", "languages", "description", "url"} & told.keys()
    assert not {"phones", "schedules"} & told["service_at_locations"][0].keys()


def test_where_a_confidential_place_lies_is_told_nowhere(offers: Any) -> None:
    client = Client()
    for path in (
        f"/api/hsds/services/{offers['hidden'].service_id}",
        f"/api/hsds/organizations/{offers['hidden'].organisation_id}?full_service=true",
        f"/api/hsds/service_at_locations/{offers['hidden'].pk}",
    ):
        told = client.get(path).content.decode()
        assert "Refuge" in told
        assert not any(secret in told for secret in (*SECRETS, "latitude", str(offers["hidden"].location_id)))


@pytest.mark.parametrize("room", ["services", "organizations", "service_at_locations"])
def test_pages_are_those_of_the_standard(offers: Any, fits: Any, room: str) -> None:
    client = Client()
    page = client.get(f"/api/hsds/{room}?per_page=7&full=true&lang=it").json()
    assert page.keys() == {*PAGES["Page"]["properties"], "contents"}
    assert (page["page_number"], page["size"], page["first_page"], page["empty"]) == (1, 7, True, False)
    last = client.get(f"/api/hsds/{room}?per_page=7&page={page['total_pages']}").json()
    assert last["last_page"]
    assert (page["total_pages"] - 1) * 7 + last["size"] == page["total_items"]
    for one in page["contents"]:
        fits({"services": "service", "organizations": "organization"}.get(room, "service_at_location"), one)
    one = client.get(f"/api/hsds/{room}/{page['contents'][0]['id']}")
    assert one.status_code == 200
    assert client.get(f"/api/hsds/{room}/{offers['bare'].location_id}").status_code == 404


def test_our_paths_are_those_of_the_standard() -> None:
    ours = Client().get("/api/hsds/openapi.json").json()["paths"]
    paths = {path.removeprefix("/api/hsds") for path in ours}
    assert paths - {"/export.json"} <= PAGES["paths"].keys()
    for path, told in PAGES["paths"].items():
        if "/taxonom" not in path:
            names = {one["name"] for one in ours[f"/api/hsds{path}"]["get"].get("parameters", [])}
            assert names - {"id", "lang"} <= set(told)


def test_the_download_holds_everything_and_a_search_finds(offers: Any, fits: Any) -> None:
    client = Client()
    whole = json.loads(b"".join(client.get("/api/hsds/export.json?lang=ar").streaming_content))
    lines = b"".join(client.get("/api/hsds/services?format=ndjson&lang=ar").streaming_content).splitlines()
    assert [json.loads(line) for line in lines] == whole
    found = client.get("/api/hsds/services", {"search": "plein"}).json()
    assert str(offers["full"].service_id) in {one["id"] for one in found["contents"]}


SCHEMA = schemathesis.openapi.from_wsgi("/api/hsds/openapi.json", application)


@pytest.fixture
def one_connection() -> Iterator[None]:
    """The transaction of the test stays open: a server would close the connection after each answer."""
    told = (signals.request_started, signals.request_finished)
    for signal in told:
        signal.disconnect(close_old_connections)
    yield
    for signal in told:
        signal.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.usefixtures("one_connection")
@SCHEMA.parametrize()
@hypothesis_settings(max_examples=15, suppress_health_check=list(HealthCheck))
def test_the_interface_keeps_the_word_of_its_own_description(case: Any) -> None:
    case.call_and_validate(headers={"Accept-Encoding": "identity"})
