"""Where links speak in the rooms beneath: the timeline of a file, the closing of a case, the consent of a person."""

from __future__ import annotations

from darna.domains.cases.queries.elsewhere import open_elsewhere, told_elsewhere
from darna.domains.links.queries import happenings_of, known_recipients, linked_now, links_left_open
from darna.domains.people.checks import also_recipients
from darna.domains.people.queries.unfinished import unfinished


def listen() -> None:
    """Hang what links have to say where it is asked for; once, when the house opens."""
    told_elsewhere(happenings_of)
    open_elsewhere(links_left_open)
    unfinished(linked_now)
    if known_recipients not in also_recipients:
        also_recipients.append(known_recipients)
