"""The reviewed table: for each address who may open it and how that person stands to the record behind it.

A role opens an address when it holds the verb; then the relation decides. A relation that is not named under
`open_to` or `closed_to` answers 404, as if there were no such record.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

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
    #: What whoever may open it gets, where that is not the page itself.
    get: int = 200
    post: int | None = None

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


def members(methods: str = BOTH) -> Row:
    """Members and invitations of the own agency; the operator sees of other agencies the administrators alone."""
    return Row("members.keep", methods, OFFICE, absent_for=frozenset({"platform_administrator"}))


TABLE: dict[str, Row] = {
    "portal:welcome": Row("public"),
    "portal:privacy": Row("public"),
    "portal:accessibility": Row("public"),
    # Whoever is signed in is led on from the pages that sign in.
    "account_login": Row("public", BOTH, get=302),
    "mfa_authenticate": Row("public", BOTH, get=302),
    "account_logout": Row("public", BOTH),
    "account_reset_password": Row("public", BOTH),
    "account_reset_password_done": Row("public"),
    "account_unlock": Row("public", BOTH, get=302),
    # A link with a made-up secret is over, for everybody.
    "account_choose_password": Row("public", BOTH, get=410, post=410),
    "office:accept": Row("public", BOTH, get=410, post=410),
    # Only a demo has this page.
    "office:demo_outbox": Row("public", get=404),
    "account_home": Row("own_account"),
    "mfa_activate_totp": Row("own_account", BOTH),
    "account_recovery_codes": Row("own_account", BOTH),
    "account_recovery_sheet": Row("own_account"),
    "account_reauthenticate": Row("own_account", BOTH),
    "account_change_password": Row("own_account", BOTH),
    # Ending no session in particular, or acting for no agency in particular.
    "account_sessions": Row("own_account", BOTH, post=404),
    "account_lock": Row("own_account", "post"),
    "agencies:none": Row("own_account", get=302),
    "agencies:switch": Row("signed_in", "post", post=404),
    "desk:today": Row("signed_in"),
    "desk:search": Row("person.search", BOTH),
    # Registering begins with a search; without one it leads back.
    "desk:register": Row("person.register", get=302),
    "desk:register_step": Row("person.register", BOTH, get=302),
    "desk:register_check": Row("person.register", BOTH, get=302),
    "desk:register_leave": Row("person.register", "post"),
    "desk:file": reading("person.open"),
    "desk:change": own("person.edit"),
    "desk:add": own("person.edit"),
    "desk:end": own("person.edit"),
    "desk:consent": own("consent.record"),
    "desk:withdraw": own("consent.record"),
    "desk:protection": own("person.protect"),
    "desk:erase": own("person.erase"),
    "desk:duplicates": Row("person.edit"),
    "desk:decide": office("person.edit", "post"),
    "cases:list": Row("person.open"),
    "cases:older": reading("person.open"),
    "cases:show": reading("person.open", get=302),
    "cases:open": own("case.open"),
    "cases:write_encounter": case("case.open", WORKERS),
    "cases:note_need": case("case.open", WORKERS),
    "cases:set_task": case("case.write", WORKERS),
    "cases:change": case("case.write", WORKERS),
    "cases:assign": case("case.assign"),
    "cases:close": case("case.close", WORKERS),
    "cases:reopen": case("case.assign"),
    "cases:share": case("case.share", WORKERS),
    "cases:slip": case("case.open", methods="get"),
    "cases:slip_pdf": case("case.open", methods="get"),
    "cases:correct_encounter": case("case.write", WRITERS),
    "cases:resolve_need": case("case.write", WORKERS),
    "cases:finish_task": case("case.write", WORKERS),
    "cases:drop_task": case("case.write", WORKERS),
    "cases:revoke_share": case("case.share", WORKERS),
    "cases:imports": Row("register.import", BOTH),
    "cases:import": office("register.import", "get"),
    "cases:import_undo": office("register.import"),
    "audit:trail": Row("audit.read"),
    # The officer reads who opened a protected file too; its details stay sealed.
    "audit:person": Row("audit.read", "get", OWN | {"unnamed"}),
    "office:members": Row("members.keep"),
    "office:invite": Row("members.keep", BOTH),
    "office:member": members(),
    "office:end_member": members(),
    "office:reset_second_factor": members(),
    "office:open_again": members("post"),
    "office:withdraw": members("post"),
    "office:outbox": Row("members.keep"),
    "office:agencies": Row("agencies.keep"),
    "office:add_agency": Row("agencies.keep", BOTH),
    "office:agency": office("agencies.keep", of=EVERY_AGENCY),
    "office:invite_administrator": office("agencies.keep", of=EVERY_AGENCY),
}
