"""Who stands for a child, and what the child said: one page for both."""

from __future__ import annotations

from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.agencies.roles import Verb
from darna.base.codelists.queries import label
from darna.base.keys.queries import cipher_of
from darna.base.keys.sealing import PersonCipher
from darna.domains.people.access import may_edit
from darna.domains.people.reading import partial
from darna.domains.safeguarding import access
from darna.domains.safeguarding.ages import ADULT, wording_for
from darna.domains.safeguarding.models import Assent, Guardianship
from darna.domains.safeguarding.queries.words import name_in, opened
from darna.domains.safeguarding.sealed import CONFLICT, END_NOTE, NAME, SOURCE, WORDS
from darna.domains.safeguarding.values import AssentLine, GuardianLine, StandingCard
from darna.kernel.clock import today


def standing_card(actor: Actor, person_id: UUID) -> StandingCard:
    """Guardians and the child's own word, the newest first. Five queries. Raises: NotFound, Refused."""
    person = access.person_to_read(actor, person_id)
    cipher = cipher_of(person_id)
    guardians = list(Guardianship.objects.filter(person_id=person_id).order_by("-since", "id"))
    assents = list(Assent.objects.filter(person_id=person_id).order_by("-asked_at"))
    who = {one for row in guardians for one in (row.confirmed_by, row.noted_by) if one}
    names = names_of_members(who | {row.asked_by for row in assents})
    birth = partial(person.born_on, person.born_precision)
    is_minor = birth is None or birth.may_be_under_on(ADULT, today())
    return StandingCard(
        person_id=person_id,
        is_minor=is_minor,
        wording=wording_for(birth),
        guardians=tuple(_guardian(row, names, cipher) for row in guardians),
        assents=tuple(_assent(row, names, cipher) for row in assents),
        may_write=is_minor and actor.may(Verb.WRITE_CASE) and may_edit(actor, person),
    )


def guardian_card(actor: Actor, guardianship_id: UUID) -> GuardianLine:
    """One guardianship. Four queries. Raises: NotFound, Refused."""
    actor.require(Verb.READ_NARRATIVE)
    row = access.visible_row(actor, Guardianship, guardianship_id)
    names = names_of_members({row.confirmed_by} if row.confirmed_by else ())
    return _guardian(row, names, cipher_of(row.person_id))


def _guardian(row: Guardianship, names: dict[UUID, str], cipher: PersonCipher) -> GuardianLine:
    return GuardianLine(
        id=row.pk,
        version=row.version,
        person_id=row.person_id,
        name=opened(cipher, row.sealed_name, NAME),
        basis_label=label("guardianship_basis", row.basis),
        state=row.state,
        state_label=row.get_state_display(),
        since=row.since,
        source=opened(cipher, row.sealed_source, SOURCE),
        has_conflict=row.has_conflict,
        conflict=opened(cipher, row.sealed_conflict, CONFLICT),
        confirmed_on=row.confirmed_on,
        confirmed_by=name_in(names, row.confirmed_by),
        ended_on=row.ended_on,
        end_note=opened(cipher, row.sealed_end_note, END_NOTE),
    )


def _assent(row: Assent, names: dict[UUID, str], cipher: PersonCipher) -> AssentLine:
    return AssentLine(
        subject_label=label("assent_subject", row.subject),
        answer=row.answer,
        answer_label=row.get_answer_display(),
        wording_label=row.get_wording_display(),
        words=opened(cipher, row.sealed_words, WORDS),
        asked_on=row.asked_on,
        asked_by=name_in(names, row.asked_by),
    )
