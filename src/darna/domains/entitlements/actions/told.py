"""Facts a person told on the public pages: kept with the case, said again by later answers, taken out when asked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.base.editing import locked, save
from darna.base.keys.sealing import PersonCipher
from darna.domains.entitlements import access, asking
from darna.domains.entitlements.law import law_in_force
from darna.domains.entitlements.models import ToldFacts
from darna.domains.entitlements.sealed import TOLD
from darna.kernel.clock import now

if TYPE_CHECKING:
    from darna.domains.cases.models import Case


def keep_told(case: Case, texts: Mapping[str, str], cipher: PersonCipher, *, by: Actor) -> int:
    """Keep those facts of a file that the law knows and can read; how many are new or others than before.

    Called inside the transaction that takes the file over.
    """
    told = asking.typed_facts(texts, law_in_force().book)
    row = ToldFacts.objects.select_for_update(of=("self",)).filter(case_id=case.pk).first()
    kept = json.loads(cipher.open(row.sealed_facts, field=TOLD)) if row else {}
    fresh = {name: value for name, value in told.items() if name not in kept or kept[name] != value}
    if not fresh:
        return 0
    columns = {"sealed_facts": _sealed(cipher, {**kept, **fresh}), "brought_by": by.membership_id, "brought_at": now()}
    if row:
        save(row, **columns)
    else:
        of = {"agency_id": case.agency_id, "case_id": case.pk, "person_id": case.person_id}
        ToldFacts.objects.create(**of, **columns)
    return len(fresh)


def say_again(case: Case, told: asking.Told, cipher: PersonCipher) -> None:
    """Let what an answer rests on stand in place of what the file said of the same facts. One query, two to change."""
    row = ToldFacts.objects.select_for_update(of=("self",)).filter(case_id=case.pk).first()
    if row is None:
        return
    kept = json.loads(cipher.open(row.sealed_facts, field=TOLD))
    newer = {name: value for name, value in told.items() if name in kept and kept[name] != value}
    if newer:
        save(row, sealed_facts=_sealed(cipher, {**kept, **newer}))


@transaction.atomic
def forget_told(case_id: UUID, *, seen_version: int, by: Actor) -> None:
    """Take out the facts that were taken over from a file; saved answers stay as they are.

    Raises: Refused, NotFound, StaleVersion.
    """
    case = access.case_to_write(by, case_id)
    row = locked(access.told_facts(by, case_id), seen_version)
    subject = ("entitlements.toldfacts", row.pk)
    row.delete()
    record("told_facts.removed", subject=subject, person_id=case.person_id, detail={"case": case.reference})


def _sealed(cipher: PersonCipher, told: Mapping[str, object]) -> bytes:
    return cipher.seal(json.dumps(dict(told), ensure_ascii=False), field=TOLD)
