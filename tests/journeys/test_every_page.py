"""Every page in Arabic on a phone and in French on a desktop: met once, then asked from all sides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import APIRequestContext, Browser

from tests.access.routes import routes
from tests.journeys.doings import ADMINISTRATOR, CASEWORKER, CONTENT_MANAGER
from tests.journeys.measuring import Look
from tests.journeys.walking import Sessions, Walk

pytestmark = pytest.mark.journey
KILOBYTE = 1024
FIRST_PAGE, ANY_PAGE = 100 * KILOBYTE, 300 * KILOBYTE
#: Pages that tell somebody why they cannot go on.
TELLS_WHY = {"error:404": 404, "error:403": 403}
OVER = {"account_choose_password": 410, "office:accept": 410}
ONLY_POSTED = "only posted"
A_PASSKEY = "of one passkey; looked at in the journey of passkeys"
NO_ORGANISATION = "only where the settings name an organisation; asked by the tests of accounts"
#: Addresses that no GET shows a page of their own for, and why.
NO_PAGE = {
    "account_lock": ONLY_POSTED,
    "account_passkey_add": A_PASSKEY,
    "account_passkey_rename": A_PASSKEY,
    "account_passkey_remove": A_PASSKEY,
    "account_organisations": NO_ORGANISATION,
    "account_organisation_sign_in": NO_ORGANISATION,
    "account_organisation_back": NO_ORGANISATION,
    "account_organisation_link": NO_ORGANISATION,
    "account_organisation_unlink": NO_ORGANISATION,
    "agencies:switch": ONLY_POSTED,
    "desk:register": "leads to the search or to the questions",
    "desk:register_leave": ONLY_POSTED,
    "desk:decide": ONLY_POSTED,
    "desk:put_off": ONLY_POSTED,
    "desk:unite": ONLY_POSTED,
    "desk:part": ONLY_POSTED,
    "directory:assure": ONLY_POSTED,
    "directory:follow_suggestion": ONLY_POSTED,
    "portal:service_thanks": "after something was sent; asked by the tests of the portal",
    "portal:rights_letter": ONLY_POSTED,
    "portal:rights_file": ONLY_POSTED,
    "portal:rights_bring": ONLY_POSTED,
    "portal:rights_ask": ONLY_POSTED,
    "pages:start": ONLY_POSTED,
    "pages:review": ONLY_POSTED,
    "law:recheck": ONLY_POSTED,
    "linkage:look": ONLY_POSTED,
    "linkage:progress": "a part of the page of runs, asked by the tests of linkage",
    "entitlements:ask_all_again": ONLY_POSTED,
    "law:patch": "a file, asked by the tests of the law",
    "portal:ask_say": ONLY_POSTED,
    "portal:ask_confirm": ONLY_POSTED,
    "portal:ask_close": ONLY_POSTED,
    "portal:ask_leave": "leads to another site, asked by the tests of asking",
    "asking:take": ONLY_POSTED,
    "portal:complain_more": ONLY_POSTED,
    "portal:complain_decide": ONLY_POSTED,
    "portal:complain_close": ONLY_POSTED,
    "portal:complain_leave": "leads to another site, asked by the tests of complaining",
    "complaints:look_into": ONLY_POSTED,
    "complaints:take_handover": ONLY_POSTED,
    "assessments:answers_pdf": "a file, asked by the tests of questionnaires",
    "privacy:certificate_pdf": "a file, asked by the tests of data protection",
    "complaints:counts_file": "a file, asked by the tests of complaints",
    "entitlements:days_file": "a file, asked by the tests of entitlements",
    "entitlements:claim_letter": ONLY_POSTED,
    "entitlements:mark_claim": "the page of the claim again, over what was ticked",
    "entitlements:seen": "only where an answer has changed; asked by the tests of entitlements",
    "asking:give_back": ONLY_POSTED,
    "portal:picture": "a picture, asked by the tests of the portal",
    "pages:image": "a picture, asked by the tests of pages",
    "desk:sign_out": ONLY_POSTED,
    "desk:drop_drafts": ONLY_POSTED,
    "desk:paper_consent_pdf": "a PDF, asked by the tests of the desk",
    "desk:paper_consent_of_pdf": "a PDF, asked by the tests of the desk",
    "documents:file": "a picture or a PDF, asked by the tests of documents",
    "documents:download": "a file, asked by the tests of documents",
    "documents:small": "a picture, asked by the tests of documents",
    "desk:signed_page_body": "a picture or a PDF, asked by the tests of the desk",
    "reception:add": ONLY_POSTED,
    "reception:call_next": ONLY_POSTED,
    "reception:move": ONLY_POSTED,
    "reception:tie": ONLY_POSTED,
    "office:withdraw": ONLY_POSTED,
    "office:open_again": ONLY_POSTED,
    "cases:show": "leads to the file",
    "transfers:undo_batch": "only after cases were shared out; asked by the tests of transfers",
    "transfers:withdraw_handover": "only for whoever asked for it; asked by the tests of transfers",
    "assessments:publish": "only of a version that a colleague brought in; asked by the tests of questionnaires",
    "portal:calendar_feed": "a calendar, asked by the tests of planning",
    "planning:plan_sheet": "a PDF, asked by the tests of planning",
    "assessments:workbook": "a file, asked by the tests of questionnaires",
    "planning:calendar_file": "a file, asked by the tests of planning",
    "planning:appointment_file": "a file, asked by the tests of planning",
    "programmes:start_draft": ONLY_POSTED,
    "programmes:arrange": ONLY_POSTED,
    "planning:mark_progress": "the page of progress again, over what was typed",
    "training:begin": ONLY_POSTED,
    "training:check": ONLY_POSTED,
    "cases:slip_pdf": "a PDF, asked by the tests of cases",
    "links:sheet_pdf": "a PDF, asked by the tests of links",
    "cases:staged_bring": ONLY_POSTED,
    "cases:staged_drop": ONLY_POSTED,
    "cases:mapping_forget": ONLY_POSTED,
    "cases:staged_problems": "a file, asked by the tests of registers",
    "lists:download": "a file, asked by the tests of cases",
    "lists:opens": ONLY_POSTED,
    "lists:remove": ONLY_POSTED,
}


def told(looks: list[str]) -> str:
    return "\n" + "\n".join(looks)


def wrong(walk: Walk, what: str) -> str:
    """Every page with a finding under that name, as lines."""
    return told([f"{look}: {getattr(look, what)}" for look in walk.looks if getattr(look, what)])


def test_every_address_is_looked_at(walk: Walk) -> None:
    known = {route.name for route in routes()}
    assert known - walk.names - set(NO_PAGE) == set()


def test_no_reason_is_kept_for_a_page_that_is_looked_at(walk: Walk) -> None:
    assert set(NO_PAGE) & walk.names == set()
    assert set(NO_PAGE) <= {route.name for route in routes()}


def test_addresses_without_a_page_lead_on(walk: Walk) -> None:
    assert walk.leads_on["cases:show"] == "desk:file"
    assert walk.leads_on["desk:register"].split(" ")[0] in {"desk:search", "desk:register_step"}


@pytest.fixture(scope="module")
def asking(browser: Browser, in_french: Walk, signed_in: Sessions) -> Iterator[list[APIRequestContext]]:
    """Three people who ask by address alone: no window is opened for an answer that shows no page."""
    everybody = [
        browser.new_context(storage_state=signed_in[who]) for who in (CASEWORKER, ADMINISTRATOR, CONTENT_MANAGER)
    ]
    yield [one.request for one in everybody]
    for one in everybody:
        one.close()


@pytest.mark.parametrize("name", [name for name, why in NO_PAGE.items() if why == ONLY_POSTED])
def test_what_is_only_posted_shows_no_page(asking: list[APIRequestContext], site: str, name: str) -> None:
    route = next(route for route in routes() if route.name == name)
    with override("fr"):
        path = reverse(name, kwargs=dict.fromkeys(route.parameters, UUID(int=1)))
    answers = {one.get(site + path, max_redirects=0).status for one in asking}
    assert 405 in answers
    assert 200 not in answers


def test_every_page_answers(walk: Walk) -> None:
    fine = {200, 422}
    odd = [
        f"{look}: {look.status}"
        for look in walk.looks
        if look.status not in fine | {TELLS_WHY.get(look.name), OVER.get(look.name)}
    ]
    assert not odd, told(odd)


def test_axe_finds_nothing(walk: Walk) -> None:
    assert not any(look.faults for look in walk.looks), wrong(walk, "faults")


def test_no_page_is_wider_than_its_screen_nor_than_320_pixels(walk: Walk) -> None:
    assert not any(look.narrow or look.wide for look in walk.looks), wrong(walk, "narrow") + wrong(walk, "wide")


def test_no_page_asks_another_host(walk: Walk, site: str) -> None:
    elsewhere = [f"{look}: {look.hosts}" for look in walk.looks if look.hosts != {site}]
    assert not elsewhere, told(elsewhere)


def test_every_page_forbids_other_hosts_and_inline_code(walk: Walk) -> None:
    for look in walk.looks:
        policy = look.headers.get("content-security-policy", "")
        assert "default-src 'none'" in policy, look
        assert not re.search(r"unsafe-|\*|https?:|data:", policy), f"{look}: {policy}"


def test_no_page_of_the_desk_is_kept_by_the_browser(walk: Walk) -> None:
    # A public page knows nobody, whoever opens it.
    of_staff = [look for look in walk.looks if "@" in look.who and not look.name.startswith("portal:")]
    kept = [str(look) for look in of_staff if "no-store" not in look.headers.get("cache-control", "")]
    assert not kept, told(kept)


def test_no_page_is_heavier_than_its_budget(walk: Walk) -> None:
    print(
        told(
            [f"{look.size / KILOBYTE:7.1f} KB  {look.language} {look.name}" for look in sorted(walk.looks, key=weight)]
        )
    )
    assert walk.of("portal:welcome").size <= FIRST_PAGE
    assert max(look.size for look in walk.looks) <= ANY_PAGE


def weight(look: Look) -> int:
    return -look.size


def test_no_title_and_no_address_names_a_person(walk: Walk) -> None:
    words = {word for name in walk.persons for word in re.findall(r"[^\W\d_]{4,}", name.lower())}
    assert words, "the walk met persons"
    for look in walk.looks:
        public = re.findall(r"[^\W\d_]{4,}", f"{look.title} {unquote(look.path)}".lower())
        assert not words & set(public), f"{look}: {look.title}"


def test_every_title_says_what_the_page_is(walk: Walk) -> None:
    assert [str(look) for look in walk.looks if not re.fullmatch(r".{3,}\s·\sDarna", look.title.strip())] == []


def test_the_page_is_in_the_language_of_its_address(walk: Walk) -> None:
    direction = {"ar": "rtl", "fr": "ltr"}[walk.language]
    assert {(look.geometry["language"], look.geometry["direction"]) for look in walk.looks} == {
        (walk.language, direction)
    }


def test_labels_and_fields_begin_at_the_same_edge(walk: Walk) -> None:
    askew = [f"{look}: {look.geometry['askew']}" for look in walk.looks if look.geometry["askew"]]
    assert not askew, told(askew)
