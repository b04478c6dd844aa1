"""The history of a file: what was united with it and parted again, and which pairs were decided."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from darna.base.agencies.decorators import needs
from darna.base.agencies.queries import names_of_members
from darna.base.agencies.roles import Verb
from darna.base.audit.words import OF_PERSON
from darna.base.pages.answering import DeskRequest
from darna.domains.people import actions
from darna.domains.people.queries.duplicates import decided_pairs_of
from darna.domains.people.queries.merged import merged_person, merges_of
from darna.faces.desk.comparing import said
from darna.faces.desk.views.person import own_card
from darna.faces.shell.problems import sentence
from darna.kernel.errors import Refused


@needs(Verb.OPEN_FILE)
@require_http_methods(["GET", "HEAD"])
def history(request: DeskRequest, person: UUID) -> HttpResponse:
    """Every file that was united with this one, what it says otherwise, and what was decided of other files."""
    card = own_card(request, person)
    actions.note_opening(request.actor, card)
    merges = merges_of(request.actor, person)
    decided = decided_pairs_of(request.actor, person)
    acted = (
        {line.merged_by for line in merges}
        | {line.parted_by for line in merges}
        | {row.decided_by for _l, row in decided}
    )
    context = {
        "card": card,
        "merges": [
            {"line": line, "otherwise": _in_words(line.differing), "before": _in_words(line.replaced)}
            for line in merges
        ],
        "decided": [{"other": line, "row": row} for line, row in decided],
        "members": names_of_members(key for key in acted if key),
        "may_part": request.actor.may(Verb.PART_PERSONS),
    }
    return render(request, "desk/history.html", context)


def _in_words(fields: dict[str, Any]) -> list[tuple[str, str]]:
    told = ((name, said(name, value)) for name, value in fields.items())
    return [(str(OF_PERSON[name]), words) for name, words in told if words]


@require_POST
@needs(Verb.PART_PERSONS)
def part(request: DeskRequest, merge: UUID) -> HttpResponse:
    """Make two files again of what was united."""
    try:
        parted = actions.part_persons(merge, by=request.actor)
    except Refused as problem:
        messages.error(request, sentence(problem))
        return redirect("desk:history", merged_person(request.actor, merge))
    messages.success(request, gettext("The two files are two again, each with what it had."))
    return redirect("desk:history", parted.person_id)
