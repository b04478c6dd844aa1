"""The actor of a request or a job: one account in one agency with one role."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from darna.base.agencies.roles import (
    ANSWERS_COMPLAINTS,
    EDITS_PAGES,
    KEEPS_DIRECTORY,
    KEEPS_LAW,
    KEEPS_MEMBERS,
    MEETS_PERSONS,
    PROGRAMMES_OF,
    READS_ADDRESSES,
    VERBS_OF,
    Role,
    Verb,
)
from darna.base.rowsecurity.context import Context, Kind
from darna.kernel.errors import Refused

NOBODY = UUID(int=0)


@dataclass(frozen=True)
class Actor:
    """Somebody who acts for an agency; every query and action names one."""

    account_id: UUID
    membership_id: UUID
    agency_id: UUID
    role: Role
    name: str = ""
    agency_slug: str = ""
    agency_name: str = ""
    language: str = "fr"
    reference_prefix: str = ""

    @property
    def verbs(self) -> frozenset[Verb]:
        """What this actor's role may do."""
        return VERBS_OF[self.role]

    def may(self, verb: Verb) -> bool:
        """Tell whether the role allows the verb; the row itself may still refuse."""
        return verb in self.verbs

    def require(self, verb: Verb) -> None:
        """Raises: `Refused` when the role does not allow the verb."""
        if not self.may(verb):
            raise Refused("role_does_not_allow", verb=str(verb), role=str(self.role))

    def writes_programme(self, programme: str) -> bool:
        """Tell whether the role writes in cases of a programme that are not assigned to the actor."""
        allowed = PROGRAMMES_OF.get(self.role)
        return allowed is None or programme in allowed

    @property
    def context(self) -> Context:
        """The signed context under which the database sees this actor."""
        return self._speaking(Kind.JOB if self.membership_id == NOBODY else Kind.STAFF)

    @property
    def job_context(self) -> Context:
        """The context of a job that this actor started."""
        return self._speaking(Kind.JOB)

    def _speaking(self, kind: Kind) -> Context:
        return Context(
            kind,
            self.agency_id,
            None if self.membership_id == NOBODY else self.membership_id,
            None if self.account_id == NOBODY else self.account_id,
            sees_persons=self.role in MEETS_PERSONS,
            keeps_members=self.role in KEEPS_MEMBERS,
            keeps_directory=self.role in KEEPS_DIRECTORY,
            reads_addresses=self.role in READS_ADDRESSES,
            edits_pages=self.role in EDITS_PAGES,
            keeps_law=self.role in KEEPS_LAW,
            answers_complaints=self.role in ANSWERS_COMPLAINTS,
        )


def job_actor(agency_id: UUID, *, slug: str = "", reference_prefix: str = "", language: str = "fr") -> Actor:
    """The actor of a command at the machine itself, for one agency and for no account; the audit says `job`."""
    return Actor(
        account_id=NOBODY,
        membership_id=NOBODY,
        agency_id=agency_id,
        role=Role.SUPERVISOR,
        agency_slug=slug,
        language=language,
        reference_prefix=reference_prefix,
    )
