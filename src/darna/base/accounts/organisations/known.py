"""The organisations through which this installation lets people sign in, as its settings name them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from darna.kernel.errors import NotFound


@dataclass(frozen=True)
class Organisation:
    """One organisation: where it signs people in, who Darna is to it, and which of its second factors are trusted."""

    code: str
    issuer: str
    client_id: str
    secret: str
    labels: Mapping[str, str]
    trusted_amr: frozenset[str] = frozenset()
    trusted_acr: frozenset[str] = frozenset()

    @property
    def label(self) -> str:
        """Its name in the reader's language."""
        return self.labels.get((get_language() or "")[:2]) or self.labels.get("", "") or self.code

    def asked_second_factor(self, claims: Mapping[str, Any]) -> bool:
        """Whether the organisation says, in words that the settings trust, that it asked for a second factor itself."""
        methods, level = claims.get("amr"), claims.get("acr")
        told = {one for one in methods if isinstance(one, str)} if isinstance(methods, list) else set()
        return bool(told & self.trusted_amr) or (isinstance(level, str) and level in self.trusted_acr)


def organisations() -> tuple[Organisation, ...]:
    """Every organisation of the settings; none unless an operator wrote one."""
    return tuple(_of(told) for told in settings.DARNA_ORGANISATIONS)


def organisation(code: str) -> Organisation:
    """One organisation. Raises: `NotFound` when the settings name none of that code."""
    for one in organisations():
        if one.code == code:
            return one
    raise NotFound("organisation", code)


def _of(told: Mapping[str, Any]) -> Organisation:
    return Organisation(
        code=told["code"],
        issuer=told["issuer"],
        client_id=told["client_id"],
        secret=told["secret"],
        labels=told["labels"],
        trusted_amr=frozenset(told["trusted_amr"]),
        trusted_acr=frozenset(told["trusted_acr"]),
    )
