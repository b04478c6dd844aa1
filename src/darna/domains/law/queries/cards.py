"""One parameter with its values through time, one revision with the people who wrote and decided it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_agencies, names_of_members
from darna.base.agencies.roles import Verb
from darna.domains.law import access
from darna.domains.law.models import RuleRevision, State
from darna.domains.law.queries.lists import due_line
from darna.domains.law.queries.standing import current_book, current_law, revision_from, set_aside
from darna.domains.law.values import ParameterCard, RevisionCard
from darna.rules.book import book
from darna.rules.engine.revisions import Revision
from darna.rules.engine.units import written


def parameter_card(actor: Actor, name: str) -> ParameterCard:
    """A parameter with its values and its revisions, the newest first. Five queries. Raises: Refused, NotFound."""
    access.require_house(actor, Verb.APPROVE_LAW)
    known = current_book()
    parameter = known.law.parameter(name)
    instrument = known.instruments[name.partition(".")[0]]
    rows = access.revisions_read_by(actor).filter(name=name).order_by("-proposed_at")
    return ParameterCard(
        parameter,
        instrument.title.in_(actor.language),
        parameter.says.in_(actor.language),
        parameter.says,
        tuple(due_line(parameter, value, instrument, actor.language) for value in parameter.values),
        book().law.parameter(name),
        _cards(rows, actor),
        {source.id: source.title.in_(actor.language) for source in instrument.sources.values()},
    )


def revision_card(actor: Actor, revision_id: UUID) -> RevisionCard:
    """One revision. Five queries. Raises: Refused, NotFound."""
    access.require_house(actor, Verb.APPROVE_LAW)
    return _cards([access.read_revision(actor, revision_id)], actor)[0]


def waiting(actor: Actor) -> tuple[RevisionCard, ...]:
    """What waits for a second person, the oldest first. Four queries at most. Raises: Refused."""
    access.require_house(actor, Verb.APPROVE_LAW)
    return _cards(access.revisions_read_by(actor).filter(state="proposed").order_by("proposed_at"), actor)


def says(name: str, language: str) -> str:
    """What a parameter says, in a language; its name where the files have lost it."""
    law = current_law()
    return law.parameter(name).says.in_(language) if law.knows(name) else name


def _cards(rows: Iterable[RuleRevision], actor: Actor) -> tuple[RevisionCard, ...]:
    found = list(rows)
    if not found:
        return ()
    members = names_of_members({key for row in found for key in (row.proposed_by, row.decided_by) if key})
    agencies = names_of_agencies({row.agency_id for row in found}, actor.language)
    aside = {_key(one.revision): one.why for one in set_aside()}
    return tuple(_card(row, actor, members, agencies, aside) for row in found)


def _card(
    row: RuleRevision,
    actor: Actor,
    members: dict[UUID, str],
    agencies: dict[UUID, str],
    aside: dict[tuple[object, ...], str],
) -> RevisionCard:
    revision = revision_of(row)
    house = agencies.get(row.agency_id, "")
    return RevisionCard(
        id=row.pk,
        revision=revision,
        reason=row.reason,
        state=row.state,
        label=State(row.state).label,
        version=row.version,
        proposed_at=row.proposed_at,
        # Names of another house are its own; then the house itself is said.
        proposed_by=members.get(row.proposed_by) or house,
        decided_at=row.decided_at,
        decided_by=(members.get(row.decided_by) or house) if row.decided_by else "",
        decision_reason=row.decision_reason,
        is_mine=row.proposed_account == actor.account_id,
        may_decide=row.state == State.PROPOSED and access.is_second(row, actor),
        says=says(row.name, actor.language),
        aside=aside.get(_key(revision), "") if row.state == State.APPROVED else "",
    )


def revision_of(row: RuleRevision) -> Revision:
    """A stored revision as the engine reads it."""
    return revision_from(
        row.name, row.value, row.valid_from, row.source, row.article, row.says, row.certainty, row.checked_on
    )


def _key(revision: Revision) -> tuple[object, ...]:
    # Values may be tables, which cannot be keys.
    return (revision.name, revision.valid_from, written(revision.value), revision.source.id, revision.checked_on)
