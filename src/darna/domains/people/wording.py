"""What hinders two files from being united or parted, in words."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OF_MERGES: Final[dict[str, str | Promise]] = {
    "merge_not_found": _("One of the two files is not there any more, or it is not yours to see."),
    "merge_not_open_to_the_same": _(
        "The two files are not open to the same workers. Protect both or neither, and name the same workers for both; "
        "then unite them."
    ),
    "merge_shared_with_another_agency": _(
        "One of the two files is shared with another agency, which would see the other one too. "
        "End the sharing first; the person can be asked anew afterwards."
    ),
    "merge_emergency_runs": _("One of the two files is open in an emergency. Wait until that has ended."),
    "merge_related_to_each_other": _(
        "The two files are of relatives: one is written in the other as a relative. "
        "If that is wrong, end the tie first."
    ),
    "merge_in_one_household": _(
        "Both files stand in one household as two of its members. Take one of them out of the household first."
    ),
    "merge_both_ask_the_same": _(
        "In both files the same request about the person's data is open. The data-protection officer answers one first."
    ),
    "not_in_the_coming_months": _("Choose a day within the next three months."),
    "part_the_later_merge_first": _(
        "The file that stayed was itself united with another one later. Part those two first."
    ),
    "written_since_the_merge": _(
        "Since the two files were united, something was written into what came from the other one. "
        "It cannot go back without being lost, so nothing was parted."
    ),
}
