"""The urgent clock: started by whoever meets the child, stopped by a referral or in writing, told when it ran out."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from uuid import UUID

from django.core.mail import EmailMessage
from django.db import IntegrityError, connection, transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import addresses_of_members
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import differing_columns, locked, require_code, require_text, save
from darna.base.keys.queries import cipher_of
from darna.domains.referrals.queries import referrals_of
from darna.domains.safeguarding import access
from darna.domains.safeguarding.actions.procedures import told
from darna.domains.safeguarding.actions.saving import sealed
from darna.domains.safeguarding.models import Urgency, UrgentHours
from darna.domains.safeguarding.models.urgencies import FEWEST_HOURS, MOST_HOURS
from darna.domains.safeguarding.queries.urgencies import hours_of
from darna.domains.safeguarding.sealed import STOP_NOTE, URGENT
from darna.domains.safeguarding.values import StopDraft
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone, Invalid, StaleVersion


@transaction.atomic
def start_clock(case_id: UUID, concern: str, words: str, *, by: Actor) -> Urgency:
    """Something does not wait: from now on the agency's hours run until somebody is called in.

    Raises: Refused, NotFound, Invalid; AlreadyDone while a clock of the case runs.
    """
    case = access.case_to_alert(by, case_id)
    require_code("concern", concern, "urgent_concern")
    words, cipher, began = require_text("words", words), cipher_of(case.person_id), now()
    urgency = Urgency(
        agency_id=case.agency_id,
        case_id=case.pk,
        person_id=case.person_id,
        concern=concern,
        started_at=began,
        started_by=by.membership_id,
        due_at=began + timedelta(hours=hours_of(by.agency_id)),
        **sealed(cipher, {"sealed_words": (words, URGENT)}),
    )
    try:
        with transaction.atomic():
            urgency.save(force_insert=True)
    except IntegrityError as taken:
        if "case_has_one_clock" not in str(taken):
            raise
        raise AlreadyDone("clock_runs_already") from taken
    record("urgency.started", subject=urgency, detail=told(case, concern=concern, note=words), cipher=cipher)
    return urgency


@transaction.atomic
def stop_clock(urgency_id: UUID, draft: StopDraft, *, seen_version: int, by: Actor) -> Urgency:
    """Say who was called in, or why nobody was; the clock stops. Raises: Refused, NotFound, Invalid, StaleVersion."""
    urgency = access.visible_row(by, Urgency, urgency_id)
    case = access.case_to_alert(by, urgency.case_id)
    if urgency.state != Urgency.State.RUNNING:
        raise AlreadyDone("clock_is_stopped_already")
    if draft.stop not in Urgency.Stop.values:
        raise Invalid("stop", "not_in_the_list", value=draft.stop)
    is_referred = draft.stop == Urgency.Stop.REFERRAL
    if is_referred:
        _require_referral(urgency, draft.referral_id, by)
    else:
        require_text("note", draft.note)
    urgency, cipher = locked(urgency, seen_version, note=draft.note), cipher_of(case.person_id)
    ended = _ended(draft.stop, draft.referral_id if is_referred else None, by)
    save(urgency, **ended, **sealed(cipher, {"sealed_stop_note": (draft.note, STOP_NOTE)}))
    detail = told(case, stop=draft.stop, note=draft.note.strip() or None)
    record("urgency.stopped", subject=urgency, detail=detail, cipher=cipher)
    return urgency


def stop_with_referral(person_id: UUID, case_id: UUID, referral_id: UUID, by: Actor) -> None:
    """A referral of the case was sent: its clock stops with it, under the sentence of the referral. Two queries."""
    running = Urgency.objects.filter(case_id=case_id, person_id=person_id, state=Urgency.State.RUNNING)
    urgency = running.select_for_update(of=("self",)).first()
    if urgency is not None:
        save(urgency, **_ended(Urgency.Stop.REFERRAL, referral_id, by))


@transaction.atomic
def set_urgent_hours(hours: int, *, seen_version: int, by: Actor) -> UrgentHours:
    """Decide in how many hours the agency calls somebody in; clocks that run keep theirs.

    Raises: Refused, Invalid outside the bounds, StaleVersion, AlreadyDone.
    """
    by.require(Verb.SUPERVISE)
    if not FEWEST_HOURS <= hours <= MOST_HOURS:
        raise Invalid("hours", "hours_out_of_bounds")
    row = UrgentHours.objects.filter(agency_id=by.agency_id).first()
    if row is None:
        if seen_version:
            raise StaleVersion(0, seen_version)
        row = UrgentHours.objects.create(agency_id=by.agency_id, hours=hours)
    else:
        row = locked(row, seen_version)
        save(row, **differing_columns(row, {"hours": hours}))
    record("urgency.hours_set", subject=row, detail={"hours": hours})
    return row


@transaction.atomic
def escalate_clocks(*, by: Actor) -> int:
    """Write once to those who lead where a clock ran out, saying nothing of whom; how many clocks. Run by a job.

    Of a protected file those who are named for it are written to, and nobody else.
    """
    with connection.cursor() as cursor:
        cursor.execute("select clock, member from sec.escalate_clocks()")
        late: dict[UUID, int] = defaultdict(int)
        clocks = set()
        for clock, member in cursor.fetchall():
            clocks.add(clock)
            late[member] += 1
    boxes = addresses_of_members(late)
    for address, language in boxes.values():
        _write(address, language)
    if clocks:
        record("urgency.escalated", subject=("safeguarding.urgency", None), detail={"count": len(clocks)})
    return len(clocks)


def _write(address: str, language: str) -> None:
    with translation.override(language):
        body = render_to_string("safeguarding/letters/escalation.txt").strip() + "\n"
        EmailMessage(_("Something waits for you in Darna"), body, None, [address]).send()


def _require_referral(urgency: Urgency, referral_id: UUID | None, by: Actor) -> None:
    sent = {line.id for line in referrals_of(by, urgency.person_id) if line.state != "draft"}
    if referral_id not in sent:
        raise Invalid("referral", "referral_is_not_of_the_child")


def _ended(stop: str, referral_id: UUID | None, by: Actor) -> dict[str, object]:
    return {
        "state": Urgency.State.STOPPED,
        "stop": stop,
        "referral_id": referral_id,
        "stopped_at": now(),
        "stopped_by": by.membership_id,
    }
