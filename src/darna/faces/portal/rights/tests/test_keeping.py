"""A file that is kept and brought back fills the page as it was, and holds no name unless that was asked for."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from darna.faces.portal.rights.keeping import KIND, LARGEST, as_file, read_file
from darna.faces.portal.rights.tests.makers import THREE, forms_of, told
from darna.kernel.errors import Invalid

pytestmark = pytest.mark.django_db

NAMED = {"l-name": "Nadia Exemple", "l-own_number": "1 23"}


def kept(**changes: str) -> dict[str, Any]:
    forms = told(**changes)
    assert forms.is_valid, forms.errors
    read: dict[str, Any] = json.loads(as_file(forms, on=date(2026, 6, 1)))
    return read


def refusal(told: object) -> str:
    with pytest.raises(Invalid) as refused:
        read_file(json.dumps(told).encode())
    return refused.value.code


def test_what_comes_back_is_the_same_life() -> None:
    forms = told()
    assert forms.is_valid
    again = forms_of(read_file(as_file(forms, on=date(2026, 6, 1)).encode()))
    assert again.is_valid
    assert again.career == forms.career
    assert again.facts.told == forms.facts.told
    assert len(again.career.periods) == len([name for name in THREE if name.endswith("-country")])


def test_a_name_is_in_the_file_only_when_the_box_is_ticked() -> None:
    assert "letter" not in kept(**NAMED)
    assert kept(**NAMED, **{"l-keeps_lines": "on"})["letter"]["name"] == "Nadia Exemple"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kind": "another"}, "another_kind"),
        ({"version": 2}, "newer"),
        ({"version": "1"}, "newer"),
        ({"more": 1}, "not_ours"),
        ({"periods": [{"country": "FR", "secret": "x"}]}, "not_ours"),
        ({"periods": [{"country": 1}]}, "not_ours"),
        ({"periods": [{}] * 31}, "too_many"),
        ({"periods": {}}, "not_ours"),
        ({"facts": {"__class__": "x"}}, "not_ours"),
        ({"facts": {"birth_date": "x" * 300}}, "not_ours"),
        ({"letter": {"csrfmiddlewaretoken": "x"}}, "not_ours"),
    ],
)
def test_what_this_page_did_not_write_is_refused_with_its_reason(change: dict[str, Any], code: str) -> None:
    assert refusal({"kind": KIND, "version": 1, **change}) == code


@pytest.mark.parametrize("body", [b"", b"\xff", b"nothing", b"[" * 50_000, b'{"a": NaN}'])
def test_what_cannot_be_read_is_refused(body: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        read_file(body)
    assert refused.value.code in {"not_readable", "another_kind"}


def test_a_large_file_is_refused_without_being_read() -> None:
    with pytest.raises(Invalid) as refused:
        read_file(b" " * (LARGEST + 1))
    assert refused.value.code == "too_large"
