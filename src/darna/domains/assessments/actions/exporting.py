"""Answers leave the house for a purpose, by a role that may carry lists out, and with a sentence in the trail."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.codelists.queries import choices
from darna.base.editing import require_text
from darna.domains.assessments import access
from darna.domains.assessments.instruments import title_in
from darna.domains.assessments.queries.exports import MOST, tables_of
from darna.domains.assessments.values import Table
from darna.kernel.errors import Invalid

LONGEST_REASON = 300


@transaction.atomic
def export_answers(
    version_id: UUID, purpose: str, reason: str, *, with_references: bool = False, form: str = "xlsx", by: Actor
) -> list[Table]:
    """The completed answers of one version as tables, repeats each their own; without names.

    Protected files are left out whoever asks. Raises: Refused, NotFound, Invalid.
    """
    by.require(Verb.EXPORT_LIST)
    by.require(Verb.READ_NARRATIVE)
    version = access.version_to_see(by, version_id)
    if purpose not in dict(choices("export_purpose")):
        raise Invalid("purpose", "required")
    told = require_text("reason", reason, most=LONGEST_REASON)
    tables, count = tables_of(by, version, with_references=with_references)
    if not count:
        raise Invalid("purpose", "nothing_to_export")
    if count > MOST:
        raise Invalid("purpose", "too_many_to_export")
    detail = {
        "instrument": title_in(version.titles, by.language),
        "number": version.number,
        "rows": count,
        "form": form,
        "purpose": purpose,
        "reason": told,
    }
    record("questionnaire.exported", subject=version, detail=detail)
    return tables
