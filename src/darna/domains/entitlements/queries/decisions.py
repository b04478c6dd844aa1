"""One saved decision: why, on which facts, under which law, and what the law of today answers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.keys.sealing import PersonCipher
from darna.domains.cases.queries.blocks import brief_of
from darna.domains.entitlements import access
from darna.domains.entitlements.law import law_in_force
from darna.domains.entitlements.models import Claim, Decision, LaterAnswer
from darna.domains.entitlements.models.claims import PURSUED
from darna.domains.entitlements.queries.cases import decision_line, may_write
from darna.domains.entitlements.queries.telling import answer_label, language, opened, reader_of, reading_cipher
from darna.domains.entitlements.sealed import EXPLANATION, FACTS, LATER
from darna.domains.entitlements.values import DecisionCard, LaterCard, Words
from darna.rules.engine.words import Teller


def decision_card(actor: Actor, decision_id: UUID) -> DecisionCard:
    """A saved decision with what it rests on. Six queries. Raises: Refused, NotFound."""
    row = access.visible_row(actor, Decision, decision_id)
    case, law = access.case_to_read(actor, row.case_id), law_in_force()
    tell, cipher = reader_of(law), reading_cipher(row.person_id)
    later = LaterAnswer.objects.filter(decision_id=decision_id).first()
    names = names_of_members({row.decided_by, *filter(None, [later.seen_by if later else None])})
    claim = Claim.objects.filter(case_id=case.pk, right=row.question, state__in=PURSUED).values_list("pk").first()
    line = decision_line(row, law, tell, names.get(row.decided_by, ""), later)
    words = words_in(opened(cipher, row.sealed_explanation, EXPLANATION), line.title)
    writes = may_write(actor, case)
    return DecisionCard(
        line=line,
        case=brief_of(actor, case),
        law=row.law,
        words=words,
        facts=tuple(_facts(opened(cipher, row.sealed_facts, FACTS), tell)),
        later=_later(later, words, tell, names, cipher) if later and later.changed_on else None,
        claim_id=claim[0] if claim else None,
        may_claim=writes and claim is None,
    )


def later_place(actor: Actor, later_id: UUID) -> tuple[UUID, int]:
    """The decision a later answer belongs to, and its version. One query. Raises: Refused, NotFound."""
    row = access.visible_row(actor, LaterAnswer, later_id)
    return row.decision_id, row.version


def words_in(kept: str, title: str) -> Words:
    """The explanation in the language of the page, as it was kept; of somebody erased only the title is left."""
    return Words.of(json.loads(kept)["words"][language()]) if kept else Words(title)


def _later(
    row: LaterAnswer, before: Words, tell: Teller, names: Mapping[UUID, str], cipher: PersonCipher | None
) -> LaterCard:
    assert row.changed_on is not None
    return LaterCard(
        id=row.pk,
        version=row.version,
        answered_on=row.answered_on,
        changed_on=row.changed_on,
        answer=row.answer,
        answer_label=answer_label(tell, row.answer),
        words=words_in(opened(cipher, row.sealed_explanation, LATER), "").beside(before),
        seen_by=names.get(row.seen_by, "") if row.seen_by else "",
        seen_at=row.seen_at,
    )


def _facts(kept: str, tell: Teller) -> Iterator[tuple[str, str]]:
    """The facts that were told, each as its question and the answer in words."""
    told: dict[str, Any] = json.loads(kept) if kept else {}
    for name, value in told.items():
        if name == "career":
            yield from ((tell.country(str(one.get("country"))), _period(one)) for one in value)
        elif name in tell.facts:
            yield tell.question(name), tell.fact_value(name, tell.facts[name].read(value))


def _period(told: Mapping[str, str]) -> str:
    parts = (told.get("from"), told.get("to"), told.get("amount"), told.get("unit"), told.get("scheme"))
    return " · ".join(part for part in parts if part)
