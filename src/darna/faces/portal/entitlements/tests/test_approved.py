"""What two keepers of the law approved is the law of the public pages from that moment on."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from darna.domains.law.tests.makers import NAME, Keepers, make_approved, make_keepers
from darna.faces.portal.entitlements.tests.test_pages import read, words
from darna.rules.book import book

#: A value that a right of this country holds itself.
OWN = "amo_tadamon.in_force"
BULLETIN = "Bulletin officiel d'exemple"


@pytest.fixture
def keepers(db: None) -> Keepers:
    """Two who keep the law."""
    return make_keepers()


def test_a_text_through_time_the_changelog_and_how_sure_we_are_show_what_was_approved(keepers: Keepers) -> None:
    before = [
        words(read(f"/en/access/{page}")) for page in ("law/ma_fr_2007/", "law/changes/", "law/?area=portability")
    ]
    assert not any(BULLETIN in page for page in before)
    make_approved(keepers.first, keepers.second)
    text, changes = (words(read(f"/en/access/{page}")) for page in ("law/ma_fr_2007/", "law/changes/"))
    assert "From 1 January 2031" in text
    assert text.count(BULLETIN) == 2
    assert changes.count(BULLETIN) == 2
    assert "An agreement of an example ends." in changes
    assert "to come" in changes


def test_how_sure_we_are_counts_the_value_that_was_approved(keepers: Keepers) -> None:
    assert BULLETIN not in _every_page("law/?certainty=V&area=portability")
    make_approved(keepers.first, keepers.second)
    assert BULLETIN in _every_page("law/?certainty=V&area=portability")


def test_my_rights_answers_by_what_was_approved(keepers: Keepers) -> None:
    told = {"rows": "3", "f-birth_date": "1958", "f-lives_in": "MA"}
    told |= {"p0-country": "FR", "p0-first": "1979", "p0-last": "1996", "p1-country": "MA", "p1-first": "1997"}
    before = words(Client().post("/en/rights/", {**told, "p1-last": "2003"}).content.decode())
    make_approved(keepers.first, keepers.second, valid_from=_begun(NAME))
    after = words(Client().post("/en/rights/", {**told, "p1-last": "2003"}).content.decode())
    assert BULLETIN not in before
    assert BULLETIN in after


def test_a_right_here_and_its_answer_rest_on_what_was_approved(keepers: Keepers) -> None:
    address = book().right("amo_tadamon").address
    assert BULLETIN not in words(read(f"/en/access/{address}/"))
    make_approved(keepers.first, keepers.second, OWN, valid_from=_begun(OWN))
    assert BULLETIN in words(read(f"/en/access/{address}/"))
    answer = words(Client().post(f"/en/access/{address}/check/").content.decode())
    assert answer.index(book().words["engine.answer.no"].in_("en")) < answer.index(BULLETIN)


def _begun(name: str) -> date:
    return book().law.parameter(name).values[-1].valid_from


def _every_page(path: str) -> str:
    first = words(read(f"/en/access/{path}"))
    return first + "".join(words(read(f"/en/access/{path}&page={number}")) for number in range(2, 40))
