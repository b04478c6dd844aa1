"""What a caseworker does on the way from a visitor to a closed case, one step after the other; no step knows a language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from playwright.sync_api import expect

from darna.kernel.clock import today
from tests.journeys.browsing import path_of
from tests.journeys.colleague import SEND, Colleague

GO_ON = "main button[name=go][value=next]"


@dataclass(frozen=True)
class Newcomer:
    """Somebody who was never here before."""

    name: str
    sex: str
    year: str
    phone: str


def take_ticket(at: Colleague, spoken: str) -> str:
    """Give somebody who comes in a ticket; the queue is one longer. Returns the ticket."""
    at.go("/desk/reception/")
    before = waiting(at)
    at.give(language=spoken)
    at.press("main button[name=reason][value=first_visit]")
    ticket = re.search(r"A-\d+", at.fact("main .notice-success .notice-title"))
    assert ticket, at.told()
    assert waiting(at) == [*before, ticket[0]]
    return ticket[0]


def waiting(at: Colleague) -> list[str]:
    """The tickets that wait, in their order; the heading says how many they are."""
    tickets = at.page.locator("#queue ol .ticket").all_inner_texts()
    if tickets:
        counted = re.search(r"\d+", at.fact("#waiting-title"))
        # Arabic says one and two in words.
        assert counted is None or int(counted[0]) == len(tickets)
    return tickets


def meet(by: Colleague, ticket: str) -> None:
    """Call somebody who waits, and sit down with them."""
    by.go("/desk/reception/")
    assert ticket in waiting(by)
    by.press(by.page.locator("#queue li", has_text=ticket).locator("form[action$='/call/'] button"))
    assert ticket not in waiting(by)
    by.press(by.page.locator("#queue li", has_text=ticket).locator("form[action$='/meet/'] button"))
    assert path_of(by.page).endswith("/desk/search/"), "the search comes first"
    assert ticket in by.fact("main aside.notice")


def search_in_vain(by: Colleague, name: str) -> None:
    """Nobody of that name is on file; the way to the registration leads on."""
    by.page.locator("main input[name=q]").fill(name)
    by.page.keyboard.press("Enter")
    link = by.page.locator("#found a[href$='/register/']")
    expect(link).to_be_visible()
    by.press(link)


def register_step_by_step(by: Colleague, somebody: Newcomer) -> None:
    """One question at a time; consent comes first."""
    agree(by, somebody)
    by.press(GO_ON)
    by.give(**{"person-sex": somebody.sex})
    by.press(GO_ON)
    by.give(**{"contact-1-channel": "phone_call", "contact-1-value": somebody.phone})
    while not path_of(by.page).endswith("/check/"):
        by.press(GO_ON)


def register_on_one_page(by: Colleague, somebody: Newcomer) -> None:
    """Everything on one page, consent on paper: the form is printed, signed, and said to be in the folder."""
    by.go("/desk/consent/paper/")
    assert by.page.locator("main h1").count() == 1
    by.page.go_back()
    by.press("main button[name=go][value=page]")
    agree(by, somebody)
    by.give(**{"consent-evidence": "classeur 3, feuille 12", "person-sex": somebody.sex})
    by.give(**{"contact-1-channel": "phone_call", "contact-1-value": somebody.phone})
    by.press(GO_ON)


def agree(by: Colleague, somebody: Newcomer) -> None:
    """They were told in their language, and agree in writing."""
    by.give(**{"birth-birth_year": somebody.year, "consent-state": "given", "consent-notice_language": by.language})
    by.give(**{"consent-given_by": "self", "consent-method": "written"})


def register_quickly(by: Colleague, somebody: Newcomer, programme: str, partners: tuple[str, ...] = ()) -> str:
    """Searched, then registered on one page with a case; agrees that these partners are told. Returns the file."""
    by.go("/desk/search/")
    search_in_vain(by, somebody.name)
    by.press("main button[name=go][value=page]")
    agree(by, somebody)
    by.give(**{"needs-programme": programme})
    if partners:
        by.give(**{"consent-purposes": ["accompaniment", "sharing_with_partner"]})
    for partner in partners:
        name_partner(by, partner)
    by.press(GO_ON)
    by.press("main form:has(input[name=seen]) button")
    return path_of(by.page)


def save_the_visitor(by: Colleague, somebody: Newcomer) -> str:
    """Read it back and save: the file is that of the visitor. Returns the file's address."""
    assert somebody.name in by.told()
    assert by.page.locator("main input[name=arrival]").is_checked()
    by.press("main form:has(input[name=seen]) button")
    assert by.fact("main h1") == somebody.name
    return path_of(by.page)


def open_case(by: Colleague, programme: str) -> None:
    """A case in a programme, accompanied by whoever opens it."""
    by.press("main .page-head a[href*='/cases/open/']")
    by.send(programme=programme)
    assert by.page.locator("main section[id^=case-]").count() == 1
    assert checklist(by)[0] == 0


def checklist(by: Colleague) -> tuple[int, int]:
    """How far the checklist of the case on the open file is: done, asked."""
    found = re.search(r"(\d+)/(\d+)", by.fact("section[aria-labelledby^=plan-] dd > bdi:not(.muted)"))
    assert found, by.told()
    return int(found[1]), int(found[2])


def note_need(by: Colleague, need: str, urgency: str) -> None:
    """A need is noted with its urgency; what is urgent stands at the head of the file."""
    by.press("main a[href$='/need/']")
    by.send(kind=need, urgency=urgency)
    assert by.page.locator("section[aria-labelledby=urgent] li").count() == 1


def write_plan(by: Colleague, goal: str, commitment: str, items: dict[str, tuple[str, str]]) -> str:
    """A plan with what each does, proposed to a supervisor. Returns its address."""
    by.press("main a[href$='/plan/']")
    by.send(goal=goal, commitment=commitment)
    plan = path_of(by.page)
    for due, (who, action) in enumerate(items.values(), start=7):
        by.press("main a[href$='/item/']")
        by.send(action=action, who=who, due_on=today() + timedelta(days=due))
    assert all(words in by.told() for words in (goal, commitment, *(action for _, action in items.values())))
    by.press("main a[href$='/propose/']")
    by.press(SEND)
    return plan


def approve_plan(by: Colleague, plan: str, name: str) -> None:
    """The supervisor finds the plan among those that wait, and approves it."""
    by.go("/desk/planning/workload/")
    by.press(by.page.locator(f"main a[href='{plan}']", has_text=name))
    by.press("main a[href$='/approve/']")
    by.press(SEND)


def begin_plan(by: Colleague, plan: str) -> None:
    """The person agrees to the plan that was approved."""
    by.go(by.site + plan)
    by.press("main a[href$='/begin/']")
    by.send(has_agreed=True)


def finish_items(by: Colleague, plan: str, outcome: str) -> None:
    """Everything under the plan is done, and the plan is complete."""
    by.go(by.site + plan)
    while by.page.locator("main a[href$='/finish/']").count():
        by.press("main a[href$='/finish/']")
        by.send(note=outcome)
    by.press("main a[href$='/complete/']")
    by.send(note=outcome)


def tick_checklist(by: Colleague, number: int) -> None:
    """Tick the first boxes of the stage the case is in."""
    by.press("main a[href$='/progress/']")
    boxes = by.page.locator("main details[open] input[name=items]")
    for place in range(number):
        boxes.nth(place).check()
    by.press(SEND)
    assert by.page.locator("main input[name=items]:checked").count() == number


def set_task(by: Colleague, title: str) -> None:
    """A task for today."""
    by.press("main a[href$='/task/']")
    by.send(title=title, due_on=today())


def make_appointment(by: Colleague) -> None:
    """In three days, at half past ten."""
    by.press("main a[href$='/appointment/']")
    by.send(day=today() + timedelta(days=3), at="10:30", purpose="follow_up")
    assert "10:30" in by.told()


def refer(by: Colleague, to: str, summary: str) -> str:
    """Choose the need, a service of the partner, what is told; the person agrees; send. Returns the address."""
    by.press("main a[href*='/desk/referrals/cases/']")
    by.press("main .rows-list a")
    tell_partner(by, to, summary)
    assert by.page.locator(SEND).count() == 0, "nothing is sent before the person agreed"
    preview = path_of(by.page)
    by.press("main a[href*='/consent/?referral=']")
    allow_sharing(by, to)
    assert path_of(by.page) == preview, "whoever was asked from a referral is led back to it"
    assert summary in by.told()
    by.press(SEND)
    return path_of(by.page)


def tell_partner(by: Colleague, to: str, summary: str) -> None:
    """Choose the first service of a partner that fits, write what it must know, and look at it as the partner will."""
    by.press(by.page.locator("main article", has_text=to).locator("form button").first)
    by.send(summary=summary, parts=["name", "birth"])
    assert summary in by.told()


def allow_sharing(by: Colleague, to: str) -> None:
    """The person agrees that this partner, by name, is told."""
    by.give(state="given", notice_language=by.language, given_by="self", method="written")
    by.give(purposes=["accompaniment", "sharing_with_partner"])
    name_partner(by, to)
    by.press(SEND)


def name_partner(by: Colleague, to: str) -> None:
    """The person names this partner."""
    by.page.locator("main .check", has_text=to).locator("input[name$=recipients]").check()


def find_received(by: Colleague, referral: str) -> None:
    """Find a referral among those that wait, on the page of today."""
    by.go("/desk/")
    by.press(f"main a[href$='{tail(referral)}']")


def tail(address: str) -> str:
    """An address without its language."""
    return re.sub(r"^/\w\w/", "/", address)


def take_it_on(by: Colleague, name: str) -> None:
    """Give a referral that is open to one worker, who is told what becomes of it."""
    by.press("main a[href$='/assign/']")
    by.page.locator("main select[name=worker]").select_option(label=name)
    by.press(SEND)


def accept(by: Colleague, note: str) -> None:
    """Take the person on."""
    by.press("main a[href$='/accept/']")
    by.send(note=note)


def open_own_case(by: Colleague, programme: str) -> None:
    """A case of the own agency, on a file that is made from what was sent."""
    by.press("main a[href$='/link/']")
    by.page.locator("main input[name=person]").last.check()
    by.send(programme=programme)


def complete(by: Colleague, outcome: str) -> None:
    """Tell the sender what came of it."""
    by.press("main a[href$='/finish/']")
    by.send(result="completed", note=outcome)


def read_answer(by: Colleague, referral: str, outcome: str) -> None:
    """The answer stands on the page of today, until it is read."""
    by.go("/desk/")
    by.press(f"main .sheet-new a[href='{referral}']")
    assert outcome in by.told()
    by.go("/desk/")
    assert by.page.locator(f"main a[href='{referral}']").count() == 0


def close_case(by: Colleague, file: str, note: str) -> None:
    """What is open is settled, then the case is closed with what was reached."""
    by.go(by.site + file)
    while by.page.locator("main a[href*='/tasks/'][href$='/finish/']").count():
        by.press("main a[href*='/tasks/'][href$='/finish/']")
        by.press(SEND)
    while by.page.locator("main a[href$='/resolve/']").count():
        by.press("main a[href$='/resolve/']")
        by.page.locator("main input[name=result]").first.check()
        by.press(SEND)
    by.press("main a[href$='/close/']")
    by.send(outcome="goals_achieved", note=note)
    assert by.page.locator("main .empty-title, main details summary").count()


def finish_visit(by: Colleague, ticket: str) -> None:
    """The visitor leaves; nobody sits with the worker any more."""
    by.go("/desk/reception/")
    by.press(by.page.locator("#queue li", has_text=ticket).locator("a[href$='/finish/']"))
    by.press(SEND)
    by.go("/desk/reception/")
    assert ticket not in by.fact("#queue")
