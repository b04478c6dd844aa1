"""No room of staff or of accounts is taken for a public page."""

from __future__ import annotations

import pytest
from django.conf import settings

from darna.config.urls import ROOMS
from darna.faces.portal.middleware import is_public_path


def test_every_room_of_staff_is_named_in_the_settings() -> None:
    assert {prefix.split("/")[0] for prefix, _module in ROOMS} - {""} == settings.DARNA_STAFF_ROOMS


@pytest.mark.parametrize("prefix", sorted({prefix for prefix, _module in ROOMS} - {""}))
def test_no_room_of_staff_is_a_public_page(prefix: str) -> None:
    assert not is_public_path(f"/fr/{prefix}")
