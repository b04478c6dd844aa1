"""What the forms of the office hand to its actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from darna.base.agencies.roles import Role


@dataclass(frozen=True)
class InvitationDraft:
    """Whom to invite, as what, until when, and in which language to write to them."""

    email: str
    full_name: str
    role: Role
    until: date | None = None
    language: str = "fr"


@dataclass(frozen=True)
class MembershipChange:
    """What a membership shall be from now on; `until` is its last day."""

    role: Role
    since: date
    until: date | None


@dataclass(frozen=True)
class AgencyDraft:
    """What an agency is: its names in four languages, where it is, and how its references begin."""

    slug: str
    kind: str
    name_ar: str
    name_fr: str
    name_it: str
    name_en: str
    reference_prefix: str
    country: str = "MA"
    province: str = ""
    time_zone: str = "Africa/Casablanca"
    is_active: bool = True
