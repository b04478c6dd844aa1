"""Somebody on a phone tells in Arabic of work in three countries, reads what it opens, and takes a letter home."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from darna.base.paper.tests.reading_pdf import drawings_of, words_of
from tests.journeys.browsing import PHONE, press, visitor
from tests.journeys.measuring import Eye

pytestmark = pytest.mark.journey
SHOW = "main button.btn-primary[value=show]"
PERIODS = (
    {"country": "FR", "first": "01/03/1979", "last": "31/12/1996"},
    {"country": "IT", "first": "١٩٩٨", "last": "2008"},
    {"country": "MA", "amount": "1400", "unit": "days"},
)


def test_three_countries_are_told_drawn_answered_and_written_to(browser: Browser, site: str, tmp_path: Path) -> None:
    with visitor(browser, PHONE, has_touch=True, accept_downloads=True) as phone:
        eye = Eye(phone)
        led_there(phone, site)
        assert eye.size / 1024 <= 100
        told(phone)
        press(phone, SHOW)
        assert (eye.narrow(), eye.size <= 100 * 1024, eye.hosts) == ("", True, {site})
        assert eye.look("portal:rights answered", "somebody", "ar").faults == []
        drawn(phone)
        answered(phone)
        written(phone, tmp_path)
        kept_and_brought_back(phone, site, tmp_path)
        assert "?" not in phone.url


def test_it_is_told_and_answered_without_scripts(browser: Browser, site: str) -> None:
    with visitor(browser, PHONE, java_script_enabled=False) as phone:
        phone.goto(f"{site}/ar/rights/")
        phone.fill("[name=f-birth_date]", "1958")
        press(phone, "button[value=add]")
        expect(phone.locator("fieldset.period")).to_have_count(4)
        expect(phone.locator("[name=f-birth_date]")).to_have_value("1958")
        press(phone, SHOW)
        assert phone.locator(".error-summary a").first.get_attribute("href") == "#id_p0-country"
        phone.locator("[name=p0-country]").select_option("BE")
        phone.fill("[name=p0-first]", "1990")
        phone.fill("[name=p0-last]", "2001")
        press(phone, SHOW)
        assert phone.locator("#place-BE").count() == 1


def led_there(phone: Page, site: str) -> None:
    """From the first page, by the door of those who came back."""
    phone.goto(f"{site}/ar/")
    phone.locator("#returned a[href$='/ar/rights/']").tap()
    phone.wait_for_url("**/ar/rights/")


def told(phone: Page) -> None:
    """The periods, the year of birth and where one lives."""
    for place, period in enumerate(PERIODS):
        if "amount" in period:
            phone.locator(f"#period-{place + 1} summary").tap()
        for name, value in period.items():
            _filled(phone.locator(f"[name=p{place}-{name}]"), value)
    _filled(phone.locator("[name=f-birth_date]"), "1958")
    _filled(phone.locator("[name=f-lives_in]"), "MA")


def drawn(phone: Page) -> None:
    """France, which came first, stands to the right of Italy; the gap is seen; the table says the same."""
    bars = phone.locator(".timeline-of-work > svg .tl-sure")
    france, italy = (float(bars.nth(place).get_attribute("x") or 0) for place in (0, 1))
    assert france > italy
    assert phone.locator(".timeline-of-work > svg .tl-gap").count() == 1
    assert phone.locator(".timeline-of-work tbody tr").count() == len(PERIODS)
    assert "214" in phone.locator(".timeline-of-work").inner_text()


def answered(phone: Page) -> None:
    """Each country has answers with their reasons and sources; what Italy lacks leads to its question."""
    for country in ("FR", "IT", "MA"):
        place = phone.locator(f"section[aria-labelledby=place-{country}]")
        assert place.locator("details .reasons li").count() >= 3
        assert place.locator(".sources li").count() >= 1
    assert "SE 350-05" in phone.locator("section[aria-labelledby=place-FR]").inner_text()
    phone.locator("section[aria-labelledby=place-IT] a[href^='#ask-']").first.tap()
    assert phone.locator(phone.url[phone.url.index("#") :].replace(".", "\\.")).is_visible()


def written(phone: Page, folder: Path) -> None:
    """The letter to France is in French and in Arabic, with a name in both scripts; its words are read back."""
    phone.fill("[name=l-name]", "Nadia Exemple")
    body = _taken(phone, "button[name=to][value=FR]", folder / "letter.pdf").read_bytes()
    words = words_of(body)
    for part in ("Nadia Exemple", "relevé de carrière", "22 octobre 2007", "31 décembre 1996"):
        assert _bare(part) in words, part
    for part in ("ما أطلبه", "فترات تأميني كما أعرفها", "التوقيع"):
        assert _bare(part)[::-1] in words, part
    # A letter that joins its neighbours is drawn otherwise at the start, in the middle and at the end of a word.
    assert max(drawings_of(body, letter) for letter in "تمعي") >= 3


def kept_and_brought_back(phone: Page, site: str, folder: Path) -> None:
    """The file holds the periods and no name; another visit fills the page from it, and asks the Maison with it."""
    file = _taken(phone, "button[formaction$='/rights/file/']", folder / "darna.json")
    assert "Nadia" not in file.read_text(encoding="utf-8")
    assert len(json.loads(file.read_text(encoding="utf-8"))["periods"]) == len(PERIODS)
    phone.goto(f"{site}/ar/rights/")
    phone.locator("main details summary").first.tap()
    phone.locator("#file").set_input_files(file)
    press(phone, "form[enctype] button")
    expect(phone.locator("[name=p0-first]")).to_have_value(PERIODS[0]["first"])
    press(phone, SHOW)
    press(phone, "button[formaction$='/rights/ask/']")
    text = phone.locator("main textarea[name=text]").input_value()
    assert re.search(r"1979.*1996", text)
    assert phone.locator("main form[data-guard]").get_attribute("action") == "/ar/ask/"


def _filled(control: Locator, value: str) -> None:
    if control.evaluate("one => one.localName") == "select":
        control.select_option(value)
    else:
        control.fill(value)


def _taken(phone: Page, button: str, path: Path) -> Path:
    with phone.expect_download() as taken:
        phone.locator(button).tap()
    taken.value.save_as(path)
    return path


def _bare(text: str) -> str:
    return "".join(text.split())
