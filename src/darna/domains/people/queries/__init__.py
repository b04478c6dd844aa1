"""Reads of people, one file per noun; each says how many queries it makes."""

from darna.domains.people.queries.card import person_card
from darna.domains.people.queries.consents import consent_for, consents_of, disclosures_of, has_consent
from darna.domains.people.queries.duplicates import likely_duplicates, open_pairs
from darna.domains.people.queries.lines import lines_for, names_of, references_of
from darna.domains.people.queries.search import Narrowing, search
from darna.domains.people.queries.signed import opened_page, signed_page, signed_pages

__all__ = [
    "Narrowing",
    "consent_for",
    "consents_of",
    "disclosures_of",
    "has_consent",
    "likely_duplicates",
    "lines_for",
    "names_of",
    "open_pairs",
    "opened_page",
    "person_card",
    "references_of",
    "search",
    "signed_page",
    "signed_pages",
]
