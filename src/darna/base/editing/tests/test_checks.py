"""What cannot be right is refused beside its field."""

from __future__ import annotations

from datetime import timedelta

import pytest

from darna.base.editing import optional_text, require_past, require_text
from darna.kernel.clock import today
from darna.kernel.errors import Invalid


def test_a_text_is_kept_without_the_blanks_around_it() -> None:
    assert require_text("note", "  she came back  ", most=13) == "she came back"
    assert optional_text("note", "   ", most=5) == ""


@pytest.mark.parametrize(("text", "code"), [("  ", "empty"), ("far too long", "too_long")])
def test_nothing_and_too_much_are_refused(text: str, code: str) -> None:
    with pytest.raises(Invalid, match=code) as refused:
        require_text("note", text, most=8)
    assert refused.value.field == "note"


def test_tomorrow_has_not_come_yet() -> None:
    require_past("closed_on", today())
    with pytest.raises(Invalid, match="in_the_future"):
        require_past("closed_on", today() + timedelta(days=1))
