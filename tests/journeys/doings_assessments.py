"""What people do with questionnaires so that each of their pages exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.journeys.walking import Walker


def look_at_instruments(walker: Walker) -> None:
    """What stands on the pages of versions in use: another one than a draft is withdrawn and carried out."""
    for state in ("published", "draft"):
        listed = f"{walker.home}/desk/questionnaires/?state={state}"
        for path in walker._linked(listed, "assessments:instrument"):
            walker._linked(walker.site + path, "")


def look_at_answers(walker: Walker) -> None:
    """A completed questionnaire can be corrected, one that is being answered goes on."""
    for state in ("completed", "draft"):
        listed = f"{walker.home}/desk/questionnaires/answers/?state={state}"
        for path in walker._linked(listed, "assessments:answer"):
            walker._linked(walker.site + path, "")
        for path in walker._linked(listed, "assessments:of_case"):
            walker._linked(walker.site + path, "")
