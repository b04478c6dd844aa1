"""No photograph of anybody stands in a list, comes from a list's query, or is kept of a person at all."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

import darna

ROOT = Path(darna.__file__).parent
#: Templates that a list of persons may be drawn by: everything staff see. Public pages and pages about pages are others.
APPS = ("people", "cases", "planning", "referrals", "reception", "cohorts", "entitlements", "safeguarding")
TEMPLATES = [
    *(path for app in APPS for path in sorted((ROOT / "domains" / app / "templates").rglob("*.html"))),
    *sorted((ROOT / "faces/desk/templates").rglob("*.html")),
    *sorted((ROOT / "base/lists").rglob("*.html")),
]
#: The one place that shows a picture: a page of a signed form, opened by itself and written in the trail.
SHOWN_ALONE = {"signed_page.html"}
PICTURED = re.compile(r"<(img|picture|video|object|embed)\b|background-image|photo|portrait|avatar", re.IGNORECASE)
OF_PERSONS = re.compile(r"photo|portrait|avatar|picture|thumbnail|face_", re.IGNORECASE)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_page_of_the_desk_draws_a_picture_of_a_person(path: Path) -> None:
    found = set() if path.name in SHOWN_ALONE else {match.group() for match in PICTURED.finditer(path.read_text())}
    assert not {one for one in found if one.startswith("<")}, path.name


def test_no_column_of_a_person_or_a_case_holds_a_picture() -> None:
    labels = {"people", "cases", "planning", "referrals", "safeguarding", "cohorts", "reception"}
    found = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in labels
        for field in model._meta.fields
        if isinstance(field, models.FileField) or OF_PERSONS.search(field.name)
    }
    assert found == set()


@pytest.mark.parametrize(
    "name", [*(f"darna.domains.{app}.values" for app in ("people", "cases", "planning", "referrals", "safeguarding"))]
)
def test_no_value_that_a_list_or_the_interface_is_made_of_has_a_picture(name: str) -> None:
    made = [one for one in vars(import_module(name)).values() if isinstance(one, type) and is_dataclass(one)]
    assert made
    assert not {
        f"{one.__name__}.{field.name}" for one in made for field in fields(one) if OF_PERSONS.search(field.name)
    }


def test_the_interface_answers_with_no_picture() -> None:
    sources = sorted((ROOT / "faces/api").rglob("*.py"))
    assert sources
    assert not [path.name for path in sources if "tests" not in path.parts and OF_PERSONS.search(path.read_text())]
