"""The reviewed table: which context may do which verbs on the home agency's rows, by raw SQL.

S reads, I adds, U changes, D removes. A context that is not named may do nothing.
"""

from __future__ import annotations

DESKS = "own named own_without_persons"
STAFF = f"{DESKS} office"
EVERYBODY = f"{STAFF} other_office link shared_with other operator job"
PERSONS = "own named"

#: table (or table#protected) → {contexts: verbs}
MAY: dict[str, dict[str, str]] = {
    "agencies_agency": {f"{EVERYBODY} public house": "S", "operator": "IU"},
    "agencies_membership": {f"{DESKS} job link operator": "S", "office": "SIU"},
    "agencies_membership#administrator": {f"{DESKS} job link": "S", "office operator": "SIU"},
    # Only the invited place, and only for the invited address.
    "agencies_membership#invited": {f"{DESKS} job link operator": "S", "link": "I", "office": "SIU"},
    "agencies_invitation": {"office": "SIU", "link": "S"},
    "agencies_invitation#administrator": {"office operator": "SIU"},
    "outbox_message": {f"{DESKS} link": "I", "office": "SI", "job": "SIU", "house": "SUD"},
    "audit_change": {f"{STAFF} job": "S"},
    "audit_entry": {f"{STAFF} job": "S"},
    "audit_seal": {EVERYBODY: "S"},
    "imports_importbatch": {PERSONS: "SIU"},
    "imports_importedrow": {PERSONS: "SIUD"},
    "keys_personkey": {PERSONS: "SID"},
    "keys_erasure": {PERSONS: "SI"},
    "people_personvisible": {PERSONS: "S"},
    "people_person": {PERSONS: "SIU", "shared_with": "S"},
    "people_personcontact": {PERSONS: "SIUD"},
    "people_personidentifier": {PERSONS: "SIUD"},
    "people_vulnerability": {PERSONS: "SIUD"},
    "people_consent": {PERSONS: "SIU"},
    "people_disclosureevent": {PERSONS: "SIU"},
    "people_household": {PERSONS: "SIU"},
    "people_householdmembership": {PERSONS: "SIUD"},
    "people_relationship": {PERSONS: "SIUD"},
    "people_migrationepisode": {PERSONS: "SIUD"},
    "people_duplicateproposal": {PERSONS: "SIUD"},
    "people_namekey": {PERSONS: "SID"},
    "cases_case": {PERSONS: "SIU", "shared_with": "S"},
    "cases_casevisible": {PERSONS: "S"},
    "cases_need": {PERSONS: "SIU", "shared_with": "S"},
    "cases_encounter": {PERSONS: "SIU", "shared_with": "S"},
    "cases_task": {PERSONS: "SIU", "shared_with": "S"},
    "cases_reopening": {PERSONS: "SIU", "shared_with": "S"},
    "cases_caseshare": {PERSONS: "SIU", "shared_with": "S"},
    # A protected file: its named worker and nobody else of the agency.
    "people_person#protected": {"named": "SIU", "own": "I"},
    "people_personvisible#protected": {"named": "S"},
    "people_namedworker#protected": {"named": "SIUD"},
    "people_protectedtoken#protected": {"named": "SID"},
    "keys_personkey#protected": {"named": "SID", "own": "I"},
    "cases_case#protected": {"named": "SIU"},
    "cases_need#protected": {"named": "SIU"},
    "cases_encounter#protected": {"named": "SIU"},
    "cases_task#protected": {"named": "SIU"},
    "cases_reopening#protected": {"named": "SIU"},
}

_LETTERS = {"S": "select", "I": "insert", "U": "update", "D": "delete"}


def expected(name: str, context: str, verb: str) -> str:
    """What one cell of the table must answer."""
    if context in {"expired", "forged"}:
        return "raises"
    for contexts, letters in MAY[name].items():
        if context in contexts.split() and verb in {_LETTERS[letter] for letter in letters}:
            return "yes"
    return "no"
