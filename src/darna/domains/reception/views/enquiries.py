"""Questions answered without a file: counted on one page with what was counted before."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest
from darna.domains.reception import actions, queries
from darna.domains.reception.counting import FLOOR
from darna.domains.reception.forms import EnquiryForm
from darna.domains.reception.queries.counts import DAYS, first_day
from darna.domains.reception.views.answering import explain, tabs
from darna.kernel.errors import Invalid

_SPANS = {"day": _("Today"), "week": _("Last seven days"), "month": _("Last thirty days")}


@needs(Verb.RECEIVE)
def enquiries(request: DeskRequest) -> HttpResponse:
    """Count a question, and see how often what was asked."""
    form = EnquiryForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_enquiry(form.draft(), by=request.actor)
        except Invalid as problem:
            explain(form, problem)
        else:
            messages.success(request, gettext("The question is counted. Nothing says who asked it."))
            return redirect("reception:enquiries")
    return _page(request, form, status=422 if form.errors else 200)


def _page(request: DeskRequest, form: EnquiryForm, *, status: int) -> HttpResponse:
    span = request.GET.get("span", "day")
    span = span if span in DAYS else "day"
    total, tables = queries.enquiry_counts(request.actor, span)
    here = reverse("reception:enquiries")
    spans = [
        {"label": label, "url": f"{here}?span={key}#counts", "is_current": key == span} for key, label in _SPANS.items()
    ]
    context = {
        "form": form,
        "tabs": tabs("reception:enquiries"),
        "spans": spans,
        "total": total,
        "tables": tables,
        "since": first_day(span),
        "floor": FLOOR,
    }
    return render(request, "reception/enquiries.html", context, status=status)
