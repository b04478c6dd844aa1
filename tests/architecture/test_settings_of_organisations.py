"""A wrong setting of an organisation stops the start and says which name is wrong and what to write."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from unittest.mock import patch

import pytest

from darna.config.settings import organisations as module
from darna.config.settings.reader import WrongSetting

RIGHT = {
    "DARNA_OIDC": "ministry, odco-rabat",
    "DARNA_OIDC_MINISTRY_ISSUER": "https://id.example.org/realms/one",
    "DARNA_OIDC_MINISTRY_CLIENT_ID": "darna",
    "DARNA_OIDC_MINISTRY_SECRET": "s",
    "DARNA_OIDC_MINISTRY_LABEL": "The Ministry",
    "DARNA_OIDC_MINISTRY_TRUSTED_AMR": "mfa, hwk",
    "DARNA_OIDC_ODCO_RABAT_ISSUER": "http://127.0.0.1:9000",
    "DARNA_OIDC_ODCO_RABAT_CLIENT_ID": "darna",
    "DARNA_OIDC_ODCO_RABAT_SECRET": "s",
    **{f"DARNA_OIDC_ODCO_RABAT_LABEL_{code}": code for code in ("AR", "FR", "IT", "EN")},
}


@pytest.fixture(autouse=True)
def left_as_it_was() -> Iterator[None]:
    """The settings of the other tests name no organisation."""
    yield
    importlib.reload(module)


def read(**changed: str | None) -> list[dict[str, object]]:
    told = {name: value for name, value in {**RIGHT, **changed}.items() if value is not None}
    with patch.dict(os.environ, told):
        return list(importlib.reload(module).DARNA_ORGANISATIONS)


def test_two_organisations_are_read() -> None:
    ministry, odco = read()
    assert ministry["code"] == "ministry"
    assert ministry["labels"] == {"": "The Ministry"}
    assert ministry["trusted_amr"] == ["hwk", "mfa"]
    assert odco["code"] == "odco-rabat"
    assert odco["labels"] == {"ar": "AR", "fr": "FR", "it": "IT", "en": "EN"}
    assert odco["trusted_amr"] == odco["trusted_acr"] == []


def test_nothing_is_known_and_nothing_is_wrong_while_none_is_named() -> None:
    assert read(DARNA_OIDC="") == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DARNA_OIDC", "Ministry"),
        ("DARNA_OIDC", "ministry,odco-rabat,ministry"),
        ("DARNA_OIDC_MINISTRY_ISSUER", None),
        ("DARNA_OIDC_MINISTRY_ISSUER", "http://id.example.org"),
        ("DARNA_OIDC_MINISTRY_ISSUER", "id.example.org"),
        ("DARNA_OIDC_MINISTRY_ISSUER", "https://id.example.org/?a=b"),
        ("DARNA_OIDC_MINISTRY_ISSUER", "https://me:word@id.example.org/"),
        ("DARNA_OIDC_MINISTRY_ISSUER", "https://[::1"),
        ("DARNA_OIDC_MINISTRY_CLIENT_ID", " "),
        ("DARNA_OIDC_MINISTRY_SECRET", None),
        ("DARNA_OIDC_MINISTRY_LABEL", None),
        ("DARNA_OIDC_ODCO_RABAT_LABEL_IT", None),
        ("DARNA_OIDC_MINISTRY_TRUSTED_AMR", "mfa,pwd"),
        ("DARNA_OIDC_MINISTRY_ISUER", "https://id.example.org"),
        ("DARNA_OIDC_OTHER_ISSUER", "https://id.example.org"),
    ],
)
def test_a_wrong_setting_is_named_with_its_remedy(name: str, value: str | None) -> None:
    with pytest.raises(WrongSetting) as wrong:
        read(**{name: value})
    said = str(wrong.value)
    assert said.startswith(name.removesuffix("_IT"))
    assert said.count(". ") >= 1


def test_a_wrong_secret_is_not_told() -> None:
    with pytest.raises(WrongSetting) as wrong:
        read(DARNA_OIDC_MINISTRY_LABEL=None, DARNA_OIDC_MINISTRY_SECRET="very-secret")
    assert "very-secret" not in str(wrong.value)
