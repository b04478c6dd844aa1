"""What the answers themselves tell: a refusal tells nothing, a form without its token does nothing, a look is noted."""

from __future__ import annotations

import re
from typing import Any

import pytest

from darna.base.agencies.tests.makers import account_of
from tests.access.routes import Route, routes
from tests.access.table import TABLE
from tests.access.test_table import ROLES, holds, named, points_at_a_record
from tests.access.world import World, signed_in

RECORDS = [route for route in routes() if points_at_a_record(route)]
#: What differs from page to page whatever it says: identifiers, the token of a form, the nonce of the policy.
VARYING = re.compile(r'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(csrfmiddlewaretoken" value|nonce)="[^"]*"')
#: The family name of everybody in the world.
NAME = "El Idrissi"
#: Pages that show two files at once: each look is noted.
OF_TWO = frozenset({"desk:compare"})


def first_who_may(route: Route) -> str:
    return next(role for role in reversed(ROLES) if holds(role, TABLE[route.name].needs))


def told(answer: Any) -> tuple[int, str]:
    return answer.status_code, VARYING.sub("", answer.content.decode())


@pytest.mark.parametrize("route", RECORDS, ids=named)
def test_what_is_not_yours_answers_as_what_does_not_exist(world: World, route: Route) -> None:
    row, role = TABLE[route.name], first_who_may(route)
    for method in row.methods.split():
        absent = told(world.ask(role, method, str(world.address(route, role, "none"))))
        assert absent[0] == 404
        for relation in {"revoked", "other", "unnamed"} - row.open_to:
            address = world.address(route, role, relation)
            assert address is None or told(world.ask(role, method, address)) == absent, (relation, method)


@pytest.mark.parametrize("route", routes(), ids=named)
def test_nothing_is_done_without_the_token_of_a_form(world: World, route: Route) -> None:
    role = first_who_may(route)
    account = account_of(world.actors[role])
    client = signed_in(account, enforce_csrf_checks=True)
    address = str(world.address(route, role, "unassigned"))
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(client, method)(address)
        assert (answer.status_code, "too old to be sent" in answer.content.decode()) == (403, True), method


@pytest.mark.parametrize("header", [{}, {"HX-Request": "true"}], ids=["page", "part of a page"])
@pytest.mark.parametrize("relation", ["assigned", "colleague", "named", "shared"])
def test_a_look_into_a_file_is_one_sentence_however_it_is_asked_for(
    world: World, relation: str, header: dict[str, str]
) -> None:
    (route,) = (one for one in routes() if one.name == "desk:file")
    answer, sentences = world.look("supervisor", str(world.address(route, "supervisor", relation)), **header)
    assert NAME in answer.content.decode()
    assert sentences == [("person.opened", world.record("supervisor", relation)["person"])]


@pytest.mark.parametrize("route", [one for one in RECORDS if "get" in TABLE[one.name].methods], ids=named)
def test_a_page_that_says_who_somebody_is_is_noted(world: World, route: Route) -> None:
    role = "supervisor" if holds("supervisor", TABLE[route.name].needs) else first_who_may(route)
    answer, sentences = world.look(role, str(world.address(route, role, "unassigned")))
    assert answer.status_code in {200, 302, TABLE[route.name].get} or role == "platform_administrator"
    if NAME.encode() in answer.content:
        assert len(sentences) == (2 if route.name in OF_TWO else 1)
