"""What a column of a register may hold, in the words of the desk, in groups as they are offered."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from darna.base.imports.reading import FIELDS

#: The column is no field: its text goes into the note of the visit.
INTO_THE_NOTE: Final = ""

GROUPS: Final[tuple[tuple[Any, tuple[tuple[str, Any], ...]], ...]] = (
    (
        _("Name"),
        (
            ("family_name", _("Family name")),
            ("given_name", _("Given name")),
            ("full_name", _("Whole name")),
            ("full_name_arabic", _("Whole name in Arabic letters")),
        ),
    ),
    (
        _("Person"),
        (
            ("sex", _("Sex")),
            ("birth_date", _("Date of birth")),
            ("age", _("Age")),
            ("identifier", _("Document, of any kind")),
            ("identifier_cin", _("National identity card")),
            ("identifier_passport", _("Passport")),
            ("identifier_residence", _("Number of a residence document")),
            ("phone", _("Phone")),
            ("nationality", _("Nationality")),
            ("country_abroad", _("Country abroad")),
            ("commune", _("Commune")),
        ),
    ),
    (
        _("Visit"),
        (
            ("number", _("Running number")),
            ("received_on", _("Day of the visit")),
            ("profile", _("Profile or programme")),
            ("need", _("Need")),
            ("referred_to", _("Oriented to")),
            ("outcome", _("What came of it")),
            ("consent_to_share", _("May we share?")),
            ("notes", _("Remarks")),
        ),
    ),
)
LABELS: Final[dict[str, Any]] = {code: label for _group, fields in GROUPS for code, label in fields}
assert set(LABELS) == set(FIELDS)

#: Why a row may be of somebody who has a file.
ALIKE: Final[dict[str, Any]] = {
    "name": _("the names are alike"),
    "birth_date": _("the same date of birth"),
    "identifier": _("the same document number"),
    "phone": _("the same phone"),
}

STEPS: Final[dict[str, Any]] = {
    "reading": _("The rows are being read"),
    "persons": _("Persons are being written"),
    "pairs": _("Persons are being compared with the files there are"),
    "writing": _("Cases and visits are being written"),
}
