"""A supervisor lets the other agency compare, or does not, and says what they see."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.base.editing import locked, save
from darna.base.keys.actions import make_package_key
from darna.domains.matches import access
from darna.domains.matches.models import VERDICTS, MatchSide, PossibleMatch
from darna.domains.matches.sealed import CARD
from darna.domains.matches.values import Card
from darna.domains.people.actions import require_consent
from darna.domains.people.queries.facts import facts_of
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone, Invalid, NotFound

PURPOSE = "finding_double_files"


@transaction.atomic
def agree_to_compare(match_id: UUID, *, seen_version: int, by: Actor) -> MatchSide:
    """The other side may read the card of one's own person once it agrees too; then the two are compared.

    Raises: Refused, NotFound, StaleVersion; AlreadyDone; ConsentMissing where the person's consent has ended.
    """
    side = _to_decide(by, match_id, seen_version)
    require_consent(side.person_id, PURPOSE, None)
    facts = facts_of([side.person_id]).get(side.person_id)
    if facts is None:
        raise NotFound("person", side.person_id)
    card = Card(facts.names, facts.birth, facts.sex, facts.nationalities, facts.commune)
    cipher = make_package_key(side.pk, side.person_id, by.agency_id)
    _decide(side, by, state=MatchSide.State.AGREED, sealed_card=cipher.seal(card.written(), field=CARD))
    record("match.agreed", subject=side, person_id=side.person_id, detail={})
    return side


@transaction.atomic
def decline_to_compare(match_id: UUID, *, seen_version: int, by: Actor) -> MatchSide:
    """The two files are not compared, and this pair is not noticed again.

    Raises: Refused, NotFound, StaleVersion, AlreadyDone.
    """
    side = _to_decide(by, match_id, seen_version)
    _decide(side, by, state=MatchSide.State.DECLINED)
    record("match.declined", subject=side, person_id=side.person_id, detail={})
    return side


@transaction.atomic
def judge_match(match_id: UUID, verdict: str, *, seen_version: int, by: Actor) -> MatchSide:
    """Say whether the two are one person, two, or not to be told; the match is decided when both have said so.

    Raises: Refused, NotFound, Invalid, StaleVersion, AlreadyDone.
    """
    side = access.side_to_see(by, match_id)
    if verdict not in VERDICTS:
        raise Invalid("verdict", "required")
    if side.match.state != PossibleMatch.State.OPEN or side.verdict:
        raise AlreadyDone("match_is_judged", state=side.match.state)
    side = locked(side, seen_version)
    save(side, verdict=verdict, judged_by=by.membership_id, judged_at=now())
    record("match.judged", subject=side, person_id=side.person_id, detail={"verdict": verdict})
    return side


def _to_decide(by: Actor, match_id: UUID, seen_version: int) -> MatchSide:
    side = access.side_to_see(by, match_id)
    if side.match.state != PossibleMatch.State.NOTICED or side.state != MatchSide.State.NOTICED:
        raise AlreadyDone("match_is_decided", state=side.match.state)
    return locked(side, seen_version)


def _decide(side: MatchSide, by: Actor, **told: Any) -> None:
    save(side, decided_by=by.membership_id, decided_at=now(), **told)
