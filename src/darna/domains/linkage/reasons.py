"""Ways to agree told by the codes under which the desk says why two files are shown together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_NAMES: Final = frozenset({"same", "swapped", "one_letter", "one_letter_of_few", "part"})
_CODES: Final[Mapping[tuple[str, str], str]] = {
    ("given", "swapped"): "order",
    ("birth", "same_day"): "birth_date",
    ("birth", "same_first_day"): "birth_date",
    ("birth", "year_as_far_as_known"): "birth_year",
    ("birth", "same_year"): "birth_year",
    ("commune", "same"): "commune",
    ("phones", "shared"): "phone",
    ("numbers", "shared"): "identifier",
}


def reasons_of(levels: Mapping[str, str]) -> tuple[str, ...]:
    """Why two files may be one person's, sorted; a name that is like it is one reason, whatever is like it."""
    found = {_CODES[one] for one in levels.items() if one in _CODES}
    alike = levels["given"] in _NAMES and (levels["family"] in _NAMES or levels["given"] == "swapped")
    return tuple(sorted(found | ({"name"} if alike else set())))
