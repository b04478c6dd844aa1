"""A value is proposed, or taken back by whoever proposed it."""

from __future__ import annotations

import uuid
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import locked, optional_text, require_past, require_text, save
from darna.domains.law import access
from darna.domains.law.linting import require_fit
from darna.domains.law.models import RuleRevision, State
from darna.domains.law.queries.cards import revision_of
from darna.domains.law.queries.standing import current_book, source_as_data
from darna.domains.law.values import RevisionDraft, SourceDraft
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone, Invalid, Refused
from darna.kernel.text import FALLBACKS, LocalText
from darna.rules.engine import units
from darna.rules.engine.citations import KINDS, Certainty, Source
from darna.rules.engine.parameters import Instrument, Parameter

LONGEST_REASON, LONGEST_ARTICLE, LONGEST_TITLE, LONGEST_REFERENCE, LONGEST_SENTENCE = 500, 200, 300, 300, 400


@transaction.atomic
def propose_revision(name: str, draft: RevisionDraft, *, by: Actor) -> RuleRevision:
    """Lay a value of the law before a second person, judged by the linter first.

    Raises: Refused; NotFound for a parameter the law does not have; Invalid; AlreadyDone while another one waits.
    """
    access.require_house(by, Verb.KEEP_LAW)
    known = current_book()
    parameter = known.law.parameter(name)
    require_past("checked_on", draft.checked_on)
    if draft.certainty not in {*map(str, Certainty)}:
        raise Invalid("certainty", "not_in_the_list", value=draft.certainty)
    source = _source(known.instruments[name.partition(".")[0]], draft)
    row = RuleRevision(
        agency_id=by.agency_id,
        name=parameter.name,
        value=units.written(units.read(parameter.unit, draft.value)),
        valid_from=draft.valid_from,
        source=source_as_data(source),
        article=optional_text("article", draft.article, most=LONGEST_ARTICLE),
        says=_sentence(parameter, draft.says),
        certainty=draft.certainty,
        checked_on=draft.checked_on,
        reason=require_text("reason", draft.reason, most=LONGEST_REASON),
        proposed_by=by.membership_id,
        proposed_account=by.account_id,
    )
    require_fit(known.law, revision_of(row))
    if RuleRevision.objects.filter(name=name, state=State.PROPOSED).exists():
        raise AlreadyDone("revision_is_under_way")
    row.save(force_insert=True)
    record("law.proposed", subject=row, detail=detail_of(row))
    return row


@transaction.atomic
def withdraw_revision(revision_id: UUID, *, seen_version: int, by: Actor) -> RuleRevision:
    """Take back what one proposed oneself; it stays in the history.

    Raises: Refused, NotFound, StaleVersion; AlreadyDone once it was decided.
    """
    access.require_house(by, Verb.KEEP_LAW)
    row = held(by, revision_id, seen_version)
    if row.proposed_account != by.account_id:
        raise Refused("only_who_proposed_withdraws")
    save(row, state=State.WITHDRAWN, **decided(by))
    record("law.withdrawn", subject=row, detail=detail_of(row))
    return row


def held(by: Actor, revision_id: UUID, seen_version: int) -> RuleRevision:
    """A proposal, held until the transaction ends. Raises: Refused, NotFound, StaleVersion, AlreadyDone."""
    row = access.read_revision(by, revision_id)
    # Row security hides what was decided from whoever would lock it to change it.
    if row.state != State.PROPOSED:
        raise AlreadyDone("revision_was_decided")
    return locked(row, seen_version)


def decided(by: Actor) -> dict[str, object]:
    """Who decides, and when."""
    return {"decided_at": now(), "decided_by": by.membership_id, "decided_account": by.account_id}


def detail_of(row: RuleRevision) -> dict[str, object]:
    """What the trail says of a revision; the value itself stands in the revision, which never changes."""
    return {"parameter": row.name, "valid_from": row.valid_from, "reason": row.decision_reason or row.reason}


def _sentence(parameter: Parameter, said: LocalText) -> dict[str, str]:
    """The sentence written anew, in all four languages; nothing where it stays as it is."""
    told = {
        language: optional_text(f"says_{language}", getattr(said, language), most=LONGEST_SENTENCE)
        for language in FALLBACKS
    }
    if not any(told.values()) or LocalText.of(told) == parameter.says:
        return {}
    for language, text in told.items():
        if not text:
            raise Invalid(f"says_{language}", "sentence_in_four_languages")
        if "{" in text or "}" in text:
            raise Invalid(f"says_{language}", "sentence_without_braces")
    return told


def _source(instrument: Instrument, draft: RevisionDraft) -> Source:
    if draft.source_id:
        if draft.source_id not in instrument.sources:
            raise Invalid("source_id", "not_in_the_list", value=draft.source_id)
        return instrument.sources[draft.source_id]
    if draft.source is None:
        raise Invalid("source_id", "no_source")
    return _new_source(draft.source, draft)


def _new_source(told: SourceDraft, draft: RevisionDraft) -> Source:
    title = require_text("title", told.title, most=LONGEST_TITLE)
    if told.kind not in KINDS:
        raise Invalid("kind", "not_in_the_list", value=told.kind)
    if told.language not in FALLBACKS:
        raise Invalid("language", "not_in_the_list", value=told.language)
    return Source(
        id=f"{told.kind}_{draft.checked_on:%Y_%m_%d}_{uuid.uuid4().hex[:4]}",
        title=LocalText.of({told.language: title}),
        kind=told.kind,
        reference=optional_text("reference", told.reference, most=LONGEST_REFERENCE),
        # What is known of a value through one text alone is as sure as the text was read.
        certainty=Certainty(draft.certainty),
        checked_on=draft.checked_on,
    )
