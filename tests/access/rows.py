"""One row of the reviewed table, and the kinds of rows that come again and again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

NONE: Final[frozenset[str]] = frozenset()
OWN: Final = frozenset({"assigned", "unassigned", "colleague", "named"})
READ: Final = OWN | {"shared"}
OFFICE: Final = frozenset({"assigned", "unassigned", "colleague"})
EVERY_AGENCY: Final = OFFICE | {"shared", "revoked", "other"}
#: Whoever writes in cases does so in their own and in nobody's; advisers, in nobody's of their own programme only.
WORKERS: Final = {
    "caseworker": frozenset({"colleague"}),
    "mobility_adviser": OWN - {"assigned"},
    "enterprise_adviser": OWN - {"assigned"},
}
#: Notes are corrected by whoever wrote them, here the second supervisor, and by supervisors.
WRITERS: Final = dict.fromkeys(WORKERS, OWN)
#: What came in and was given to a colleague is answered by them, and by supervisors.
RECEIVERS: Final = tuple(dict.fromkeys(WORKERS, frozenset({"colleague"})).items())


@dataclass(frozen=True)
class Row:
    """One address: what it asks for, which methods it answers, which records it opens, and who is refused 403 there."""

    needs: str
    methods: str = "get"
    open_to: frozenset[str] = frozenset()
    closed_to: frozenset[str] = frozenset()
    closed_by_role: tuple[tuple[str, frozenset[str]], ...] = ()
    #: Roles of another agency than the record's: to them it is not there.
    absent_for: frozenset[str] = frozenset()
    #: Records of the own agency that are not there for a role, such as a cohort for whoever does not coach it.
    absent_by_role: tuple[tuple[str, frozenset[str]], ...] = ()
    #: What whoever may open it gets, where that is not the page itself.
    get: int = 200
    post: int | None = None

    def hides(self, role: str, relation: str) -> bool:
        """The record is not there for this role (404)."""
        return (
            relation not in self.open_to
            or role in self.absent_for
            or relation in dict(self.absent_by_role).get(role, frozenset())
        )

    def refuses(self, role: str, relation: str) -> bool:
        """The record is seen by this role, and the deed is not theirs (403)."""
        return relation in self.closed_to | dict(self.closed_by_role).get(role, frozenset())


BOTH = "get post"


def reading(needs: str, methods: str = "get", *, get: int = 200) -> Row:
    """Files of the own agency, those this worker is named for, and those shown to the agency."""
    return Row(needs, methods, READ, get=get)


def own(needs: str, methods: str = BOTH) -> Row:
    """Files of the own agency, and those this worker is named for; a shared one is not there to be changed."""
    return Row(needs, methods, OWN)


def case(needs: str, roles: dict[str, frozenset[str]] | None = None, methods: str = BOTH) -> Row:
    """Cases of the own agency; one shown by another agency is seen, and refused."""
    return Row(needs, methods, OWN, frozenset({"shared"}), tuple((roles or {}).items()))


def office(needs: str, methods: str = BOTH, *, of: frozenset[str] = OFFICE) -> Row:
    """Imports, pairs and agencies: of the own agency, or of all."""
    return Row(needs, methods, of)


def cohort(needs: str, methods: str = BOTH, *, of: frozenset[str] = OFFICE, closed: frozenset[str] = NONE) -> Row:
    """Cohorts and their cases: supervisors see those of the agency, whoever else reviews the ones they coach."""
    roles = ("caseworker", "mobility_adviser", "enterprise_adviser")
    absent = tuple((role, of - {"assigned"}) for role in roles)
    return Row(needs, methods, of, absent_by_role=absent, closed_by_role=tuple((role, closed) for role in roles))


def members(methods: str = BOTH) -> Row:
    """Members and invitations of the own agency; the operator sees of other agencies the administrators alone."""
    return Row("members.keep", methods, OFFICE, absent_for=frozenset({"platform_administrator"}))


def planned(needs: str, methods: str = BOTH, *, get: int = 200) -> Row:
    """Plans, their items and appointments: written by whoever writes in the case, and not there where it is shown.

    The plan of this table is a draft; what is done to plans that went on answers that it is in another state (409).
    """
    return Row(needs, methods, OWN, closed_by_role=tuple(WORKERS.items()), get=get)


def followed(needs: str, methods: str = BOTH) -> Row:
    """Emergencies: whoever reviews follows those of protected files too that they are not named for."""
    others = ("receptionist", "caseworker", "mobility_adviser", "enterprise_adviser")
    unnamed = frozenset({"unnamed"})
    return Row(needs, methods, OWN | unnamed, absent_by_role=tuple((role, unnamed) for role in others))


#: A link that was sent, whose partner asks something: of whoever sent it, and supervisors; of a protected file it ended.
LINKED: Final = Row("referral.send", BOTH, OFFICE, frozenset({"named"}), tuple(WRITERS.items()))
