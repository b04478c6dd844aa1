"""Exports of forms that were filled in on a telephone (Kobo, ODK): which columns are answers, and which mark is whose.

Headings are `group/question` there, or `group-question`; beside the answers stand columns that the machine wrote.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

#: Columns by which a submission is known again, the one that stays when an answer is corrected first.
_IDENTITY: Final = (
    "key", "meta/rootuuid", "_uuid", "meta/instanceid", "meta-instanceid", "meta:instanceid", "instanceid",
)  # fmt: skip
#: The day a submission is of, when the form did not ask for one.
_DAYS: Final = ("today", "start", "_submission_time", "submissiondate", "end")
#: A sheet with one of these holds the repeated part of a form: its rows belong to rows of another sheet.
_REPEATED: Final = frozenset({"_parent_index", "_parent_table_name", "_submission__uuid", "parent_key"})
_MACHINE: Final = frozenset({
    *_IDENTITY, *_DAYS, *_REPEATED, "deviceid", "device_id", "subscriberid", "simserial", "audit", "background-audio",
    "__version__", "_version_", "_version", "_id", "__id", "_validation_status", "_notes", "_status", "_submitted_by",
    "_tags", "_index", "_attachments", "_xform_id_string", "_bamboo_dataset_id", "_media_all_received", "_edited",
    "_duration", "_geolocation", "formhub/uuid", "submitterid", "submittername", "attachmentspresent",
    "attachmentsexpected", "reviewstate", "edits", "formversion", "instancename", "_supplementaldetails",
})  # fmt: skip
#: Names that a question may bear too: the machine's only where it writes its own, before the first question.
_PERHAPS: Final = frozenset({"username", "email", "phonenumber"})
_META: Final = re.compile(r"(?:_?meta[/:-]|__system/|_submission__|formhub/)")
_KOBO_PLACE: Final = re.compile(r"^_(.+)_(?:latitude|longitude|altitude|precision)$")
_ODK_PLACE: Final = re.compile(r"^(.+)-(?:latitude|longitude|altitude|accuracy)$")
_ODK_STATUS: Final = "status"


@dataclass(frozen=True, slots=True)
class Submissions:
    """What the columns of such an export are, by their places.

    `identity` are those of the mark, the first with a content counts; `aside` hold no answer of their own; `many`
    hold several codes between spaces; `days` tell the day if no question does.
    """

    identity: tuple[int, ...]
    aside: frozenset[int]
    many: frozenset[int]
    days: tuple[int, ...]
    is_repeated: bool


def submissions_in(headings: Sequence[str]) -> Submissions | None:
    """What the columns are, none when the headings are not those of such an export."""
    names = [heading.strip().lower() for heading in headings]
    places = {name: place for place, name in reversed(list(enumerate(names))) if name}
    is_repeated = any(name in places for name in _REPEATED)
    if not is_repeated and not _tells_of_submissions(places):
        return None
    many = frozenset(places[parent] for name in places if (parent := _choice_of(name, places)))
    return Submissions(
        identity=tuple(
            places[name] for name in (*(_of_parent(places) if is_repeated else ()), *_IDENTITY) if name in places
        ),
        aside=frozenset(_aside(names, places)),
        many=many,
        days=tuple(places[name] for name in _DAYS if name in places),
        is_repeated=is_repeated,
    )


def question(heading: str) -> tuple[str, ...]:
    """The heading without the groups the question stands in: by Kobo's sign, and by that of ODK.

    >>> question("identite/nom_famille"), question("identite-nom")
    (('nom_famille',), ('nom',))
    """
    return tuple(heading.rsplit(sign, 1)[1] for sign in "/-" if sign in heading)[:1]


def bare_mark(text: str) -> str:
    """The mark of a submission in one spelling: the same on every way out of the same house."""
    return text.strip().lower().removeprefix("uuid:")


def _tells_of_submissions(places: dict[str, int]) -> bool:
    """A mark, and a second column that only such an export has."""
    return any(name in places for name in _IDENTITY) and (
        "_uuid" in places or sum(name in places for name in _MACHINE) >= 2
    )


def _of_parent(places: dict[str, int]) -> tuple[str, ...]:
    return tuple(name for name in ("_submission__uuid", "parent_key") if name in places)


def _choice_of(name: str, places: dict[str, int]) -> str:
    """The question of which this column is one choice, as 0 or 1."""
    parent = name.rpartition("/")[0]
    return parent if parent in places else ""


def _aside(names: Sequence[str], places: dict[str, int]) -> set[int]:
    aside, before_questions = set(), True
    for place, name in enumerate(names):
        is_machine = _is_machine(name, places)
        is_machine = is_machine or (before_questions and name in _PERHAPS)
        before_questions = before_questions and (is_machine or not name)
        if is_machine or _choice_of(name, places) or _is_part(name, places):
            aside.add(place)
    return aside


def _is_machine(name: str, places: dict[str, int]) -> bool:
    if name == _ODK_STATUS:
        return "reviewstate" in places
    return name in _MACHINE or _META.match(name) is not None


def _is_part(name: str, places: dict[str, int]) -> bool:
    """A part of a place on the map, or the address of a picture, that stands beside its question."""
    group, sign, last = name.rpartition("/")
    whole = {
        *(group + sign + found for found in _KOBO_PLACE.findall(last)),
        *_ODK_PLACE.findall(name),
        *([name.removesuffix("_url")] if name.endswith("_url") else ()),
    }
    return any(one in places for one in whole)
