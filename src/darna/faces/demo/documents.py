"""Papers of the demo: asked for, waiting to be checked, about to expire, not accepted; every picture is drawn here."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Final
from uuid import UUID

from PIL import Image, ImageDraw

from darna.base.agencies.actor import Actor
from darna.base.documents.papers import JPEG, Paper
from darna.base.rowsecurity.context import acting
from darna.domains.cases.queries import case_list
from darna.domains.cases.values import CaseFilters
from darna.domains.documents import actions
from darna.domains.documents.values import PaperDraft
from darna.kernel.clock import today

#: Cases of the caseworker that have papers.
CASES: Final = 4


def bring_papers(worker: Actor) -> None:
    """Papers in the first cases of the caseworker, in every state; the one to be checked was brought last."""
    with acting(worker.context, seconds=600):
        lines = case_list(worker, CaseFilters(worker="mine", sort="opened")).lines[:CASES]
        for number, line in enumerate(lines):
            _of_case(worker, line.person_id, line.id, number)


def _of_case(worker: Actor, person_id: UUID, case_id: UUID, number: int) -> None:
    day = today()
    kinds = ("birth_certificate", "pension_statement", "work_certificate", "school_paper")
    ask = PaperDraft(kinds[number % 4], due_on=day + timedelta(days=12 - 8 * number), case_id=case_id)
    actions.ask_papers(person_id, [ask], by=worker)
    permit = PaperDraft(
        "residence_permit",
        issued_on=day - timedelta(days=700),
        expires_on=day + timedelta(days=5 + 20 * number),
        case_id=case_id,
    )
    kept = actions.keep_paper(person_id, permit, _drawn(number), by=worker)
    actions.check_paper(kept.pk, kept.issued_on, kept.expires_on, seen_version=1, by=worker)
    letter = actions.keep_paper(
        person_id, PaperDraft("authority_letter", case_id=case_id), _drawn(9 + number), by=worker
    )
    if number % 2:
        actions.refuse_paper(letter.pk, "La deuxième page manque.", seen_version=1, by=worker)
    actions.keep_paper(person_id, PaperDraft("identity_document", case_id=case_id), _drawn(20 + number), by=worker)


def _drawn(number: int) -> Paper:
    """A page of lines that nobody ever had in hand; no two are alike."""
    page = Image.new("RGB", (600, 840), "white")
    pen = ImageDraw.Draw(page)
    pen.rectangle((40, 40, 240, 90 + number), fill="#1f5c57")
    for line in range(12):
        pen.rectangle((40, 160 + 50 * line, 520 - 13 * ((line * 7 + number) % 9), 172 + 50 * line), fill="#c9c4b8")
    small = page.copy()
    small.thumbnail((160, 160))
    return Paper(JPEG, _written(page), _written(small))


def _written(page: Image.Image) -> bytes:
    body = io.BytesIO()
    page.save(body, "JPEG", quality=70)
    return body.getvalue()
