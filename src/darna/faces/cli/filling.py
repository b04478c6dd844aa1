"""A register of fictional people of any size, each with a case, for measuring."""

from __future__ import annotations

from itertools import islice
from uuid import uuid4

from django.db import connections, transaction

from darna.base.agencies.actor import Actor, job_actor
from darna.base.places.queries import communes
from darna.base.rowsecurity.context import acting
from darna.domains.cases import actions as cases
from darna.domains.cases.values import NeedDraft
from darna.domains.people import bulk
from darna.domains.people.values import BulkPerson, ConsentTerms, ContactDraft, IdentifierDraft, PersonDraft
from darna.faces.demo.fiction import FictionalPerson, fictional_people
from darna.kernel.clock import today
from darna.kernel.dates import PartialDate

BATCH = 5_000

_CASES = """
insert into cases_case (id, agency_id, person_id, reference, programme, state, priority, worker_id, opened_on, closed_on,
                        outcome, sealed_closing_note, reopened_times, opened_at, version)
select gen_random_uuid(), p.agency_id, p.id, 'F' || row_number() over (), (array['returned_mre', 'third_country_national',
       'informal_to_formal', 'mobility_candidate'])[1 + abs(hashtext(p.id::text)) %% 4],
       case when abs(hashtext(p.id::text)) %% 10 < 7 then 'open' else 'closed' end, 'medium',
       case when abs(hashtext(p.id::text)) %% 40 = 0 then %s::uuid end,
       current_date - 400 + abs(hashtext(p.id::text)) %% 390,
       case when abs(hashtext(p.id::text)) %% 10 < 7 then null else current_date end,
       case when abs(hashtext(p.id::text)) %% 10 < 7 then '' else 'goals_achieved' end, '', 0, now(), 1
  from people_person p where p.agency_id = %s
"""


def fill_register(worker: Actor, persons: int, *, seed: int) -> None:
    """Register fictional people through the importer's own set-based way, then open a case for each."""
    filler = job_actor(worker.agency_id, reference_prefix=worker.reference_prefix)
    people = fictional_people(persons, seed, [place.code for place in communes()])
    source = uuid4()
    while batch := [_draft(person) for person in islice(people, BATCH)]:
        with acting(filler.context, seconds=600):
            bulk.register_many(batch, by=filler, source=source)
    with transaction.atomic(using="migrator"), connections["migrator"].cursor() as cursor:
        cursor.execute(_CASES, [worker.membership_id, worker.agency_id])


def write_history(worker: Actor, person_id: object) -> None:
    """A file as it looks after a year of work: needs, a dozen notes, tasks."""
    with acting(worker.context, seconds=120):
        case = cases.open_case(
            person_id,  # type: ignore[arg-type]
            "returned_mre",
            by=worker,
            worker_id=worker.membership_id,
            opened_on=today(),
            needs=[NeedDraft("pension_italy"), NeedDraft("health_cover", "urgent")],
        )
        for number in range(12):
            cases.write_encounter(
                case.pk, kind="call", note=f"Note {number}. " + "Rappelé, dossier en cours. " * 6, by=worker
            )
        for number in range(3):
            cases.set_task(case.pk, f"Tâche {number}", today(), by=worker)


def _draft(person: FictionalPerson) -> BulkPerson:
    birth = PartialDate(person.born_on, person.precision) if person.born_on else None
    draft = PersonDraft(
        given_name=person.given,
        family_name=person.family,
        given_name_ar=person.given_ar,
        family_name_ar=person.family_ar,
        sex=person.sex,
        birth=birth,
        nationalities=(str(person.nationality),),
        commune=person.commune,
        contacts=(ContactDraft("phone_call", person.phone),) if person.phone else (),
        identifiers=(IdentifierDraft("cin", person.cin),) if person.cin else (),
    )
    terms = ConsentTerms(notice_version="2026-1", notice_language="fr", effective_on=today())
    return BulkPerson(draft=draft, consent=terms)
