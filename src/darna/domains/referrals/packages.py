"""Composing a package from a file, writing it down, marking it, and saying it in words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any, Final
from uuid import UUID

from darna.base.codelists.queries import label
from darna.domains.people.values import ContactLine, PersonCard
from darna.domains.referrals.values import (
    BIRTH,
    CONTACT,
    DOCUMENTS,
    LANGUAGE,
    NAME,
    ContactChoice,
    Draft,
    Material,
    Package,
    PackageView,
    Way,
)

#: The places to which the sealed texts of a referral are bound.
BODY: Final = "referral.package"
NOTE: Final = "referral.note"
DRAFT: Final = "referral.draft"
#: Papers by the kind that may be named. Others would tell a nationality or a residence status, and are never named;
#: a card of identity is one whichever country gave it.
PAPERS: Final = {
    "cin": "identity_document",
    "passport": "identity_document",
    "foreign_identity_card": "identity_document",
    "birth_record": "birth_record",
    "family_book": "family_book",
}
NO_CONTACT: Final = "no_contact"
#: A number keeps its own direction beside Arabic words.
FSI, PDI = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


def compose(card: PersonCard, draft: Draft, *, need: str, asked_by: str) -> Package:
    """The least that was chosen, as the file says it now; nationality and residence are not in reach of any choice."""
    chosen = draft.parts
    names = card.names if NAME in chosen else None
    return Package(
        summary=draft.summary,
        need=need,
        asked_by=asked_by,
        given_name=names.given_name if names else "",
        family_name=names.family_name if names else "",
        given_name_ar=names.given_name_ar if names else "",
        family_name_ar=names.family_name_ar if names else "",
        ways=tuple(_ways(card, draft)) if CONTACT in chosen else (),
        birth_year=card.birth.value.year if BIRTH in chosen and card.birth else None,
        languages=card.languages if LANGUAGE in chosen else (),
        needs_interpreter=card.needs_interpreter if LANGUAGE in chosen else None,
        documents=tuple(code for code in papers_of(card) if code in draft.documents) if DOCUMENTS in chosen else (),
    )


def _ways(card: PersonCard, draft: Draft) -> Iterable[Way]:
    for line in safe_contacts(card):
        if line.id in draft.contacts:
            yield Way(line.channel, line.value, line.advice)


def safe_contacts(card: PersonCard) -> list[ContactLine]:
    """The ways of contact that may be told to somebody else: safe, and meant to be used."""
    return [line for line in card.contacts if line.is_safe and line.value and line.channel != NO_CONTACT]


def papers_of(card: PersonCard) -> list[str]:
    """The kinds of papers on the file that may be named, once each, in a fixed order."""
    held = {PAPERS[line.kind] for line in card.identifiers if line.kind in PAPERS}
    return [code for code in dict.fromkeys(PAPERS.values()) if code in held]


def material_of(card: PersonCard) -> Material:
    """What there is to choose from."""
    contacts = tuple(
        ContactChoice(line.id, f"{label('contact_channel', line.channel)} · {FSI}{line.value}{PDI}")
        for line in safe_contacts(card)
    )
    documents = tuple((code, label("referral_document", code)) for code in papers_of(card))
    known = {
        NAME: bool(card.names),
        CONTACT: bool(contacts),
        BIRTH: card.birth is not None,
        LANGUAGE: bool(card.languages) or card.needs_interpreter,
        DOCUMENTS: bool(documents),
    }
    return Material(frozenset(part for part, is_known in known.items() if is_known), contacts, documents)


def first_draft(card: PersonCard) -> Draft:
    """What is proposed before anybody chose: name, the first safe contact, languages; no birth, no papers."""
    contacts = tuple(line.id for line in safe_contacts(card)[:1])
    return replace(Draft(), contacts=contacts)


def written(package: Package) -> str:
    """The package as one text, the same for the same package."""
    return json.dumps(asdict(package), ensure_ascii=False, sort_keys=True)


def read(text: str) -> Package:
    """The package behind its text."""
    told: dict[str, Any] = json.loads(text)
    ways = tuple(Way(**way) for way in told.pop("ways"))
    lists: dict[str, Any] = {name: tuple(told.pop(name)) for name in ("languages", "documents")}
    return Package(**told, **lists, ways=ways)


def mark(package: Package, *more: object) -> str:
    """A mark of exactly this package and what goes with it: what is sent must bear the mark of what was shown."""
    text = "\n".join([written(package), *map(str, more)])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def draft_text(draft: Draft) -> str:
    """A draft as one text."""
    told = {
        "summary": draft.summary,
        "parts": sorted(draft.parts),
        "contacts": [str(key) for key in draft.contacts],
        "documents": list(draft.documents),
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def draft_of(text: str) -> Draft:
    """The draft behind its text, an empty one for none."""
    if not text:
        return Draft()
    told = json.loads(text)
    contacts = tuple(UUID(key) for key in told["contacts"])
    return Draft(told["summary"], frozenset(told["parts"]), contacts, tuple(told["documents"]))


def view_of(package: Package, *, hides_summary: bool = False) -> PackageView:
    """A package in the reader's words; whoever reads no notes sees that there are some."""
    return PackageView(
        name=package.name,
        name_ar=package.name_ar if package.name_ar != package.name else "",
        ways=tuple((way.channel, label("contact_channel", way.channel), way.value, way.advice) for way in package.ways),
        birth_year=package.birth_year,
        languages=tuple(label("language", code) for code in package.languages),
        needs_interpreter=package.needs_interpreter,
        documents=tuple(label("referral_document", code) for code in package.documents),
        asked_by=package.asked_by,
        summary="" if hides_summary else package.summary,
        hides_summary=hides_summary,
    )
