"""Transfers: one with what goes, the lists of both sides, and whose case it was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final
from uuid import UUID

from django.db import connection

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_agencies, names_of_members
from darna.base.agencies.roles import Verb
from darna.base.codelists.queries import label
from darna.base.keys.queries import opened_package_key, package_ciphers_of
from darna.base.pages.lines import page_of_rows
from darna.domains.cases.queries import case_brief
from darna.domains.people.queries import names_of
from darna.domains.referrals import packages
from darna.domains.transfers import access, packing
from darna.domains.transfers.models import OPEN, Transfer, TransferSource
from darna.domains.transfers.queries.rules import rule_of
from darna.domains.transfers.sealed import BODY
from darna.domains.transfers.values import Body, TransferCard, TransferLine, TransferPage

_ORDER: Final = {"begun": "-begun_at", "-begun": "begun_at", "state": "state", "-state": "-state"}
SORTS: Final = tuple(_ORDER)
State = Transfer.State


@dataclass(frozen=True, slots=True)
class Source:
    """Whose case was sent, and by whom."""

    case_id: UUID
    sent_by: UUID


def source_of(transfer_id: UUID) -> Source | None:
    """The case behind an accepted transfer, for its sender. One query."""
    row = TransferSource.objects.filter(transfer_id=transfer_id, transfer__state=State.ACCEPTED).first()
    return Source(row.case_id, row.approved_by) if row is not None and row.approved_by else None


def body_of(actor: Actor, transfer_id: UUID) -> Body | None:
    """What came with a case, for the agency that is to take it on; None once that is closed. One query."""
    actor.require(Verb.ANSWER_REFERRAL)
    return _handed([transfer_id]).get(transfer_id)


def transfer_card(actor: Actor, transfer_id: UUID) -> TransferCard:
    """A transfer as the reader's side sees it. Eight queries at most. Raises: Refused, NotFound."""
    row, source = access.visible_transfer(actor, transfer_id)
    is_sender = row.agency_id == actor.agency_id
    body = _own_body(row, source) if is_sender else _handed([row.pk]).get(row.pk)
    line = lines_of(actor, [row], is_sender=is_sender)[0]
    ids = [source.proposed_by, source.approved_by] if source else [row.to_worker_id] if not is_sender else []
    members = names_of_members(one for one in ids if one)
    proposer, approver = (source.proposed_by, source.approved_by) if source else (None, None)
    mine = proposer == actor.membership_id
    asks_two = is_sender and row.state == State.PROPOSED and rule_of(actor.agency_id).needs_approval
    shares, supervises = actor.may(Verb.SHARE_CASE), actor.may(Verb.SUPERVISE)
    case = case_brief(actor, source.case_id) if source else None
    return TransferCard(
        line=line,
        body=body,
        view=packages.view_of(body.package) if body else None,
        need_labels=tuple(label("need_type", kind) for kind in body.needs) if body else (),
        reason_label=label("referral_decline_reason", row.reason) if row.reason else "",
        proposed_by=members.get(proposer, "") if proposer else "",
        approved_by=members.get(approver, "") if approver else "",
        worker=members.get(row.to_worker_id, "") if row.to_worker_id else "",
        own_case_id=source.case_id if source else row.opened_case_id if not is_sender else None,
        referral_id=row.referral_id,
        asks_second=asks_two,
        prepares=is_sender and row.state == State.REQUESTED and shares,
        sends=is_sender
        and row.state == State.PROPOSED
        and shares
        and (supervises and not mine if asks_two else bool(case and case.rights.shares)),
        refuses=is_sender and row.state in (State.REQUESTED, State.PROPOSED) and supervises,
        withdraws=row.state in (State.PROPOSED, State.SENT) and (mine or supervises)
        if is_sender
        else row.state == State.REQUESTED and actor.may(Verb.ANSWER_REFERRAL),
        answers=not is_sender and row.state == State.SENT and actor.may(Verb.ANSWER_REFERRAL),
        case_is_open=bool(case and case.is_open),
    )


def transfer_lines(
    actor: Actor, *, is_sender: bool, state: str = "", sort: str = "begun", number: int = 1
) -> TransferPage:
    """The transfers of one side, fifty at a time. Five queries at most. Raises: Refused."""
    rows = access.transfers(actor, is_sender=is_sender)
    if state == "open":
        rows = rows.filter(state__in=OPEN)
    elif state:
        rows = rows.filter(state=state)
    ordered = rows.order_by(_ORDER.get(sort, "-begun_at"), "id")
    return page_of_rows(ordered, number, partial(lines_of, actor, is_sender=is_sender))


def lines_of(actor: Actor, rows: Sequence[Transfer], *, is_sender: bool) -> tuple[TransferLine, ...]:
    """Transfers in words. Three queries at most, none without rows."""
    if not rows:
        return ()
    agencies = names_of_agencies({row.to_agency_id if is_sender else row.agency_id for row in rows}, actor.language)
    names, sources = _names(rows, is_sender=is_sender)
    return tuple(
        TransferLine(
            id=row.pk,
            version=row.version,
            state=row.state,
            state_label=str(State(row.state).label),
            is_sender=is_sender,
            agency=agencies.get(row.to_agency_id if is_sender else row.agency_id, ""),
            programme_label=label("programme", row.programme) if row.programme else "",
            begun_at=row.begun_at,
            sent_at=row.sent_at,
            answered_at=row.answered_at,
            person_name=names.get(row.pk, ""),
            case_id=sources[row.pk].case_id if row.pk in sources else None,
            person_id=sources[row.pk].person_id if row.pk in sources else None,
        )
        for row in rows
    )


def _names(rows: Sequence[Transfer], *, is_sender: bool) -> tuple[dict[UUID, str], dict[UUID, TransferSource]]:
    if not is_sender:
        return {key: body.package.name for key, body in _handed(row.pk for row in rows).items()}, {}
    sources = {one.transfer_id: one for one in TransferSource.objects.filter(transfer__in=[row.pk for row in rows])}
    persons = names_of(one.person_id for one in sources.values()) if sources else {}
    return {key: persons.get(one.person_id, "") for key, one in sources.items()}, sources


def _own_body(row: Transfer, source: TransferSource | None) -> Body | None:
    cipher = package_ciphers_of([row.pk]).get(row.pk)
    return (
        packing.read(cipher.open(source.sealed_body, field=BODY)) if cipher and source and source.sealed_body else None
    )


def _handed(transfer_ids: Iterable[UUID]) -> dict[UUID, Body]:
    """What the own agency may read of what came; what is closed or ended is absent. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select * from sec.transferred_over(%s::uuid[])", [list(transfer_ids)])
        rows = list(cursor.fetchall())
    return {row[0]: packing.read(opened_package_key(*row[:3]).open(row[3], field=BODY)) for row in rows}
