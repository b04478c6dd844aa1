"""Every address × every role × every relation to the record × reading and writing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from unittest.mock import patch

import pytest

from darna.base.agencies.roles import VERBS_OF, Role
from tests.access.routes import Route, routes
from tests.access.rows import Row
from tests.access.table import TABLE
from tests.access.world import OUTSIDERS, RELATIONS, World

#: Where somebody is led who must first sign in, give the second step, unlock, or find an agency.
LED = re.compile(r"/en/(account/(sign-in|second-factor|unlock)|agency/none)/")
ROLES = [str(role) for role in Role]
#: Addresses that lead to the lock or to signing in because that is what they do.
LEADING = {"account_lock", "account_logout", "mfa_authenticate", "account_unlock", "agencies:none"}


#: What an account does with one step only: give the second, prove the first again, lock the desk.
BEFORE_BOTH_STEPS = {
    "one_step": {"mfa_activate_totp", "account_reauthenticate", "account_lock"},
    "locked": set(),
    "anonymous": set(),
    "outsider": set(),
}


@pytest.fixture(scope="module", autouse=True)
def unpainted() -> Iterator[None]:
    """Pages are asked for and not painted: who may open them is decided before, and painting takes most of the time."""
    with patch("django.template.backends.django.Template.render", return_value="") as painting:
        yield
    assert painting.called


def named(route: Route) -> str:
    return route.name


def points_at_a_record(route: Route) -> bool:
    return "UUIDConverter" in route.parameters.values()


def holds(role: str, needs: str) -> bool:
    return needs in {"public", "own_account", "signed_in"} or needs in VERBS_OF[Role(role)]


def relations(route: Route, role: str, row: Row, method: str) -> tuple[str, ...]:
    """Whoever lacks the verb, or the method, is refused before anybody looks for the record; few records show it."""
    if not points_at_a_record(route):
        return ("unassigned",)
    if not holds(role, row.needs):
        return ("unassigned", "none") if method == "get" else ("unassigned",)
    return RELATIONS if method in row.methods.split() else ("unassigned",)


def expected(row: Row, role: str, relation: str, method: str, route: Route) -> set[int]:
    """The answers that are right."""
    if not holds(role, row.needs):
        return {403, 405} if method not in row.methods.split() else {403}
    if method not in row.methods.split():
        return {405}
    if points_at_a_record(route) and row.refuses(role, relation):
        return {403}
    if points_at_a_record(route) and row.hides(role, relation):
        return {404}
    if method == "get":
        return {row.get}
    return {row.post} if row.post else {200, 302, 409, 422}


def test_every_address_has_its_row_and_every_row_its_address() -> None:
    assert {route.name: route.needed for route in routes()} == {name: row.needs for name, row in TABLE.items()}


@pytest.mark.parametrize("route", routes(), ids=named)
def test_a_role_opens_what_the_table_says(world: World, route: Route) -> None:
    row, wrong = TABLE[route.name], []
    for role, method in product(ROLES, ("get", "post")):
        for relation in relations(route, role, row, method):
            address = world.address(route, role, relation)
            if address is None:
                continue
            answer = world.ask(role, method, address)
            allowed = expected(row, role, relation, method, route)
            led = LED.search(answer.get("Location", "")) and route.name not in LEADING
            if answer.status_code not in allowed or led:
                wrong.append(f"{role} {method} {relation}: {answer.status_code}, expected {sorted(allowed)}")
    assert wrong == []


@pytest.mark.parametrize("route", [one for one in routes() if TABLE[one.name].needs != "public"], ids=named)
def test_a_page_answers_to_reading_and_to_its_form_and_to_nothing_else(world: World, route: Route) -> None:
    role = next(role for role in reversed(ROLES) if holds(role, TABLE[route.name].needs))
    address = str(world.address(route, role, "unassigned"))
    assert [world.ask(role, method, address).status_code for method in ("put", "patch", "delete")] == [405] * 3


@pytest.mark.parametrize("route", [one for one in routes() if TABLE[one.name].needs != "public"], ids=named)
def test_nobody_opens_it_before_they_are_somebody(world: World, route: Route) -> None:
    row, wrong = TABLE[route.name], []
    for asker in OUTSIDERS:
        if row.needs == "own_account" and (asker == "outsider" or route.name in BEFORE_BOTH_STEPS[asker]):
            continue
        for method in ("get", "post"):
            answer = world.ask(asker, method, str(world.address(route, asker, "unassigned")))
            if answer.status_code != 405 and not LED.search(answer.get("Location", "")):
                wrong.append(f"{asker} {method}: {answer.status_code}")
    assert wrong == []
