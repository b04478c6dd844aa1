"""What is done with people's files: one verb, one transaction, one sentence of the trail."""

from darna.domains.people.actions.consenting import (
    expire_consents,
    on_consent_withdrawn,
    record_consent,
    record_disclosure,
    require_consent,
    withdraw_consent,
)
from darna.domains.people.actions.deciding import decide_pair, put_off_pair
from darna.domains.people.actions.emergency import end_emergency, open_in_emergency, review_emergency
from darna.domains.people.actions.erasing import erase_person
from darna.domains.people.actions.looking import note_opening, note_page_opening, note_search
from darna.domains.people.actions.merging import merge_persons, part_persons
from darna.domains.people.actions.protecting import name_worker, protect_person, unname_worker, unprotect_person
from darna.domains.people.actions.reaching import add_contact, add_identifier, remove_contact, remove_identifier
from darna.domains.people.actions.registering import change_person, on_person_registered, register_person
from darna.domains.people.actions.signing import add_signed_page, remove_signed_page
from darna.domains.people.actions.ties import (
    add_journey,
    add_to_household,
    end_relationship,
    end_vulnerability,
    leave_household,
    note_vulnerability,
    relate,
    remove_journey,
)

__all__ = [
    "add_contact",
    "add_identifier",
    "add_journey",
    "add_signed_page",
    "add_to_household",
    "change_person",
    "decide_pair",
    "end_emergency",
    "end_relationship",
    "end_vulnerability",
    "erase_person",
    "expire_consents",
    "leave_household",
    "merge_persons",
    "name_worker",
    "note_opening",
    "note_page_opening",
    "note_search",
    "note_vulnerability",
    "on_consent_withdrawn",
    "on_person_registered",
    "open_in_emergency",
    "part_persons",
    "protect_person",
    "put_off_pair",
    "record_consent",
    "record_disclosure",
    "register_person",
    "relate",
    "remove_contact",
    "remove_identifier",
    "remove_journey",
    "remove_signed_page",
    "require_consent",
    "review_emergency",
    "unname_worker",
    "unprotect_person",
    "withdraw_consent",
]
