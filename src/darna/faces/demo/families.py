"""People of the demo who share a phone: a mother and her son, two sisters; all fictional."""

from __future__ import annotations

from typing import Final

from darna.base.agencies.actor import Actor, job_actor
from darna.base.rowsecurity.context import acting
from darna.domains.families import actions
from darna.domains.people import actions as people
from darna.domains.people.values import ConsentTerms, ContactDraft, PersonDraft
from darna.kernel.dates import PartialDate

SHARED: Final = (
    ("05 23 00 41 17", (("Yamna", "Oukhouya", "1969-05-02"), ("Badr", "Oukhouya", "1998-11-20"))),
    ("05 23 00 58 90", (("Ilham", "Sbai", "1990-01-15"), ("Wafae", "Sbai", "1993-08-09"))),
)


def share_a_phone(by: Actor) -> None:
    """Four persons with two numbers, and what the job of the night makes of them."""
    for number, persons in SHARED:
        for given, family, born in persons:
            draft = PersonDraft(
                given_name=given,
                family_name=family,
                birth=PartialDate.parse(born),
                contacts=(ContactDraft("phone_call", number),),
            )
            terms = ConsentTerms(state="given", notice_version="2026-1", notice_language="fr")
            with acting(by.context, seconds=120):
                people.register_person(draft, terms, by=by)
    job = job_actor(by.agency_id)
    with acting(job.context, seconds=120):
        actions.look_for_families(by=job)
