"""The style sheet serves both directions, and nothing asks for what the page's policy refuses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SHELL = Path(__file__).parents[1]
PORTAL = SHELL.parent / "portal"
CSS = (SHELL / "static/darna/css/darna.css").read_text()
SCRIPT = (SHELL / "static/darna/js/darna.js").read_text()
TEMPLATES = [*SHELL.rglob("*.html"), *PORTAL.rglob("*.html")]
PHYSICAL = re.compile(
    r"(?<![\w-])((margin|padding|border|inset|scroll-margin|scroll-padding)-(left|right|top|bottom)[\w-]*|left|right)\s*:"
    r"|text-align:\s*(left|right)|float:\s*(left|right)|clear:\s*(left|right)"
)


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def palette(scheme: str) -> dict[str, str]:
    """The colours of one scheme, read from the sheet."""
    light, dark = CSS.split("@media (prefers-color-scheme: dark)", 1)
    text = light if scheme == "light" else dark.split("/* Bootstrap", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", text))


def test_the_sheet_knows_no_left_and_no_right() -> None:
    assert [match[0] for match in PHYSICAL.finditer(CSS)] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("words", "ground"),
    [
        *[("ink", ground) for ground in ("paper", "card", "green-ground", "saffron-ground", "danger-ground")],
        *[("ink-soft", ground) for ground in ("paper", "card")],
        *[("link", ground) for ground in ("paper", "card", "green-ground")],
        *[("saffron", ground) for ground in ("paper", "card", "saffron-ground")],
        *[("danger", ground) for ground in ("paper", "card", "danger-ground")],
        ("on-green", "green"),
        ("on-danger", "danger"),
    ],
)
def test_words_stand_out_from_their_ground(scheme: str, words: str, ground: str) -> None:
    colours = palette(scheme)
    assert contrast(colours[words], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_edge_of_a_field_and_the_focus_can_be_seen(scheme: str) -> None:
    colours = palette(scheme)
    assert contrast(colours["line-strong"], colours["card"]) >= 3
    assert contrast(colours["ring"], colours["paper"]) >= 3


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_style_or_script_of_its_own(template: Path) -> None:
    html = template.read_text()
    assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:|data:image", html)
    assert all("src=" in script for script in re.findall(r"<script[^>]*>", html))


def test_the_sheet_asks_no_other_host_and_embeds_nothing() -> None:
    assert re.findall(r"url\((?!\"\.\./img/)", CSS) == []
    assert "@import" not in CSS
    assert "@font-face" not in CSS


def test_every_picture_the_sheet_names_is_there() -> None:
    names = re.findall(r'url\("\.\./img/([\w.]+)"\)', CSS)
    assert names
    assert all((SHELL / "static/darna/img" / name).is_file() for name in names)


def test_the_script_is_small_and_evaluates_nothing() -> None:
    assert len(SCRIPT.encode()) < 6 * 1024
    assert not re.search(r"\beval\(|new Function|innerHTML|localStorage|document\.cookie", SCRIPT)
