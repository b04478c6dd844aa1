"""The short forms that stand inside a case on a person's file."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import template
from django.urls import reverse

from darna.base.drafts.views import Slot
from darna.domains.cases.forms import EncounterForm
from darna.domains.cases.values import CaseBlock

register = template.Library()


@register.inclusion_tag("cases/_encounter_form.html", takes_context=True)
def encounter_form(context: dict[str, Any], case: CaseBlock) -> dict[str, Any]:
    """The form to write what happened; its fields are named apart, for a file may show several cases."""
    form = EncounterForm(writes=case.rights.writes, auto_id=f"id_{case.id.hex[:8]}_%s")
    kept = next(
        (line for line in context.get("drafts") or () if (line.form, line.about_id) == ("encounter", case.id)), None
    )
    url = reverse("cases:write_encounter", args=[case.id])
    slot = Slot("encounter", case.id, showing=uuid4(), kept_at=kept.kept_at if kept else None, url=url)
    return {"case": case, "form": form, "slot": slot, "csrf_token": context.get("csrf_token", "")}
