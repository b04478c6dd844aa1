"""The short forms that stand inside a case on a person's file."""

from __future__ import annotations

from typing import Any

from django import template

from darna.domains.cases.forms import EncounterForm
from darna.domains.cases.values import CaseBlock

register = template.Library()


@register.inclusion_tag("cases/_encounter_form.html", takes_context=True)
def encounter_form(context: dict[str, Any], case: CaseBlock) -> dict[str, Any]:
    """The form to write what happened; its fields are named apart, for a file may show several cases."""
    form = EncounterForm(writes=case.rights.writes, auto_id=f"id_{case.id.hex[:8]}_%s")
    return {"case": case, "form": form, "csrf_token": context.get("csrf_token", "")}
