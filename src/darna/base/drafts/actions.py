"""Keeping what was typed, ending it when it is saved, throwing it away, forgetting what is old.

None of them leaves a sentence in the trail: nothing is said of anybody before a form is saved.
"""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID, uuid4

from django.db import connection, transaction

from darna.base.agencies.actor import Actor
from darna.base.drafts.models import NOBODY, Draft
from darna.base.drafts.queries import LIFE
from darna.base.drafts.sealing import sealed
from darna.base.keys.queries import cipher_of
from darna.kernel.clock import now
from darna.kernel.errors import Invalid

#: A form of the house is far smaller; whoever sends more is no form.
MOST_BYTES: Final = 500_000

_KEEP = """
insert into drafts_draft (id, agency_id, membership_id, form, about_id, person_id, showing, sealed_body, is_ended, kept_at)
values (%(id)s, %(agency)s, %(member)s, %(form)s, %(about)s, %(person)s, %(showing)s, %(body)s, %(ended)s, %(at)s)
on conflict (membership_id, form, about_id) do update
   set showing = excluded.showing, sealed_body = excluded.sealed_body, is_ended = excluded.is_ended,
       person_id = excluded.person_id, kept_at = excluded.kept_at
 where excluded.is_ended or not drafts_draft.is_ended or drafts_draft.showing <> excluded.showing
"""


@transaction.atomic
def keep_draft(
    form: str, value: Any, *, showing: UUID, by: Actor, about: UUID = NOBODY, person_id: UUID | None = None
) -> bool:
    """Keep what was typed in the place of what was kept before. One query, two about a person.

    False when this showing of the form was saved meanwhile: what comes late is not kept.
    Raises: Invalid for more than any form holds; NotFound for a person whose file is not the actor's to see.
    """
    cipher = cipher_of(person_id) if person_id else None
    body = sealed(value, by=by, form=form, about=about, cipher=cipher)
    if len(body) > MOST_BYTES:
        raise Invalid("draft", "too_long", most=MOST_BYTES)
    return _write(form, about, by, showing=showing, body=body, person_id=person_id)


@transaction.atomic
def end_draft(form: str, *, by: Actor, showing: UUID | None = None, about: UUID = NOBODY) -> None:
    """The form was saved, or what was typed was thrown away: nothing of it is left. One query."""
    _write(form, about, by, showing=showing or uuid4(), body=b"", ended=True)


@transaction.atomic
def throw_all_away(*, by: Actor) -> int:
    """Nothing that the actor typed and did not save is left; how many drafts there were. One query."""
    return Draft.objects.filter(membership_id=by.membership_id).delete()[0]


@transaction.atomic
def forget_old() -> int:
    """Remove drafts whose time is over, of every member of every agency; how many. For the job of the night. One query."""
    return Draft.objects.filter(kept_at__lt=now() - LIFE).delete()[0]


def _write(
    form: str,
    about: UUID,
    by: Actor,
    *,
    showing: UUID,
    body: bytes,
    person_id: UUID | None = None,
    ended: bool = False,
) -> bool:
    values: dict[str, Any] = {
        "id": uuid4(),
        "agency": by.agency_id,
        "member": by.membership_id,
        "form": form,
        "about": about,
        "person": person_id,
        "showing": showing,
        "body": body,
        "ended": ended,
        "at": now(),
    }
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, values)
        return bool(cursor.rowcount)
