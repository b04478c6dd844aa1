"""What every template may read: whether this is a demo, and where the leave-this-page button leads."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

# A page nobody minds being seen with; an installation may set another.
NEUTRAL_PAGE = "https://www.wikipedia.org/"


def shell(request: HttpRequest) -> dict[str, Any]:
    """The few values the shell's templates need. No queries."""
    return {
        "is_demo": getattr(settings, "DARNA_DEMO", False),
        "quick_exit_url": getattr(settings, "DARNA_QUICK_EXIT_URL", NEUTRAL_PAGE),
    }
