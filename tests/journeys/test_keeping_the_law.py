"""Two people keep the law: one reads the queue on a phone in Arabic and proposes, the other decides in French."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from darna.kernel.clock import today
from tests.journeys.browsing import DESKTOP, PHONE, path_of, visitor
from tests.journeys.colleague import Colleague, Desk
from tests.journeys.doings import ADMINISTRATOR, LAW_KEEPER
from tests.journeys.steps import tail

pytestmark = pytest.mark.journey
UNLIKELY, UNSURE, SINCE = "ma_cnss.qualifying_days", "ma_lu_2006.third_states", "2006-10-02"
#: What a proposal says why; words that nobody else wrote.
WHY = "(exemple) relu par deux personnes"
SAID = {
    "says_ar": "(مثال) تحتسب كذلك الفترات المكتملة في دولة ثالثة.",
    "says_fr": "(exemple) Les périodes accomplies dans un État tiers comptent aussi.",
    "says_it": "(esempio) Contano anche i periodi compiuti in uno Stato terzo.",
    "says_en": "(example) Periods completed in a third State count as well.",
}


def propose(keeper: Colleague, name: str, **told: str) -> str:
    """A value is proposed from the page of its parameter; the address of the proposal."""
    keeper.go(f"/desk/law/values/{name}/")
    keeper.press("main a[href$='/propose/']")
    keeper.send(checked_on=today(), **told)
    return tail(path_of(keeper.page))


def test_a_keeper_proposes_and_a_second_person_sees_what_it_would_change_and_refuses(desk: Desk) -> None:
    with desk.colleague(LAW_KEEPER, "ar", PHONE) as keeper:
        keeper.go("/desk/law/")
        keeper.press("main a[href$='/desk/law/check/']")
        keeper.press("main a[href$='?which=unsure']")
        expect(keeper.page.locator("main .rows-list .tag-danger").first).to_be_visible()
        keeper.go("/desk/law/?holder=ma_cnss&sort=-read")
        proposal = propose(keeper, UNLIKELY, value="900", valid_from="2023-01-01", certainty="GK", reason=WHY)
        keeper.press("main a[href$='/approve/']")
        expect(keeper.page.locator("main form[data-guard]")).to_have_count(0)
    with desk.colleague(ADMINISTRATOR, "fr", DESKTOP) as second:
        second.go("/desk/law/")
        second.press(f"main a[href$='{proposal}']")
        second.press("main a[href$='/approve/']")
        expect(second.page.locator("#otherwise ~ ul .tag-danger").first).to_be_visible()
        second.press("main a[href$='/refuse/']")
        second.send(reason=WHY)
        expect(second.page.locator("main .tag-closed")).to_be_visible()


def test_what_two_people_approve_is_read_by_everybody_and_leaves_the_queue(desk: Desk) -> None:
    asked = f"/desk/law/check/?holder={UNSURE.partition('.')[0]}&which=unsure"
    link = f"main .rows-list a.row-title[href$='/values/{UNSURE}/']"
    with desk.colleague(LAW_KEEPER, "ar", PHONE) as keeper:
        keeper.go(asked)
        waiting = keeper.page.locator("main .rows-list > li").count()
        expect(keeper.page.locator(link)).to_have_count(1)
        proposal = propose(keeper, UNSURE, value="true", valid_from=SINCE, certainty="GK", reason=WHY, **SAID)
        assert SAID["says_ar"] in keeper.told()
    with desk.colleague(ADMINISTRATOR, "fr", DESKTOP) as second:
        second.go(f"{proposal}approve/")
        assert SAID["says_fr"] in second.told()
        second.send(reason=WHY)
        expect(second.page.locator("main .tag-done").first).to_be_visible()
        second.go("/desk/law/changes/")
        assert WHY in second.told()
    with desk.colleague(LAW_KEEPER, "ar", PHONE) as keeper:
        keeper.go(asked)
        expect(keeper.page.locator(link)).to_have_count(0)
        assert keeper.page.locator("main .rows-list > li").count() == waiting - 1
    with visitor(desk.browser, PHONE, has_touch=True) as anybody:
        anybody.goto(f"{desk.site}/ar/access/law/{UNSURE.partition('.')[0]}/")
        assert SAID["says_ar"] in anybody.locator("main").inner_text()
        anybody.goto(f"{desk.site}/ar/access/law/changes/")
        assert WHY in anybody.locator("main").inner_text()
