"""What the job of the night does: marks persons who agreed, and lets the marks of agencies meet."""

from __future__ import annotations

from django.db import connection, transaction

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.domains.matches.marks import marks_of
from darna.domains.people.queries.facts import facts_of

#: Persons marked in one transaction.
BATCH = 500


@transaction.atomic
def mark_persons(*, by: Actor) -> int:
    """Mark the next persons who agreed and whose file is new or was changed; how many there were.

    Belongs to the night's looking, which has its sentence. Five queries and one a person.
    """
    with connection.cursor() as cursor:
        cursor.execute("select person_id from sec.persons_to_mark(%s)", [BATCH])
        wanted = [row[0] for row in cursor.fetchall()]
        facts = facts_of(wanted) if wanted else {}
        for one in facts.values():
            marks = marks_of(one)
            # A file that leaves no mark is still remembered by one that meets nothing.
            told = marks or {one.id.bytes: "document"}
            cursor.execute(
                "select sec.offer_marks(%s, %s, %s::text[], %s::bytea[])",
                [one.id, one.version, list(told.values()), list(told)],
            )
    return len(facts)


@transaction.atomic
def find_matches(*, by: Actor) -> int:
    """Let the marks of this agency meet those of the others; how many possible matches are new.

    Raises: nothing; the database refuses anybody but the job of the night.
    """
    with connection.cursor() as cursor:
        cursor.execute("select sec.find_matches()")
        row = cursor.fetchone()
    found = int(row[0]) if row else 0
    if found:
        record("match.noticed", subject=("matches.possiblematch", None), detail={"count": found})
    return found
