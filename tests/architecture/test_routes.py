"""Every address says who may open it, and none carries anything about a person."""

from __future__ import annotations

import inspect

import pytest

from darna.base.agencies.roles import Verb
from darna.domains.cases.access import may_read_narrative
from darna.domains.directory.access import may_know_address
from tests.access.routes import Route, routes

STAFF = {
    "desk",
    "planning",
    "closing",
    "privacy",
    "transfers",
    "retention",
    "matches",
    "families",
    "linkage",
    "safeguarding",
    "documents",
    "entitlements",
    "assessments",
    "programmes",
    "cases",
    "cohorts",
    "training",
    "directory",
    "pages",
    "law",
    "asking",
    "complaints",
    "people",
    "imports",
    "lists",
    "audit",
    "office",
    "agencies",
    "reception",
    "referrals",
    "links",
}
#: Addresses that hold more than identifiers: a secret of a link, or a word of the programme.
WORDS = {
    "portal:calendar_feed": "the secret of a subscription",
    "link:open": "the secret of a link to a partner without an account",
    "entitlements:ask": "the neutral name of a question of the law",
    "training:exercise": "the name of an exercise",
    "training:begin": "the name of an exercise",
    "training:check": "the name of an exercise",
    "account_choose_password": "the token of an e-mail",
    "account_organisation_sign_in": "the short name of an organisation in the settings",
    "account_organisation_back": "the short name of an organisation in the settings",
    "account_organisation_link": "the short name of an organisation in the settings",
    "account_organisation_unlink": "the short name of an organisation in the settings",
    "office:accept": "the token of an invitation",
    "desk:register_step": "the name of a step",
    "desk:add": "the name of a part of the file",
    "desk:end": "the name of a part of the file",
    "programmes:add_part": "the kind of a part of a programme",
    "programmes:rename_part": "the kind and the code of a part of a programme",
    "reception:move": "where a ticket goes",
    "portal:door": "one of the seven doors",
    "law:value": "the name of a value of the law",
    "law:propose": "the name of a value of the law",
    "law:recheck": "the name of a value of the law",
    "portal:read": "the address of a public page",
    "portal:access_right": "the neutral name of a right",
    "portal:access_check": "the neutral name of a right",
    "portal:access_instrument": "the name of a legal text",
}

#: Verbs that open a part of a page instead of a page.
INSIDE = {
    Verb.READ_NARRATIVE: "the notes in the file and in the timeline",
    Verb.READ_ADDRESSES: "where a confidential place lies, on the page of a service",
}


def named(route: Route) -> str:
    return route.name


@pytest.mark.parametrize("route", routes(), ids=named)
def test_an_address_under_a_language_says_who_may_open_it(route: Route) -> None:
    assert route.needed in {"public", "own_account", "signed_in", *Verb.values}


@pytest.mark.parametrize("route", routes(), ids=named)
def test_an_address_is_of_a_named_room(route: Route) -> None:
    room, _, name = route.name.partition(":")
    assert (room in STAFF | {"portal", "link"} and name.isidentifier()) or route.name.startswith(("account_", "mfa_"))


@pytest.mark.parametrize("route", routes(), ids=named)
def test_an_address_holds_identifiers_only(route: Route) -> None:
    wordy = {name for name, kind in route.parameters.items() if kind not in {"UUIDConverter", "IntConverter"}}
    assert not wordy or route.name in WORDS


def test_no_reason_is_kept_for_an_address_that_is_gone() -> None:
    assert set(WORDS) <= {route.name for route in routes()}


@pytest.mark.parametrize("verb", list(Verb))
def test_a_verb_guards_at_least_one_address(verb: Verb) -> None:
    assert verb in {route.needed for route in routes()} or verb in INSIDE


def test_a_verb_that_guards_a_part_of_a_page_is_asked_there() -> None:
    assert "Verb.READ_NARRATIVE" in inspect.getsource(may_read_narrative)
    assert "Verb.READ_ADDRESSES" in inspect.getsource(may_know_address)
