"""Fictional persons and the workers who meet them; every maker says only what its test does not care about."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.domains.people.values import ConsentTerms, ContactDraft, IdentifierDraft, PersonDraft
from darna.kernel.dates import PartialDate


@dataclass(frozen=True)
class World:
    """A house and its partner, with one worker of each role a test needs."""

    worker: Actor
    colleague: Actor
    supervisor: Actor
    officer: Actor
    partner: Actor
    planner: Actor


def make_world() -> World:
    """Two agencies, accounts and memberships, committed."""
    house, partner = _agency("maison", "BM"), _agency("entraide", "EN")
    return World(
        worker=_member(house, Role.CASEWORKER),
        colleague=_member(house, Role.CASEWORKER),
        supervisor=_member(house, Role.SUPERVISOR),
        officer=_member(house, Role.DATA_OFFICER),
        partner=_member(partner, Role.SUPERVISOR),
        planner=_member(house, Role.PLANNER),
    )


def make_draft(**values: Any) -> PersonDraft:
    """A woman of thirty with a phone and an identity card."""
    told: dict[str, Any] = {
        "given_name": "Fatima Zahra",
        "family_name": "El Idrissi",
        "sex": "F",
        "birth": PartialDate.parse("1995-04-12"),
        "nationalities": ("MA",),
        "contacts": (ContactDraft("phone_call", "06 61 23 45 67"),),
        "identifiers": (IdentifierDraft("cin", "I 232540"),),
    }
    return PersonDraft(**{**told, **values})


def make_terms(**values: Any) -> ConsentTerms:
    """A consent to be accompanied, told in French."""
    return replace(ConsentTerms(notice_version="2026.1", notice_language="fr"), **values)


def make_person(by: Actor, consent: ConsentTerms | None = None, **values: Any) -> Any:
    """Somebody registered by a worker."""
    # Models come later than this file, which pytest reads before Django is set up.
    from darna.domains.people.actions import register_person

    return register_person(make_draft(**values), consent or make_terms(), by=by)


def _agency(slug: str, prefix: str) -> tuple[UUID, str]:
    from django.apps import apps

    names = {f"name_{language}": slug for language in ("ar", "fr", "it", "en")}
    made = apps.get_model("agencies.Agency")(
        slug=f"{slug}-{secrets.token_hex(3)}", kind="maison", reference_prefix=prefix, **names
    )
    made.save(using="migrator", force_insert=True)
    return made.pk, prefix


def _member(agency: tuple[UUID, str], role: Role) -> Actor:
    from django.apps import apps

    agency_id, prefix = agency
    account = apps.get_model("accounts.Account")(email=f"{uuid4().hex}@example.org", full_name="Salma Idrissi")
    account.save(using="migrator", force_insert=True)
    membership = apps.get_model("agencies.Membership")(
        agency_id=agency_id, account_id=account.pk, role=role, since="2026-01-01"
    )
    membership.save(using="migrator", force_insert=True)
    return Actor(account.pk, membership.pk, agency_id, role, name="Salma Idrissi", reference_prefix=prefix)
