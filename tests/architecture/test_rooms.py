"""A public page is shown without what only staff and other programs need; what waits is found under its own name."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module

import pytest
from django.urls import URLPattern, get_resolver
from django.urls.resolvers import LocalePrefixPattern

from darna.config.rooms import Room

#: Libraries of rooms: the interface's, the guides', the pictures', the telephone numbers', an administration Darna has not.
OF_ROOMS = ("ninja", "pydantic", "yaml", "PIL", "phonenumbers", "weasyprint", "xlsxwriter", "django.contrib.admin")
FIRST_PAGE = """
import sys, django
from django.conf import settings
django.setup()
from django.core.handlers.wsgi import WSGIHandler
from django.urls import reverse
WSGIHandler()
reverse("portal:welcome"), reverse("account_login")
print(*sorted(sys.modules), sep="\\n")
"""


def rooms() -> list[Room]:
    """Every room that opens when somebody enters."""
    whole = get_resolver().url_patterns
    inside = [room for one in whole if isinstance(one.pattern, LocalePrefixPattern) for room in one.url_patterns]
    return [one for one in [*whole, *inside] if isinstance(one, Room)]


@pytest.mark.parametrize("room", rooms(), ids=lambda room: str(room.pattern))
def test_a_room_bears_the_name_its_pages_are_looked_for_under(room: Room) -> None:
    assert import_module(str(room.urlconf_name)).app_name == room.app_name == room.namespace


@pytest.mark.parametrize("room", rooms(), ids=lambda room: str(room.pattern))
def test_no_room_holds_a_room_with_a_name_of_its_own(room: Room) -> None:
    assert [one for one in room.url_patterns if not isinstance(one, URLPattern)] == []


def test_the_first_page_waits_for_no_room() -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "darna.config.settings"}
    command = [sys.executable, "-c", FIRST_PAGE]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=True)
    loaded = told.stdout.split()
    assert "darna.faces.portal.views" in loaded
    assert [name for name in OF_ROOMS if name in loaded] == []
    assert [str(room.urlconf_name) for room in rooms() if room.urlconf_name in loaded] == []
