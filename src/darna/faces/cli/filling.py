"""A register of fictional people of any size, each with a case, for measuring."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg

from darna.base.agencies.actor import Actor
from darna.base.keys.keyring import keyring
from darna.base.keys.sealing import new_person_key, new_salt, wrap
from darna.base.places.queries import communes
from darna.base.rowsecurity.context import acting
from darna.domains.cases import actions as cases
from darna.domains.cases.values import NeedDraft
from darna.domains.entitlements import actions as claims
from darna.domains.entitlements.law import law_in_force
from darna.domains.people.tokens import RULES, name_keys, word_keys
from darna.domains.people.values import Names
from darna.faces.demo.fiction import FictionalPerson, fictional_people
from darna.kernel.clock import today

_PERSONS = """copy people_person (id, agency_id, reference, given_name, family_name, given_name_ar, family_name_ar,
  sealed_names, sex, born_on, born_precision, nationalities, languages, needs_interpreter, country_of_residence, commune,
  sealed_address, is_protected, registered_at, version) from stdin"""
_KEYS = "copy keys_personkey (person_id, agency_id, master, wrapped, salt) from stdin"
_NAMES = """copy people_namekey (person_id, agency_id, keys, words, birth_year, sex, commune, made_by)
  from stdin"""
_NOBODY = "00000000-0000-0000-0000-000000000000"
_DERIVED = (
    f"""insert into people_personvisible (agency_id, person_id, worker_id, until)
        select agency_id, id, '{_NOBODY}', 'infinity' from people_person where agency_id = %(agency)s""",
    """insert into cases_case (id, agency_id, person_id, reference, programme, state, priority, worker_id, opened_on,
         closed_on, outcome, sealed_closing_note, reopened_times, opened_at, version)
       select gen_random_uuid(), agency_id, id, 'F' || n, (array['returned_mre', 'third_country_national',
         'informal_to_formal', 'mobility_candidate'])[1 + n %% 4], case when n %% 10 < 7 then 'open' else 'closed' end,
         'medium', case when n %% 40 = 0 then %(worker)s end, current_date - 400 + (n %% 390)::int,
         case when n %% 10 < 7 then null else current_date end,
         case when n %% 10 < 7 then '' else 'goals_achieved' end, '', 0, now(), 1
         from (select agency_id, id, row_number() over () as n from people_person where agency_id = %(agency)s) p""",
    f"""insert into cases_casevisible (agency_id, case_id, worker_id, person_id, is_shared, state, programme, priority,
          rank, assigned_id, opened_on, target_on, until)
        select agency_id, id, '{_NOBODY}', person_id, false, state, programme, priority, 2, worker_id, opened_on,
          target_on, 'infinity' from cases_case where agency_id = %(agency)s""",
)

#: Half of them obtained, a tenth refused, the others under way with a day within two months; over every worker's cases.
_CLAIMS = """insert into entitlements_claim (id, agency_id, case_id, person_id, version, "right", state, state_on,
    opened_on, opened_by, due_on, sealed_authority, sealed_note)
  select gen_random_uuid(), agency_id, id, person_id, 1, (%(rights)s::text[])[1 + n %% cardinality(%(rights)s::text[])],
    case when m < 5 then 'obtained' when m = 5 then 'refused' else 'open' end,
    current_date - (n %% 360)::int + least(n %% 90, n %% 360)::int, current_date - (n %% 360)::int, %(member)s,
    case when m > 5 then current_date + (n %% 61)::int end, '', ''
    from (select *, (n + n / 40) %% 10 as m
      from (select *, row_number() over () as n from cases_case where agency_id = %(agency)s) one) c"""


def fill_register(connection: psycopg.Connection[Any], worker: Actor, persons: int, *, seed: int) -> None:
    """Fictional people with their keys and a case each, poured in past triggers and guards of a throw-away server.

    Triggers would do the same one row at a time; what they derive is derived here in sets.
    """
    people = list(fictional_people(persons, seed, [place.code for place in communes()]))
    ids = [uuid4() for _ in people]
    agency = worker.agency_id
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        for statement, rows in (
            (_PERSONS, _persons(ids, people, agency)),
            (_KEYS, _keys(ids, agency)),
            (_NAMES, _name_keys(ids, people, agency)),
        ):
            with cursor.copy(statement) as copy:
                for row in rows:
                    copy.write_row(row)
        for statement in _DERIVED:
            cursor.execute(statement, {"agency": agency, "worker": worker.membership_id})


def fill_claims(connection: psycopg.Connection[Any], worker: Actor) -> int:
    """A claim in each case of the agency to a right of the catalogue, opened within the last year; how many."""
    with acting(worker.context):
        rights = [right.question for right in law_in_force().book.rights.values()]
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(_CLAIMS, {"agency": worker.agency_id, "member": worker.membership_id, "rights": rights})
        return cursor.rowcount


def _persons(ids: list[UUID], people: list[FictionalPerson], agency: UUID) -> Iterator[tuple[Any, ...]]:
    for number, (pk, one) in enumerate(zip(ids, people, strict=True)):
        names = (one.given, one.family, one.given_ar, one.family_ar)
        birth = (one.born_on, str(one.precision)) if one.born_on else (None, "")
        told: tuple[Any, ...] = ([str(one.nationality)], [], False, "", one.commune)
        yield (pk, agency, f"BE-{number:06}", *names, b"", one.sex, *birth, *told, b"", False, "now", 1)


def _keys(ids: list[UUID], agency: UUID) -> Iterator[tuple[Any, ...]]:
    ring = keyring()
    for pk in ids:
        yield (pk, agency, *wrap(ring, pk, new_person_key()), new_salt())


def _name_keys(ids: list[UUID], people: list[FictionalPerson], agency: UUID) -> Iterator[tuple[Any, ...]]:
    for pk, one in zip(ids, people, strict=True):
        names = Names(one.given, one.family, one.given_ar, one.family_ar)
        year = one.born_on.year if one.born_on else None
        yield pk, agency, name_keys(names, agency), word_keys(names, agency), year, one.sex, one.commune, RULES


def write_history(worker: Actor, person_id: object) -> tuple[UUID, UUID]:
    """A file as it looks after a year of work: needs, a dozen notes, tasks, a claim. Returns the case and its claim."""
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
        return case.pk, _write_claim(worker, case.pk)


def _write_claim(worker: Actor, case_id: UUID) -> UUID:
    """A claim with papers and steps that was granted in part, with the last day of its appeal."""
    most = max(law_in_force().book.rights.values(), key=lambda right: len(right.documents) + len(right.steps))
    claim = claims.open_claim_by_hand(case_id, most.question, by=worker)
    last = today() + timedelta(days=30)
    return claims.move_claim(claim.pk, "partly", today(), "Une partie.", last, seen_version=1, by=worker).pk
