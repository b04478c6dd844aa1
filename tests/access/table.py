"""The reviewed table: for each address who may open it and how that person stands to the record behind it.

A role opens an address when it holds the verb; then the relation decides. A relation that is not named under
`open_to` or `closed_to` answers 404, as if there were no such record.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
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


TABLE: dict[str, Row] = {
    "portal:welcome": Row("public"),
    "portal:door": Row("public"),
    "portal:read": Row("public"),
    # No picture of these records is one of a page that is shown.
    "portal:picture": Row("public", get=404),
    "portal:search": Row("public"),
    "portal:help": Row("public"),
    "portal:offline": Row("public"),
    "portal:privacy": Row("public"),
    "portal:accessibility": Row("public"),
    "portal:services": Row("public"),
    "portal:services_map": Row("public"),
    "portal:services_near": Row("public"),
    # Every entry that is shown, to anybody; the relation to its keepers decides nothing.
    "portal:service": Row("public", "get", EVERY_AGENCY),
    "portal:service_wrong": Row("public", BOTH, EVERY_AGENCY),
    "portal:service_thanks": Row("public", "get", EVERY_AGENCY),
    # Whoever is signed in is led on from the pages that sign in.
    "account_login": Row("public", BOTH, get=302),
    "mfa_authenticate": Row("public", BOTH, get=302),
    "account_passkey_sign_in": Row("public", BOTH, get=302, post=302),
    # The settings of the tests name no organisation.
    "account_organisation_sign_in": Row("public", get=404),
    "account_organisation_back": Row("public", get=404),
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
    "account_passkeys": Row("own_account"),
    "account_passkey_add": Row("own_account", BOTH),
    # No passkey in particular.
    "account_passkey_rename": Row("own_account", BOTH, get=404, post=404),
    "account_passkey_remove": Row("own_account", BOTH, get=404, post=404),
    "account_organisations": Row("own_account", get=404),
    "account_organisation_link": Row("own_account", "post", post=404),
    "account_organisation_unlink": Row("own_account", BOTH, get=404, post=404),
    "account_reauthenticate": Row("own_account", BOTH),
    "account_change_password": Row("own_account", BOTH),
    # Ending no session in particular, or acting for no agency in particular.
    "account_sessions": Row("own_account", BOTH, post=404),
    "account_lock": Row("own_account", "post"),
    "agencies:none": Row("own_account", get=302),
    "agencies:switch": Row("signed_in", "post", post=404),
    "desk:today": Row("signed_in"),
    # The same form goes on to the page that signs out.
    "desk:sign_out": Row("signed_in", "post", post=307),
    "desk:drop_drafts": Row("signed_in", "post"),
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
    "desk:paper_consent": Row("consent.record"),
    "desk:paper_consent_pdf": Row("consent.record"),
    "desk:paper_consent_of": own("consent.record", "get"),
    "desk:paper_consent_of_pdf": own("consent.record", "get"),
    "desk:withdraw": own("consent.record"),
    # Pages of a signed form stay with the agency that keeps the file, whoever else is shown a case of it.
    "desk:signed_pages": own("person.open", "get"),
    "desk:add_signed_page": own("consent.record"),
    "desk:signed_page": own("person.open", "get"),
    "desk:signed_page_body": own("person.open", "get"),
    "desk:remove_signed_page": own("consent.remove_page"),
    "desk:protection": own("person.protect"),
    "desk:erase": own("person.erase"),
    "desk:duplicates": Row("person.edit"),
    "desk:decide": office("person.edit", "post"),
    # Everybody signed in reads the directory; each entry is written by those who keep it.
    "directory:list": Row("signed_in"),
    "directory:service": Row("signed_in", "get", EVERY_AGENCY),
    "directory:organisation": Row("signed_in", "get", EVERY_AGENCY),
    "directory:kept": Row("directory.keep"),
    "directory:queue": Row("directory.keep"),
    "directory:add_organisation": Row("directory.keep", BOTH),
    "directory:change_organisation": office("directory.keep"),
    "directory:move_organisation": office("directory.keep"),
    "directory:hand_over": office("directory.keep"),
    "directory:add_service": office("directory.keep"),
    "directory:add_location": office("directory.keep"),
    "directory:change_service": office("directory.keep"),
    "directory:move_service": office("directory.keep"),
    "directory:offer_service": office("directory.keep"),
    "directory:assure": office("directory.keep", "post"),
    "directory:stop_offering": office("directory.keep"),
    "directory:suggestion": office("directory.keep"),
    "directory:follow_suggestion": office("directory.keep", "post"),
    "directory:own_hours": office("directory.keep"),
    "directory:change_location": office("directory.keep"),
    "directory:move_location": office("directory.keep"),
    "directory:hours": office("directory.keep"),
    "directory:closing_days": office("directory.keep"),
    # Pages are written by content managers, published and retired by these and the administrator.
    "pages:list": Row("pages.publish"),
    "pages:queue": Row("pages.publish"),
    "pages:add": Row("pages.keep", BOTH),
    "pages:page": office("pages.publish", "get"),
    "pages:change": office("pages.keep"),
    "pages:review": office("pages.keep", "post"),
    "pages:version": office("pages.publish", "get"),
    "pages:preview": office("pages.publish", "get"),
    "pages:differences": office("pages.publish", "get"),
    "pages:start": office("pages.keep", "post"),
    "pages:text": office("pages.keep"),
    "pages:sources": office("pages.keep"),
    "pages:discard": office("pages.keep"),
    "pages:propose": office("pages.keep"),
    "pages:add_image": office("pages.keep"),
    "pages:image": office("pages.publish", "get"),
    "pages:describe_image": office("pages.keep"),
    "pages:remove_image": office("pages.keep"),
    "pages:publish": office("pages.publish"),
    "pages:send_back": office("pages.publish"),
    "pages:recall": office("pages.publish"),
    "pages:retire": office("pages.publish"),
    "cases:list": Row("person.open"),
    "cases:persons": Row("person.open"),
    # Kept lists are of one member; here they are the second supervisor's, and so nobody's who asks.
    "lists:saved": Row("person.open"),
    "lists:keep": Row("person.open", BOTH, get=404, post=404),
    "lists:rename": Row("person.open", BOTH, get=404),
    "lists:opens": Row("person.open", "post"),
    "lists:remove": Row("person.open", "post"),
    "lists:exports": Row("list.export"),
    # Without the name of a list in the address there is none.
    "lists:ask": Row("list.export", BOTH, get=404, post=404),
    "lists:export": office("list.export", "get"),
    # A file is taken by whoever asked for it.
    "lists:download": Row("list.export", get=404),
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
    "referrals:received": Row("referral.receive"),
    "referrals:sent": Row("person.open"),
    "referrals:overdue": Row("person.open"),
    "referrals:start": case("referral.send", WORKERS, "get"),
    "referrals:services": case("referral.send", WORKERS),
    # Both agencies look; one that was taken back stays to be looked at, without its package.
    "referrals:show": Row("person.open", "get", OWN | {"shared", "revoked"}),
    "referrals:sheet": Row("person.open", "get", OWN | {"shared", "revoked"}),
    # All of this world were written by the second supervisor, and are theirs and the supervisors'.
    "referrals:edit": Row("referral.send", BOTH, OWN, closed_by_role=tuple(WRITERS.items())),
    "referrals:drop": Row("referral.send", BOTH, OWN, closed_by_role=tuple(WRITERS.items())),
    # A protected file is not referred; of one that was ended nothing is left to cancel.
    "referrals:preview": Row("referral.send", BOTH, OFFICE, frozenset({"named"}), tuple(WRITERS.items())),
    "referrals:cancel": Row("referral.send", BOTH, OFFICE, frozenset({"named"}), tuple(WRITERS.items())),
    # What came in is answered by whoever it was given to, by anybody who accompanies while it is nobody's.
    "referrals:accept": Row("referral.answer", BOTH, OFFICE, closed_by_role=RECEIVERS),
    "referrals:decline": Row("referral.answer", BOTH, OFFICE, closed_by_role=RECEIVERS),
    "referrals:forward": Row("referral.answer", BOTH, OFFICE, closed_by_role=RECEIVERS),
    "referrals:finish": Row("referral.answer", BOTH, OFFICE, closed_by_role=RECEIVERS),
    "referrals:link": Row("referral.answer", BOTH, OFFICE, closed_by_role=RECEIVERS),
    "referrals:assign": Row("referral.receive", BOTH, OFFICE),
    "reception:queue": Row("reception.receive"),
    # Without a reason nobody gets a ticket; when nobody waits, nobody is called.
    "reception:add": Row("reception.receive", "post", post=422),
    "reception:call_next": Row("reception.receive", "post"),
    "reception:screen": Row("reception.receive"),
    "reception:visitors": Row("reception.receive"),
    "reception:enquiries": Row("reception.receive", BOTH),
    "reception:slip": office("reception.receive", "get"),
    "reception:move": office("reception.receive", "post"),
    "reception:finish": office("reception.receive"),
    "reception:ask_for_ticket": office("reception.receive"),
    # The visitor sits with somebody else: whoever sees the ticket is refused the tie.
    "reception:tie": Row("reception.receive", "post", OFFICE, OFFICE),
    "reception:interpreters": Row("reception.receive"),
    "reception:ask_for_hour": office("reception.receive"),
    "reception:asked": Row("reception.receive"),
    "reception:settle": office("reception.receive"),
    "reception:keep_interpreters": Row("interpreters.keep"),
    "reception:add_interpreter": Row("interpreters.keep", BOTH),
    "reception:change_interpreter": office("interpreters.keep"),
    "planning:calendar": Row("person.open"),
    "planning:calendar_file": Row("person.open"),
    "planning:workload": Row("case.supervise"),
    "planning:reassign": Row("case.assign", BOTH),
    "planning:progress": case("person.open", methods="get"),
    "planning:mark_progress": case("case.write", WORKERS),
    "planning:move_stage": case("case.write", WORKERS),
    # The cases of this world follow the newest version already.
    "planning:adopt": replace(case("case.write", WORKERS), get=409),
    "planning:write_plan": case("case.write", WORKERS),
    "planning:make_appointment": case("case.open", WORKERS),
    "planning:plan": own("person.open", "get"),
    "planning:change_plan": planned("case.write"),
    "planning:add_item": planned("case.write"),
    "planning:propose": planned("case.write"),
    "planning:take_back": planned("case.write", get=409),
    "planning:approve": replace(own("case.supervise"), get=409),
    "planning:send_back": replace(own("case.supervise"), get=409),
    "planning:begin": planned("case.write", get=409),
    "planning:complete": planned("case.write", get=409),
    "planning:revise": planned("case.write", get=409),
    "planning:print_plan": own("case.read", "get"),
    "planning:change_item": planned("case.write"),
    "planning:remove_item": planned("case.write"),
    "planning:finish_item": planned("case.write", get=409),
    "planning:drop_item": planned("case.write", get=409),
    "planning:appointment": own("person.open", "get"),
    "planning:appointment_file": own("person.open", "get"),
    "planning:change_appointment": planned("case.open"),
    "planning:keep_appointment": planned("case.open"),
    "planning:miss_appointment": planned("case.open"),
    "planning:cancel_appointment": planned("case.open"),
    "programmes:list": Row("programmes.keep"),
    "programmes:version": office("programmes.keep", "get"),
    "programmes:start_draft": office("programmes.keep", "post"),
    "programmes:add_part": office("programmes.keep"),
    "programmes:rename_part": office("programmes.keep"),
    "programmes:set_ceiling": office("programmes.keep"),
    "programmes:arrange": office("programmes.keep", "post"),
    "programmes:publish": office("programmes.keep"),
    "programmes:discard": office("programmes.keep"),
    "cases:imports": Row("register.import", BOTH),
    "cases:staged": office("register.import", "get"),
    "cases:staged_columns": office("register.import"),
    "cases:staged_problems": office("register.import", "get"),
    "cases:staged_pairs": office("register.import"),
    "cases:staged_bring": office("register.import", "post"),
    "cases:staged_drop": office("register.import", "post"),
    "cases:import": office("register.import", "get"),
    "cases:import_undo": office("register.import"),
    "cohorts:list": Row("cohorts.see"),
    "cohorts:plan": Row("cohorts.keep", BOTH),
    "cohorts:action": cohort("cohorts.see", "get"),
    "cohorts:change_action": office("cohorts.keep"),
    "cohorts:start": office("cohorts.keep"),
    "cohorts:end": office("cohorts.keep"),
    "cohorts:add_cohort": office("cohorts.keep"),
    "cohorts:cohort": cohort("cohorts.review", "get"),
    "cohorts:sheet": cohort("cohorts.review", "get"),
    "cohorts:change_cohort": office("cohorts.keep"),
    "cohorts:coach": office("cohorts.fill"),
    "cohorts:add_cases": office("cohorts.fill"),
    "cohorts:entry": cohort("cohorts.review", "get", of=OWN),
    "cohorts:review": cohort("cohorts.review", of=OWN),
    "cohorts:take_out": Row("cohorts.fill", BOTH, OWN),
    # The reviews of this world were written by a supervisor.
    "cohorts:correct_review": cohort("cohorts.review", of=OWN, closed=frozenset({"assigned"})),
    # Only a demo has these pages.
    "training:list": Row("case.open", get=404),
    "training:exercise": Row("case.open", get=404),
    "training:begin": Row("case.open", "post", post=404),
    "training:check": Row("case.open", "post", post=404),
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
