"""The room where a supervisor asks what an agreement would change for the persons of the agency."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest
from darna.domains.entitlements import forms, prospects, queries
from darna.domains.entitlements.law import LawInForce, law_in_force
from darna.domains.entitlements.queries.telling import language
from darna.kernel.clock import today
from darna.kernel.errors import Invalid


@require_GET
@needs(Verb.SUPERVISE)
def gain(request: DeskRequest) -> HttpResponse:
    """How many would gain a pension if an agreement came into force: counts, never a list of people."""
    law = law_in_force()
    form = forms.GainForm(request.GET, countries=queries.countries_to_suppose(law, today()))
    found = _found(request, law, form) if form.is_valid() else {}
    return render(request, "entitlements/gain.html", {"form": form, **found}, status=200 if found else 422)


def _found(request: DeskRequest, law: LawInForce, form: forms.GainForm) -> dict[str, Any]:
    code, on = form.cleaned_data["country"], form.cleaned_data["on"]
    try:
        supposed = queries.supposed(law, code, on)
    except Invalid as problem:
        form.explain(problem)
        return {}
    return {
        "counts": prospects.counts_in_words(supposed, queries.gained(request.actor, law, code, on)),
        "assumed": prospects.assumed(supposed),
        "source": prospects.source_in_words(supposed, law),
        "agreement": supposed.title.in_(language()),
    }
