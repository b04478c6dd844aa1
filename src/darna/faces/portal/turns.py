"""A form that is worked out takes a turn: whoever asks too often waits, and what was written stays on the page."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from darna.base.accounts.addresses import client_address
from darna.base.accounts.turns import take_turn


def has_turn(request: HttpRequest) -> bool:
    """Whether an answer is worked out for this form now. One query."""
    return take_turn(client_address(request.META), using=settings.PORTAL_DATABASE)
