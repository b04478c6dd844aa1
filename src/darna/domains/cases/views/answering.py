"""How a page with one form answers in cases: in their words, and back to the person's file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from darna.base.pages import answering
from darna.base.pages.answering import DeskRequest, Page
from darna.domains.cases import wording
from darna.domains.cases.values import CaseBlock, CaseBrief
from darna.kernel.errors import Refused

explain = partial(answering.explain, say=wording.sentence)


def answered(
    request: DeskRequest, form: forms.Form, case: CaseBrief | CaseBlock, page: Page, act: Callable[[], Any]
) -> HttpResponse:
    """Show the form, or do what it asks and lead back to the file."""
    back = file_url(case.person_id, case.id if case.reference else None)
    page = replace(page, back=back, back_label=_("Back to the file"), kicker=case.reference)
    return answering.answered(request, form, page, act, say=wording.sentence)


def to_file(person_id: UUID, case_id: UUID | None = None) -> HttpResponseRedirect:
    """Back to the person's file, at the case."""
    return HttpResponseRedirect(file_url(person_id, case_id))


def file_url(person_id: UUID, case_id: UUID | None = None) -> str:
    """The address of a person's file, at the case."""
    return reverse("desk:file", args=[person_id]) + (f"#case-{case_id}" if case_id else "")


def require_right(case: CaseBrief | CaseBlock, allowed: bool, *, otherwise: str = "case_is_not_yours_to_write") -> None:
    """Refuse the page before anybody writes in vain; `otherwise` says why in a case that is open. Raises: Refused."""
    if case.is_shared_in:
        raise Refused("case_is_of_another_agency", reference=case.reference)
    if not allowed:
        raise Refused(otherwise if case.is_open else "case_is_closed", reference=case.reference)
