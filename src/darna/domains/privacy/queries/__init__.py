"""Reads of the room of data protection; each says how many queries it makes."""

from darna.domains.privacy.queries.certificates import certificate_line, certificate_of, certificates
from darna.domains.privacy.queries.clocks import clocks_of
from darna.domains.privacy.queries.processing import (
    PROCESSING_SORTS,
    processing_card,
    processing_lines,
    register_for_print,
)
from darna.domains.privacy.queries.requests import (
    REQUEST_SORTS,
    day_lines,
    request_card,
    request_count,
    request_lines,
    request_piece,
)
from darna.domains.privacy.queries.room import room
from darna.domains.privacy.queries.told import (
    consent_count,
    consent_piece,
    consents,
    disclosure_count,
    disclosure_piece,
    disclosures,
    only_abroad,
    recipient_abroad,
    recipients_abroad,
)

__all__ = [
    "PROCESSING_SORTS",
    "REQUEST_SORTS",
    "certificate_line",
    "certificate_of",
    "certificates",
    "clocks_of",
    "consent_count",
    "consent_piece",
    "consents",
    "day_lines",
    "disclosure_count",
    "disclosure_piece",
    "disclosures",
    "only_abroad",
    "processing_card",
    "processing_lines",
    "recipient_abroad",
    "recipients_abroad",
    "register_for_print",
    "request_card",
    "request_count",
    "request_lines",
    "request_piece",
    "room",
]
