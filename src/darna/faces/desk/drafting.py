"""Which drafts somebody has, said in words, with the way back to each form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.actor import Actor
from darna.base.drafts.queries import drafts_of
from darna.domains.people.queries import names_of


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft on the page of the day."""

    label: str | Promise
    url: str
    kept_at: datetime
    person_name: str = ""


#: The forms that keep drafts: what they are called, and their address for the record they are about.
FORMS: Final[dict[str, tuple[str | Promise, Callable[[UUID], str]]]] = {
    "register": (_("Somebody being registered"), lambda _about: reverse("desk:register")),
    "encounter": (_("A note of what happened"), lambda about: reverse("cases:write_encounter", args=[about])),
    "consent": (_("An answer on consent"), lambda about: reverse("desk:consent", args=[about])),
}


def drafts_waiting(actor: Actor) -> list[Waiting]:
    """What the actor typed and did not save, the newest first. One query, two when it is about persons."""
    lines = [line for line in drafts_of(actor) if line.form in FORMS]
    persons = {line.person_id for line in lines if line.person_id}
    names = names_of(persons) if persons else {}
    return [
        Waiting(
            FORMS[line.form][0],
            f"{FORMS[line.form][1](line.about_id)}?draft=on",
            line.kept_at,
            names.get(line.person_id, "") if line.person_id else "",
        )
        for line in lines
    ]
