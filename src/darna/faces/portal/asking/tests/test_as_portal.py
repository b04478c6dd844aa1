"""Asking as the role of the public side: every question and every answer goes through its functions alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from darna.domains.asking.codes import code_of
from darna.domains.asking.sealing import in_use
from darna.faces.portal.tests.test_nobody_known import as_portal, no_application

__all__ = ["as_portal", "no_application"]


def url(page: str) -> str:
    with translation.override("en"):
        return reverse(f"portal:{page}")


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["ask", "ask_young", "ask_answer", "ask_sent", "ask_remove", "ask_removed"])
def test_a_page_asks_nothing_of_the_connection_of_the_application(
    page: str, client: Client, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue("as_portal"), request.getfixturevalue("no_application")
    client.cookies[settings.DARNA_QUESTION_COOKIE] = in_use(code_of(b"nobody's"))
    response = client.get(url(page))
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("page", "told", "status"),
    [
        ("ask", {}, 200),
        ("ask_answer", {"code": code_of(b"nobody's")}, 422),
        ("ask_say", {"text": "x"}, 302),
        ("ask_confirm", {"proposed_at": "2026-12-01T10:00:00+00:00", "suits": "yes"}, 302),
        ("ask_remove", {}, 302),
        ("ask_close", {}, 302),
    ],
)
def test_a_form_is_sent_as_that_role(
    page: str, told: dict[str, Any], status: int, client: Client, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue("as_portal"), request.getfixturevalue("no_application")
    client.cookies[settings.DARNA_QUESTION_COOKIE] = in_use(code_of(b"nobody's"))
    assert client.post(url(page), told).status_code == status
