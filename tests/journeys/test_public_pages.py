"""What a stranger with an old phone and a slow line gets, in four languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys.browsing import PHONE, visitor
from tests.journeys.measuring import Eye

pytestmark = pytest.mark.journey
PUBLIC = (
    "",
    "door/child/",
    "door/going/",
    "read/your-rights-when-you-come-back/",
    "read/before-you-leave/",
    "read/under-18/",
    "help/",
    "search/?q=CNSS",
    "search/?q=xylophone",
    "access/",
    "access/school-place/",
    "access/law/",
    "offline/",
    "rights/",
    "privacy/",
    "accessibility/",
    "account/sign-in/",
    "account/password/forgotten/",
)


@pytest.mark.parametrize("language", ["ar", "fr", "it", "en"])
def test_public_pages_keep_their_budget_and_fit_a_narrow_screen(browser: Browser, site: str, language: str) -> None:
    sizes: dict[str, float] = {}
    with visitor(browser, PHONE) as page:
        eye = Eye(page)
        for path in PUBLIC:
            page.goto(f"{site}/{language}/{path}", wait_until="load")
            sizes[path] = eye.size / 1024
            assert page.locator("html").get_attribute("lang") == language
            assert eye.narrow() == "", path
            assert eye.hosts == {site}
    print("\n" + "\n".join(f"{size:7.1f} KB  /{language}/{path}" for path, size in sizes.items()))
    assert sizes[""] <= 100
    assert max(sizes.values()) <= 300
