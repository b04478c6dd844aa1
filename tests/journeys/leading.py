"""What a supervisor does by forms: registers, lists, plans to decide on, training, and files to show and to close."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from darna.base.documents.tests.papers import drawn, written
from darna.kernel.clock import today
from tests.journeys.browsing import press

if TYPE_CHECKING:
    from tests.journeys.walking import Walker

REGISTER = """Nom;Prénom;Sexe;Date de naissance;Téléphone;Besoin
Zerrouki;Abdelhamid;M;12/05/1971;0600000011;Retraite Italie
Zerrouki;Hnia;F;31/02/1980;0600000012;Carte de séjour
"""


def bring_register(walker: Walker) -> None:
    page = walker.page
    walker.go("/desk/cases/imports/")
    # Another name each time: the same register again would bring nothing new.
    sheet = REGISTER.replace("Zerrouki", f"Zerrouki {walker.language}").encode()
    page.locator("main input[type=file]").set_input_files({"name": "r.csv", "mimeType": "text/csv", "buffer": sheet})
    press(page, "main form[enctype] button")
    walker.look()
    press(page, "main form:has(select) button")
    walker.look()
    waits = page.url
    page.goto(f"{waits}pairs/")
    walker.look()
    page.goto(waits)
    press(page, "main form[action$='/bring/'] button")
    # The server brings it in; the page leads to the report by itself.
    page.wait_for_selector("main a[href$='/undo/']", timeout=60_000)
    walker.look()
    page.goto(walker.site + walker.links["cases:import_rows"])
    walker.look()
    walker.go("/desk/cases/imports/sources/")
    page.goto(walker.site + walker.links["cases:mapping"])
    walker.look()


def keep_and_export(walker: Walker) -> None:
    page = walker.page
    walker.go("/desk/cases/?programme=returned_mre&show=opened")
    page.goto(walker.site + walker.links["lists:keep"])
    walker.look()
    page.locator("main input[name=name]").fill(f"Pressing {walker.language}")
    press(page, "main form[novalidate] button")
    walker.remember()
    page.goto(walker.site + walker.links["lists:ask"])
    walker.look()
    page.locator("main select[name=purpose]").select_option("report")
    page.locator("main textarea[name=reason]").fill("Report of the year")
    press(page, "main form[novalidate] button")
    page.wait_for_selector("main a[href$='/file/']", timeout=60_000)
    walker.look()


def propose_to_close(walker: Walker) -> None:
    """The page that the agency's rule would lead to."""
    walker.go("/desk/closings/rule/")
    case = walker.links["cases:close"].rstrip("/").split("/")[-2]
    walker.go(f"/desk/closings/cases/{case}/")


def subscribe(walker: Walker) -> None:
    """An address of one's calendar, so that there is one to end."""
    walker.go("/desk/planning/calendar/subscriptions/")
    walker.page.locator("main input[name=label]").fill(f"Phone {walker.language}")
    press(walker.page, "main form[method=post] button")
    walker.remember()


def open_closings(walker: Walker) -> None:
    """One that waits for a second person, and one about which the person is asked."""
    for state in ("proposed", "closed"):
        walker.page.goto(f"{walker.home}/desk/closings/?state={state}")
        press(walker.page, "main tbody a")
        walker.remember()


def show_to_a_partner(walker: Walker) -> None:
    """With the person's consent; so that there is a view to take back."""
    page = walker.page
    page.goto(walker.site + walker.links["cases:share"])
    file = str(page.locator("main .back a").get_attribute("href")).split("#")[0]
    page.goto(f"{walker.site}{file}consent/")
    for name, value in (("state", "given"), ("notice_language", walker.language), ("given_by", "self")):
        page.locator(f"main input[name$={name}][value={value}]").check()
    page.locator("main input[value=sharing_with_partner]").check()
    page.locator("main input[name$=recipients]").first.check()
    page.locator("main select[name$=method]").select_option("written")
    press(page, "main form[data-guard] button")
    page.goto(walker.site + walker.links["cases:share"])
    page.locator("main select[name=agency]").select_option(index=1)
    page.locator("main input[name=until]").fill(str(today() + timedelta(days=30)))
    press(page, "main form[data-guard] button")
    walker.remember()


def keep_a_signed_form(walker: Walker) -> None:
    walker.go(walker.site + walker.links["desk:add_signed_page"])
    page = walker.page
    # Another one in each language: the same page is kept once.
    scan = written(drawn(300, 400 + len(walker.walk.looks)), "PNG")
    page.locator("main input[name=file]").set_input_files({"name": "x.png", "mimeType": "image/png", "buffer": scan})
    press(page, "main form[enctype] button")
    walker.look()


def decide_on_the_plan(walker: Walker) -> None:
    """A plan that waits is looked at from the workload, then approved, then begun."""
    page = walker.page
    page.goto(f"{walker.home}/desk/planning/workload/")
    press(page, "main .rows-list a[href*='/plans/']")
    walker.remember()
    walker.wander()
    for step in ("approve", "begin"):
        page.goto(walker.site + walker.links[f"planning:{step}"])
        for box in page.locator("main input[name=has_agreed]").all():
            box.check()
        press(page, "main form[data-guard] button")
        walker.remember()
        walker.wander()


def lead_training(walker: Walker) -> None:
    """What a supervisor does with training actions that run, and with one that is only planned."""
    page = walker.page
    page.goto(f"{walker.home}/desk/cohorts/?state=running")
    for step in ("main tbody th a", "#cohorts tbody th a"):
        walker.remember()
        press(page, step)
    walker.remember()
    page.goto(f"{page.url}?state=complete")
    press(page, "main tbody th a")
    walker.remember()
    walker.wander()
    page.goto(walker.site + walker.links["cohorts:plan"])
    for name in ("label_ar", "label_fr"):
        page.locator(f"main input[name={name}]").fill("Formation")
    page.locator("main input[name=starts_on]").fill(str(today()))
    page.locator("main input[name=target]").fill("5")
    page.locator("main input[name=points]").first.check()
    press(page, "main form[data-guard] button")
    walker.remember()


def close_and_reopen(walker: Walker) -> None:
    page = walker.page
    page.goto(walker.site + walker.links["cases:close"])
    page.locator("main input[name=outcome]").first.check()
    press(page, "main form[data-guard] button")
    walker.remember()
