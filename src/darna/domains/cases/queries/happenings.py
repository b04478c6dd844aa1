"""From cases, encounters and consents to one timeline, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from darna.base.agencies.actor import Actor
from darna.base.codelists.queries import label
from darna.base.keys.sealing import PersonCipher
from darna.base.pages.ways import way
from darna.domains.cases import access
from darna.domains.cases.models import Case, Encounter, Reopening
from darna.domains.cases.queries.blocks import Rows, opened
from darna.domains.cases.sealed import CLOSING_NOTE, END_NOTE, NOTE, PRESENT, REASON
from darna.domains.cases.values import CaseBlock, Timeline, TimelineItem
from darna.domains.people.values import ConsentLine
from darna.kernel.clock import CASABLANCA

_KIND_OF_ENCOUNTER = {"call": "call", "home_visit": "visit", "outreach": "visit", "written_message": "document"}


@dataclass(frozen=True, slots=True)
class Events:
    """What was read for a timeline: rows, and the blocks already put into words."""

    actor: Actor
    cases: Sequence[Case]
    blocks: Sequence[CaseBlock]
    rows: Rows
    encounters: Sequence[Encounter]
    reopenings: Sequence[Reopening]
    cipher: PersonCipher | None


def timeline_of(
    events: Events,
    consents: Iterable[ConsentLine],
    others: Iterable[TimelineItem] = (),
    *,
    before: datetime | None,
    limit: int,
) -> Timeline:
    """The newest items before an instant; items of one instant are never parted by the end of a page."""
    happened = chain(
        _of_encounters(events),
        _of_cases(events),
        _of_reopenings(events),
        _of_consents(consents),
        _of_shares(events),
        others,
    )
    items = sorted((i for i in happened if before is None or i.order[0] < before), key=lambda i: i.order, reverse=True)
    shown = items[:limit]
    if len(items) > limit:
        last = shown[-1].order[0]
        shown += [item for item in items[limit:] if item.order[0] == last]
    older = shown[-1].order[0].isoformat() if len(items) > len(shown) else ""
    return Timeline(tuple(shown), older, hides_notes=any(item.is_hidden for item in shown))


def _of_encounters(events: Events) -> Iterator[TimelineItem]:
    own = {case.pk: case for case in events.cases}
    for row in events.encounters:
        case = own[row.case_id]
        reads = access.may_read_narrative(events.actor, case)
        corrects = access.may_correct(events.actor, case, row)
        yield TimelineItem(
            kind=_KIND_OF_ENCOUNTER.get(row.kind, "note"),
            title=label("encounter_kind", row.kind),
            at=row.happened_at,
            body=_note(row, events.cipher) if reads else _hidden(row),
            by=_name(events.rows.members, row.written_by),
            url=way("cases:correct_encounter", row.pk) if corrects else "",
            url_label=_("Correct") if corrects else "",
            case_reference=case.reference,
            is_hidden=not reads and bool(row.sealed_note),
            order=(row.happened_at, 3),
        )


def _note(row: Encounter, cipher: PersonCipher | None) -> str:
    note = opened(cipher, row.sealed_note, NOTE)
    present = opened(cipher, row.sealed_present, PRESENT)
    return "\n\n".join(filter(None, [note, present and _("Present: %(names)s") % {"names": present}]))


def _hidden(row: Encounter) -> str:
    return _("The note is kept for those who accompany the person.") if row.sealed_note else ""


def _of_cases(events: Events) -> Iterator[TimelineItem]:
    for case in events.blocks:
        named = {"programme": case.programme_label, "reference": case.reference}
        yield _on(case.opened_on, "case", _("Case opened: %(programme)s") % named, case, rank=1)
        if case.closed_on:
            title = _("Case closed: %(outcome)s") % {"outcome": case.outcome_label}
            yield _on(case.closed_on, "case", title, case, rank=9, body=case.closing_note, is_end=True)
        yield from _of_needs(case)
        yield from _of_tasks(case, events)


def _of_needs(case: CaseBlock) -> Iterator[TimelineItem]:
    for need in case.needs:
        named = {"need": need.kind_label, "result": need.result_label, "place": need.oriented_label}
        body = _("Oriented to %(place)s") % named if need.oriented_label else ""
        yield _on(need.noted_on, "note", _("Need: %(need)s") % named, case, rank=2, body=body)
        if need.resolved_on:
            yield _on(need.resolved_on, "note", _("Need settled: %(need)s (%(result)s)") % named, case, rank=5)


def _of_tasks(case: CaseBlock, events: Events) -> Iterator[TimelineItem]:
    for task, line in zip(events.rows.tasks.get(case.id, ()), case.tasks, strict=True):
        if task.ended_at is None:
            continue
        title = _("Task done") if line.state == "done" else _("Task dropped")
        reader = events.cipher if case.rights.reads_notes else None
        said = [line.title, opened(reader, task.sealed_end_note, END_NOTE)]
        yield TimelineItem(
            kind="task",
            title=title,
            at=task.ended_at,
            body="\n".join(filter(None, said)),
            by=_name(events.rows.members, task.ended_by),
            case_reference=case.reference,
            order=(task.ended_at, 4),
        )


def _of_reopenings(events: Events) -> Iterator[TimelineItem]:
    shown = {case.id: case for case in events.blocks}
    for row in events.reopenings:
        case = shown[row.case_id]
        reader = events.cipher if case.rights.reads_notes else None
        closed = _("Case closed: %(outcome)s") % {"outcome": label("case_outcome", row.outcome)}
        note = opened(reader, row.sealed_closing_note, CLOSING_NOTE)
        yield _on(row.closed_on, "case", closed, case, rank=9, body=note, is_end=True)
        yield TimelineItem(
            kind="case",
            title=_("Case reopened"),
            at=row.reopened_at,
            body=opened(reader, row.sealed_reason, REASON),
            by=_name(events.rows.members, row.reopened_by),
            case_reference=case.reference,
            order=(row.reopened_at, 9),
        )


def _of_shares(events: Events) -> Iterator[TimelineItem]:
    for case in events.blocks:
        for share in case.shares:
            named = {"agency": share.agency}
            given, taken = _("File shown to %(agency)s") % named, _("File no longer shown to %(agency)s") % named
            yield _at(share.shared_at, "referral", given, case)
            if share.revoked_at:
                yield _at(share.revoked_at, "referral", taken, case)


def _of_consents(consents: Iterable[ConsentLine]) -> Iterator[TimelineItem]:
    for consent in consents:
        named = {"purposes": ", ".join(label("consent_purpose", purpose) for purpose in consent.purposes)}
        given = consent.state in {"given", "withdrawn", "expired"}
        title = _("Consent given: %(purposes)s") % named if given else _("Consent not given")
        yield TimelineItem("consent", title, on=consent.effective_on, order=(_start(consent.effective_on), 0))
        if consent.withdrawn_at:
            withdrawn = _("Consent withdrawn: %(purposes)s") % named
            yield TimelineItem("consent", withdrawn, at=consent.withdrawn_at, order=(consent.withdrawn_at, 6))


def _on(
    day: date, kind: str, title: str, case: CaseBlock, *, rank: int, body: str = "", is_end: bool = False
) -> TimelineItem:
    # What has only a day stands before what happened that day; a closing stands after it.
    instant = _start(day) if not is_end else datetime.combine(day, time.max, ZoneInfo(CASABLANCA))
    return TimelineItem(kind, title, on=day, body=body, case_reference=case.reference, order=(instant, rank))


def _at(instant: datetime, kind: str, title: str, case: CaseBlock) -> TimelineItem:
    return TimelineItem(kind, title, at=instant, case_reference=case.reference, order=(instant, 7))


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min, ZoneInfo(CASABLANCA))


def _name(names: Mapping[UUID, str], member: UUID | None) -> str:
    return names.get(member, "") if member else ""
