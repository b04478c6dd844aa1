"""The short forms that stand inside a case on a person's file."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, Final
from uuid import uuid4

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from darna.base.drafts.views import Slot
from darna.base.pages.ways import way
from darna.domains.cases.forms import EncounterForm
from darna.domains.cases.values import CaseBlock
from darna.kernel.clock import today

register = template.Library()

#: Stands in a blank form where the case is named.
APART: Final = "da12acase"


@register.inclusion_tag("cases/_encounter_form.html", takes_context=True)
def encounter_form(context: dict[str, Any], case: CaseBlock) -> dict[str, Any]:
    """The form to write what happened; its fields are named apart, for a file may show several cases."""
    kept = next(
        (line for line in context.get("drafts") or () if (line.form, line.about_id) == ("encounter", case.id)), None
    )
    url = way("cases:write_encounter", case.id)
    form = blank_encounter(get_language(), case.rights.writes, today()).replace(APART, case.id.hex[:8])
    slot = Slot("encounter", case.id, showing=uuid4(), kept_at=kept.kept_at if kept else None, url=url)
    return {"case": case, "form": SafeString(form), "slot": slot, "csrf_token": context.get("csrf_token", "")}


@lru_cache(maxsize=32)
def blank_encounter(_language: str | None, writes: bool, _on: date) -> str:
    """The fields before anybody wrote in them: the same for every case in one language on one day."""
    return str(EncounterForm(writes=writes, auto_id=f"id_{APART}_%s"))
