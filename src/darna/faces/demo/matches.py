"""People of the demo who came to two agencies and let them find out: one noticed, one to compare, one decided."""

from __future__ import annotations

from typing import Final

from darna.base.agencies.actor import Actor, job_actor
from darna.base.rowsecurity.context import acting
from darna.domains.matches import actions, queries
from darna.domains.matches.values import MatchFilters
from darna.domains.people import actions as people
from darna.domains.people.values import ConsentTerms, PersonDraft
from darna.kernel.dates import PartialDate

#: As the Maison writes them, as the other agency does, and when they were born.
TWICE: Final = (
    (("Soukaina", "Bouhlal"), ("سكينة", "بوهلال"), "1991-02-17"),
    (("Mohamed", "Ait Lahcen"), ("محمد", "أيت لحسن"), "1978-09-03"),
    (("Zineb", "El Harti"), ("زينب", "الحارثي"), "1986-06-21"),
)
PURPOSES: Final = ("accompaniment", "finding_double_files")


def meet(here: Actor, there: Actor) -> None:
    """Three possible matches of two agencies: the first waits, the second is open, the third is decided."""
    for ours, theirs, born in TWICE:
        birth = PartialDate.parse(born)
        _registered(here, PersonDraft(given_name=ours[0], family_name=ours[1], birth=birth))
        _registered(there, PersonDraft(given_name_ar=theirs[0], family_name_ar=theirs[1], birth=birth))
    for agency in (here.agency_id, there.agency_id):
        by = job_actor(agency)
        with acting(by.context, seconds=120):
            actions.mark_persons(by=by)
    by = job_actor(here.agency_id)
    with acting(by.context, seconds=120):
        actions.find_matches(by=by)
    with acting(here.context, seconds=120):
        lines = queries.match_lines(here, MatchFilters()).lines
    names = {f"{given} {family}": number for number, ((given, family), _theirs, _born) in enumerate(TWICE)}
    ordered = sorted(lines, key=lambda line: names[line.person_name])
    for line in ordered[1:]:
        for side in (here, there):
            with acting(side.context, seconds=120):
                actions.agree_to_compare(line.id, seen_version=1, by=side)
    for side in (here, there):
        with acting(side.context, seconds=120):
            actions.judge_match(ordered[2].id, "same", seen_version=2, by=side)


def _registered(by: Actor, draft: PersonDraft) -> None:
    terms = ConsentTerms(state="given", notice_version="2026-1", notice_language="fr", purposes=PURPOSES)
    with acting(by.context, seconds=120):
        people.register_person(draft, terms, by=by)
