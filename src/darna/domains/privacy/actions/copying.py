"""The copy of everything the house keeps about a person, made for them and for nobody else."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.base.editing import locked, save
from darna.domains.privacy import access, copying
from darna.domains.privacy.models import PersonRequest
from darna.kernel.clock import now
from darna.kernel.errors import Invalid, Refused

JSON: Final = "json"
PDF: Final = "pdf"
FORMATS: Final = (JSON, PDF)


@transaction.atomic
def copy_for_person(
    request_id: UUID, form: str, *, leave_out: Collection[str] = (), seen_version: int, by: Actor
) -> bytes:
    """Make the copy that was asked for, in the person's language; nothing of it is kept.

    Shape: `form` is json or pdf; `leave_out` are codes of parts, of which the copy says that they were left out.
    Raises: Refused, NotFound, Invalid, StaleVersion, AlreadyDone; NoPDF on a machine that draws none.
    """
    row = access.request_to_answer(by, request_id, PersonRequest.State.IN_HAND, *("granted", "partly"))
    if row.kind != PersonRequest.Kind.COPY:
        raise Refused("request_is_of_another_kind")
    if form not in FORMATS:
        raise Invalid("form", "not_in_the_list", value=form)
    known = {section.code for section in copying.sections()}
    if not set(leave_out) <= known or set(leave_out) == known:
        raise Invalid("leave_out", "not_in_the_list")
    row = locked(row, seen_version)
    copy = copying.gather(by, row.person_id, leave_out=leave_out)
    body = copying.as_json(copy) if form == JSON else copying.as_pdf(copy, row.language)
    save(row, copied_at=now(), left_out=sorted(leave_out))
    record("person.exported", subject=row, detail={"form": form, "left_out": sorted(leave_out) or None}, is_plain=True)
    return body
