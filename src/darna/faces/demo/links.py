"""Links of the demo to partners without an account, in the states a day may show; all of it fictional."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final
from uuid import UUID, uuid4

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.base.rowsecurity.context import PUBLIC, acting
from darna.domains.cases import actions as cases
from darna.domains.cases.values import CaseLine, NeedDraft
from darna.domains.links import actions, bylink, queries
from darna.domains.links.tokens import token_of
from darna.domains.links.values import PartnerDraft, Terms
from darna.domains.people.actions import record_consent
from darna.domains.people.values import ACCOMPANIMENT, SHARING, ConsentTerms
from darna.domains.referrals.values import CONTACT, LANGUAGE, NAME, Draft, Question
from darna.faces.demo.referring import adults

#: Where the demo's links lead, before anybody opened the demo under its own address.
ROOT: Final = "http://localhost:8000"
#: A place that documents may use, and nobody has.
ADDRESS: Final = "192.0.2.10"


@dataclass(frozen=True, slots=True)
class Asked:
    """One link of the demo: to whom, how, for what, and how far it went."""

    partner: PartnerDraft
    channel: str
    need: str
    summary: str
    state: str
    words: str = ""


ASKED: Final = (
    Asked(
        PartnerDraft("Association Tamkine, Béni Mellal", "accueil@tamkine.example", "fr"),
        "email",
        "psychosocial_support",
        "Souhaite parler à quelqu’un en tamazight. Disponible le matin.",
        "asking",
        "Une écoute par téléphone conviendrait-elle d’abord ?",
    ),
    Asked(
        PartnerDraft("Dispensaire du quartier", "", "ar"),
        "paper",
        "health_care",
        "يحتاج إلى متابعة ضغط الدم، ومعه الوصفة القديمة.",
        "sent",
    ),
    Asked(
        PartnerDraft("Bibliothèque de la médina", "lire@medina.example", "fr"),
        "email",
        "training",
        "Voudrait reprendre la lecture en arabe et en français.",
        "draft",
    ),
    Asked(
        PartnerDraft("Atelier Nour", "bonjour@nour.example", "fr"),
        "email",
        "training",
        "Cherche un stage court en couture, trois matinées par semaine.",
        "accepted",
        "Nous l’attendons lundi à neuf heures.",
    ),
)


def pass_on(members: Mapping[tuple[str, Role], Actor]) -> None:
    """Write and send them as the Maison's caseworker does, and answer as the partners do."""
    by = members["maison", Role.CASEWORKER]
    # The first of them were referred within Darna.
    for asked, line in zip(ASKED, islice(adults(by), 12, None), strict=False):
        with acting(by.context, seconds=120):
            link_id = _sent(asked, line, by)
        if asked.state not in {"draft", "sent"}:
            _answered(link_id, asked)


def _sent(asked: Asked, line: CaseLine, by: Actor) -> UUID:
    need = cases.note_need(line.id, NeedDraft(asked.need, "normal"), by=by)
    link = actions.begin_link(need.pk, typed=asked.partner, by=by)
    terms = ConsentTerms(
        purposes=(ACCOMPANIMENT, SHARING),
        recipients=(link.partner_id,),
        notice_version="2026-1",
        notice_language="ar",
    )
    record_consent(line.person_id, terms, by=by)
    contacts = tuple(one.id for one in queries.material_of_link(by, link.pk).contacts)[:1]
    draft = Draft(asked.summary, frozenset({NAME, LANGUAGE, *([CONTACT] if contacts else [])}), contacts)
    question = Question("service", "normal", link.due_on)
    how = Terms(asked.channel, asked.partner.language, 14, asked.partner.email)
    link = actions.write_link(link.pk, question, draft, how, seen_version=link.version, by=by)
    if asked.state == "draft":
        return link.pk
    shown = queries.preview_link(by, link.pk)
    actions.send_link(link.pk, seen_version=link.version, seen_mark=shown.mark, root=ROOT, by=by)
    return link.pk


def _answered(link_id: UUID, asked: Asked) -> None:
    what = "asked" if asked.state == "asking" else asked.state
    with acting(PUBLIC):
        door = bylink.door_of(token_of(link_id, 1), ADDRESS)
        bylink.opened(door, ADDRESS)
        bylink.answer(door, uuid4(), what, reason="", note=asked.words, address=ADDRESS)
