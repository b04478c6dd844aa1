"""What a case needs: the papers its programme and its claims ask for, and how far each of them is."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.utils.translation import gettext

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.codelists.queries import has
from darna.domains.cases.queries.cards import case_brief
from darna.domains.cases.values import CaseBrief
from darna.domains.documents import access
from darna.domains.documents.queries.lists import line_of
from darna.domains.documents.values import PaperLine, WantedLine
from darna.domains.entitlements.queries import papers_of_claims
from darna.domains.planning.queries import progress_card
from darna.kernel.errors import Refused

#: Papers as programmes and rights name them → the kind under which they are kept; any other is of the kind "other".
_KINDS: Final = {
    "residence_abroad": "residence_permit",
    "residence_title": "residence_permit",
    "career_record": "pension_statement",
    "work_contracts": "work_contract",
    "civil_status": "birth_certificate",
    "diplomas": "diploma",
    "school_certificates": "school_paper",
    "proof_of_address": "residence_certificate",
    "judge_decision": "court_paper",
}


def checklist(actor: Actor, case_id: UUID, *, language: str) -> tuple[CaseBrief, tuple[WantedLine, ...]]:
    """A case and the papers it needs, each with the one that answers to it. Sixteen queries at most.

    Raises: NotFound; Refused for a case that another agency shows.
    """
    actor.require(Verb.OPEN_FILE)
    case = case_brief(actor, case_id)
    if case.is_shared_in:
        raise Refused("case_is_of_another_agency", reference=case.reference)
    wanted = [
        *_of_programme(actor, case, language),
        *(_of_claims(actor, case_id) if actor.may(Verb.READ_NARRATIVE) else ()),
    ]
    rows = access.papers_of(actor).filter(person_id=case.person_id, wanted__in=[one.code for one in wanted])
    found: dict[str, PaperLine] = {row.wanted: line_of(row, actor) for row in rows.order_by("moved_at", "id")}
    return case, tuple(WantedLine(one.code, one.label, one.kind, one.source, found.get(one.code)) for one in wanted)


def _of_programme(actor: Actor, case: CaseBrief, language: str) -> list[WantedLine]:
    card = progress_card(actor, case.id, language=language)
    # Bound to the case: another case of the person may ask for another one of the same name.
    return [
        WantedLine(f"case:{case.id}:{one.code}", one.label, _kind(one.code), case.programme_label)
        for one in card.expected
    ]


def _of_claims(actor: Actor, case_id: UUID) -> list[WantedLine]:
    return [
        WantedLine(f"claim:{claim}:{code}", label, _kind(code), gettext("A claim"))
        for claim, code, label in papers_of_claims(actor, case_id)
    ]


def _kind(code: str) -> str:
    kind = _KINDS.get(code, code)
    return kind if has("paper_kind", kind) else "other"
