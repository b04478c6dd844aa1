"""What people do by forms, so that a page exists that no link leads to; told apart by who does it."""

from __future__ import annotations

import base64
import hmac
import re
import struct
import time
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from darna.base.documents.tests.papers import drawn, written
from darna.kernel.clock import now, today
from tests.journeys import doings_assessments, doings_complaints, doings_links, doings_safeguarding, leading
from tests.journeys.browsing import PASSWORD, give_password, path_of, press, sign_in, visitor
from tests.journeys.doings_documents import open_a_paper
from tests.journeys.doings_privacy import compare_across, correct_a_file, keep_the_room
from tests.journeys.doings_transfers import look_at_moves, meet_a_transfer

if TYPE_CHECKING:
    from tests.journeys.walking import Walker

CASEWORKER = "caseworker@maison.example"
SUPERVISOR = "supervisor@maison.example"
PARTNER = "caseworker@entraide.example"
DATA_OFFICER = "data-officer@maison.example"
ADMINISTRATOR = "agency-administrator@maison.example"
CONTENT_MANAGER = "content-manager@maison.example"
DIRECTORY_KEEPER = "directory-keeper@maison.example"
LAW_KEEPER = "law-keeper@maison.example"
OPERATOR = "platform-administrator@operator.example"
#: Four words nobody else would put together: what a newcomer chooses.
CHOSEN = "verveine citron cumin safran"


def caseworker(walker: Walker) -> None:
    """A caseworker searches, registers, reads files, looks after their own account and locks the desk."""
    walker.go("/desk/")
    _receive(walker)
    _search(walker)
    _answer_every_question(walker)
    walker.wander()
    _look_after_the_account(walker)
    _read_further(walker)
    doings_assessments.look_at_answers(walker)
    walker.search_files()
    walker.search_referrals()
    walker.search_law()
    walker.wander()
    doings_links.look_at_links(walker)
    doings_safeguarding.protect_children(walker)
    open_a_paper(walker)
    _write_a_plan(walker)
    _meet_before_now(walker)
    walker.wander()
    _propose_the_plan(walker)
    correct_a_file(walker)
    walker.go("/desk/nowhere/", "error:404")
    walker.go("/office/members/", "error:403")
    _lock(walker)


def supervisor(walker: Walker) -> None:
    """A supervisor brings in a register and looks at what a caseworker does not see."""
    walker.go("/desk/")
    leading.bring_register(walker)
    leading.keep_and_export(walker)
    doings_assessments.look_at_instruments(walker)
    walker.wander()
    walker.search_files()
    open_a_paper(walker)
    leading.show_to_a_partner(walker)
    leading.keep_a_signed_form(walker)
    walker.wander()
    leading.decide_on_the_plan(walker)
    doings_safeguarding.decide_for_a_child(walker)
    leading.lead_training(walker)
    walker.wander()
    look_at_moves(walker)
    compare_across(walker)
    leading.subscribe(walker)
    leading.propose_to_close(walker)
    leading.open_closings(walker)
    leading.close_and_reopen(walker)
    walker.wander()


def partner(walker: Walker) -> None:
    """A caseworker of an agency with several services looks at what was sent to it."""
    walker.go("/desk/")
    walker.search_referrals()
    meet_a_transfer(walker)
    walker.wander()


def data_officer(walker: Walker) -> None:
    """The data officer finds somebody, reads the trail, and looks whose time to be kept ends."""
    walker.go("/desk/")
    _search(walker)
    walker.wander()
    walker.go("/desk/retention/?state=warned&held=free&sort=due")
    press(walker.page, "main tbody a")
    walker.remember()
    walker.wander()
    keep_the_room(walker)


def directory_keeper(walker: Walker) -> None:
    """A keeper of the directory opens an entry of the house and every form in it."""
    walker.go("/desk/directory/")
    walker.go("/desk/directory/kept/")
    walker.go(walker.site + walker.links["directory:organisation"])
    walker.go(walker.site + walker.links["directory:service"])
    walker.search_directory()
    walker.wander()


def content_manager(walker: Walker) -> None:
    """A content manager opens a page in every standing, puts a picture into a draft, and looks at every form."""
    walker.go("/desk/pages/")
    walker.search_public_pages()
    walker.go(walker.site + walker.links["pages:add_image"])
    picture = {"name": "x.png", "mimeType": "image/png", "buffer": written(drawn(300, 400), "PNG")}
    walker.page.locator("main input[name=picture]").set_input_files(picture)
    press(walker.page, "main form[enctype] button")
    walker.remember()
    walker.wander()


def law_keeper(walker: Walker) -> None:
    """A keeper of the law reads the queue and proposes a value; the administrator meets it as a second person."""
    walker.go("/desk/law/")
    walker.go("/desk/law/check/")
    walker.go(walker.site + walker.links["law:propose"])
    page = walker.page
    page.goto(f"{walker.home}/desk/law/values/ma_cnss.pension_age/propose/")
    page.locator("main input[name=value]").fill("756")
    page.locator("main input[name=valid_from]").fill("2031-01-01")
    page.locator("main select[name=certainty]").select_option("GK")
    page.locator("main input[name=checked_on]").fill(today().isoformat())
    page.locator("main textarea[name=reason]").fill("(exemple)")
    press(page, "main form[data-guard] button")
    page.goto(f"{walker.home}/desk/law/values/ma_cnss.pension_age/")
    walker.harvest(page.content())
    walker.wander()


def administrator(walker: Walker) -> None:
    """The administrator of an agency invites somebody."""
    walker.go("/desk/")
    walker.go("/office/members/invite/")
    page = walker.page
    page.locator("main input[name=full_name]").fill("Malika Bouchra")
    page.locator("main input[name=email]").fill(walker.walk.newcomer)
    page.locator("main select[name=role]").select_option("session_organiser")
    press(page, "main form[data-guard] button")
    walker.look("office:invite sent")
    walker.wander()
    _change_a_programme(walker)
    # What a keeper proposed looks otherwise to the second person.
    for kind in ("law:list", "law:revision", "law:approve"):
        walker.go(walker.site + walker.links[kind])
    walker.wander()


def operator(walker: Walker) -> None:
    """The administrator of the platform."""
    walker.go("/desk/")
    walker.wander()


def stranger(walker: Walker) -> None:
    """Somebody without an account reads the public pages; somebody forgot their password; somebody was invited."""
    walker.go("/")
    walker.go("/offline/")
    walker.go("/search/?q=CNSS")
    walker.go("/account/sign-in/")
    walker.wander()
    _ask_the_law(walker)
    _ask_the_house(walker)
    doings_complaints.visitor_complains(walker)
    _forget_password(walker)
    walker.go("/office/outbox/demo/")
    _follow_letters(walker)
    walker.go("/office/invitation/long-gone/", "office:accept over")
    _second_step(walker)


def _ask_the_law(walker: Walker) -> None:
    """Check a right with every question open, and compare legal forms; look at the answers."""
    for address, kind in (("/access/school-place/check/", "check"), ("/access/forms/", "forms")):
        walker.page.goto(walker.home + address)
        press(walker.page, "main form[method=post] button.btn-primary")
        walker.look(f"portal:access_{kind} answered")


def _ask_the_house(walker: Walker) -> None:
    """Ask a question, look at the receipt and at the question, and remove it."""
    page = walker.page
    page.goto(f"{walker.home}/ask/")
    page.locator("main textarea[name=text]").fill(f"Comment obtenir un relevé ? {walker.language}")
    # Nobody writes a question in less than three seconds.
    page.wait_for_timeout(3100)
    press(page, "main form[data-guard] button.btn-primary")
    walker.look("portal:ask_sent")
    walker.go("/ask/answer/", "portal:ask_answer read")
    walker.go("/ask/answer/remove/", "portal:ask_remove")
    press(page, "main form.confirm button")
    walker.look("portal:ask_removed")


def newcomer(walker: Walker) -> None:
    """Somebody invited accepts, sets up the second step, and finds no agency after their place has ended."""
    email, page = walker.walk.newcomer, walker.page
    page.goto(walker.walk.invitation)
    walker.look("office:accept")
    for name in ("password", "again"):
        page.locator(f"main input[name={name}]").fill(CHOSEN)
    press(page, "main form button")
    give_password(page, email, CHOSEN)
    page.wait_for_url("**/second-factor/**")
    walker.look()
    secret = re.sub(r"\s", "", page.locator("main code").first.text_content() or "")
    page.locator("main input[name=code]").fill(_code_of(secret))
    press(page, "main form button")
    page.context.clear_cookies()
    _end_place_of(walker, email)
    sign_in(page, walker.site, walker.language, email, CHOSEN)
    walker.go("/desk/")


EVERYBODY: Final[dict[str, Callable[[Walker], None]]] = {
    CASEWORKER: caseworker,
    SUPERVISOR: supervisor,
    PARTNER: partner,
    DATA_OFFICER: data_officer,
    LAW_KEEPER: law_keeper,
    ADMINISTRATOR: administrator,
    DIRECTORY_KEEPER: directory_keeper,
    CONTENT_MANAGER: content_manager,
    doings_complaints.OFFICER: doings_complaints.officer,
    OPERATOR: operator,
    "a stranger": stranger,
    "a newcomer": newcomer,
}


def _code_of(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238)."""
    step = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.digest(base64.b32decode(secret), step, "sha1")
    place = digest[-1] & 15
    return f"{(int.from_bytes(digest[place : place + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


def _receive(walker: Walker) -> None:
    """Somebody comes in, an interpreter is asked, and the visitor sits down with the worker."""
    page = walker.page
    walker.go("/desk/reception/")
    page.locator("main select[name=language]").select_option("wo")
    press(page, "main button[name=reason]")
    walker.remember()
    page.goto(walker.site + walker.links["reception:ask_for_ticket"])
    walker.look()
    page.locator("main input[name=interpreter]").first.check()
    press(page, "main form[data-guard] button")
    press(page, "main form[action$='/next/'] button")
    press(page, "main form[action$='/meet/'] button")
    walker.go("/desk/reception/")
    # Looked at once already, before anybody was called.
    page.goto(f"{walker.home}/desk/reception/")
    walker.remember()
    page.goto(walker.site + walker.links["reception:finish"])
    walker.look()
    press(page, "main form[data-guard] button")


def _search(walker: Walker) -> None:
    page = walker.page
    walker.go("/desk/search/")
    page.locator("main input[name=q]").fill("Mohamed")
    page.keyboard.press("Enter")
    page.wait_for_selector("#found tbody tr")
    walker.look(f"desk:search answers for {walker.who}")


def _answer_every_question(walker: Walker) -> None:
    page, go_on = walker.page, "main button[name=go][value=next]"
    page.locator("main input[name=q]").fill("Xerxine Quolbuth")
    page.keyboard.press("Enter")
    page.wait_for_selector("#found .empty a")
    press(page, "#found .empty a")
    walker.look()
    press(page, go_on)
    walker.look("desk:register_step consent with mistakes")
    page.locator("main input[name=consent-state][value=given]").check()
    page.locator(f"main input[name=consent-notice_language][value={walker.language}]").check()
    page.locator("main select[name=consent-method]").select_option(index=1)
    press(page, go_on)
    while "/check/" not in page.url:
        walker.look()
        press(page, go_on)
    walker.look()
    walker.go("/desk/register/all/")
    press(page, "main form[action$='/leave/'] button")


def _look_after_the_account(walker: Walker) -> None:
    page = walker.page
    walker.go("/account/password-again/")
    page.locator("main input[name=password]").fill(PASSWORD)
    press(page, "main form button")
    page.goto(f"{walker.home}/account/recovery-codes/")
    press(page, "main form button")
    walker.look()
    walker.go("/account/sign-out/")


def _read_further(walker: Walker) -> None:
    person = walker.links["desk:file"].split("?")[0].rstrip("/").split("/")[-1]
    walker.go(f"/desk/cases/timeline/{person}/")
    case = walker.links["cases:note_need"].split("/")[-3]
    walker.go(f"/desk/cases/{case}/encounter/")


def _write_a_plan(walker: Walker) -> None:
    """A draft with an item, for the pages that only a draft has."""
    page = walker.page
    page.goto(walker.site + walker.links["planning:write_plan"])
    page.locator("main textarea[name=goal]").fill("Connaître ses droits.")
    press(page, "main form[data-guard] button")
    walker.links["planning:plan"] = path_of(page)
    press(page, "main a[href$='/item/']")
    walker.look()
    page.locator("main input[name=action]").fill("Demander le relevé")
    press(page, "main form[data-guard] button")
    walker.remember()


def _propose_the_plan(walker: Walker) -> None:
    page = walker.page
    page.goto(walker.site + walker.links["planning:propose"])
    press(page, "main form[data-guard] button")
    walker.remember()
    walker.wander()


def _meet_before_now(walker: Walker) -> None:
    """An appointment that is over, for the pages that say what became of it."""
    page, began = walker.page, now().astimezone(ZoneInfo("Africa/Casablanca")) - timedelta(hours=3)
    page.goto(walker.site + walker.links["planning:make_appointment"])
    page.locator("main input[name=day]").fill(str(began.date()))
    page.locator("main input[name=at]").fill(f"{began:%H:%M}")
    page.locator("main select[name=purpose]").select_option("follow_up")
    press(page, "main form[data-guard] button")
    walker.remember()
    # Just after midnight none of the demo's own appointments is over.
    walker.search_appointments(began.date())


def _change_a_programme(walker: Walker) -> None:
    """A draft of a programme, begun or found; its pages are looked at, nothing is published."""
    page = walker.page
    page.goto(f"{walker.home}/desk/programmes/")
    press(page, "main tbody th a")
    if page.locator("main form[action$='/draft/']").count():
        press(page, "main form[action$='/draft/'] button")
    else:
        press(page, "main .notice a")
    walker.remember()


def _lock(walker: Walker) -> None:
    page = walker.page
    page.goto(f"{walker.home}/desk/")
    page.locator(".desk-tools details", has=page.locator("#lock-form")).locator("summary").click()
    press(page, "#lock-form button")
    walker.look()
    page.locator("main input[name=password]").fill(PASSWORD)
    press(page, "main form button")


def _forget_password(walker: Walker) -> None:
    walker.go("/account/password/forgotten/")
    walker.page.locator("main input[type=email]").fill("researcher@maison.example")
    press(walker.page, "main form button")
    walker.look()


def _follow_letters(walker: Walker) -> None:
    page = walker.page
    links = [str(link.get_attribute("href")) for link in page.locator("main .letter a").all()]
    walker.walk.invitation = next(link for link in links if "/invitation/" in link)
    # A letter is written in its reader's language; this reader reads it in the language of the walk.
    link = next(link for link in links if "/password/new/" in link)
    walker.go(re.sub(r"/\w\w/account/", f"/{walker.language}/account/", link))
    walker.go("/account/password/new/AAAA/long-gone/", "account_choose_password over")


def _second_step(walker: Walker) -> None:
    page = walker.page
    page.goto(f"{walker.home}/account/sign-in/")
    give_password(page, "donor@maison.example", "not the password")
    page.wait_for_selector("main .error-summary")
    walker.look("account_login with a mistake")
    page.goto(f"{walker.home}/account/sign-in/")
    give_password(page, "donor@maison.example", PASSWORD)
    page.wait_for_url("**/sign-in/code/")
    walker.look()


def _end_place_of(walker: Walker, email: str) -> None:
    browser = walker.page.context.browser
    assert browser is not None
    with visitor(browser, {"width": 1000, "height": 700}, storage_state=walker.signed_in[ADMINISTRATOR]) as page:
        page.goto(f"{walker.home}/office/members/?q={email}")
        press(page, "main tbody th a")
        press(page, "main a[href$='/end/']")
        press(page, "main form button")
