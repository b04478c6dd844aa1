"""Filling a demo: real places, agencies that exist as kinds, and people who do not exist."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import connections, transaction

from darna.base.accounts import second_factor
from darna.base.accounts.demo_password import DEMO_PASSWORD
from darna.base.accounts.models import Account
from darna.base.agencies.actor import Actor
from darna.base.agencies.models import Agency, Membership
from darna.base.agencies.queries import actor_of
from darna.base.agencies.roles import Role
from darna.base.places.queries import communes
from darna.base.rowsecurity.context import PUBLIC, acting
from darna.domains.cases import actions as cases
from darna.domains.cases.queries import cases_of_person
from darna.domains.cases.values import NeedDraft
from darna.domains.people import actions as people
from darna.domains.people import bulk
from darna.domains.people.registers import BulkPerson
from darna.domains.people.values import ConsentTerms, ContactDraft, IdentifierDraft, JourneyDraft, PersonDraft
from darna.faces.demo import (
    asking,
    assessments,
    closing,
    cohorts,
    complaining,
    directory,
    documents,
    entitlements,
    law,
    links,
    matches,
    pages,
    planning,
    privacy,
    receiving,
    referring,
    retention,
    safeguarding,
    transfers,
)
from darna.faces.demo.accounts import AGENCIES, OPERATOR, DemoAgency, demo_accounts
from darna.faces.demo.ended import ENDED
from darna.faces.demo.fiction import FictionalPerson, fictional_people
from darna.faces.demo.stories import CHILDREN, NOTES, PROGRAMMES, SCHOOL_AGE, SECOND_FILES, STORIES, Story
from darna.kernel.clock import now, today
from darna.kernel.dates import PartialDate

HOME_REGION = "05"
SEED = 2023
#: How many fictional persons come to each agency of the demo.
PERSONS = {"maison": 90, "entraide": 25, "odco": 15, "aideca": 20, "anolf-piemonte": 12}


def is_seeded() -> bool:
    """Whether the demo's people are there already; they come last and all at once."""
    with connections["migrator"].cursor() as cursor:
        cursor.execute("select exists (select 1 from people_person)")
        return bool(cursor.fetchone()[0])


def seed(*, say: Callable[[str], None]) -> None:
    """Make agencies and accounts, again where a start was interrupted; then all persons and cases, or none."""
    with transaction.atomic(using="migrator"):
        agencies = {agency.slug: _make_agency(agency) for agency in (*AGENCIES, OPERATOR)}
        members = _make_accounts(agencies)
    with acting(PUBLIC):
        for account in Account.objects.all():
            second_factor.give_totp(account, second_factor.new_secret())
        directory.furnish(members["maison", Role.DIRECTORY_KEEPER], {slug: one.pk for slug, one in agencies.items()})
        pages.write_pages(members["maison", Role.CONTENT_MANAGER], members["maison", Role.AGENCY_ADMINISTRATOR])
        law.keep_the_law(members["maison", Role.LAW_KEEPER], members["maison", Role.AGENCY_ADMINISTRATOR])
        asking.ask_the_house(members["maison", Role.SUPERVISOR], members["maison", Role.RECEPTIONIST])
        officers = (members["maison", Role.COMPLAINTS_OFFICER], members["entraide", Role.COMPLAINTS_OFFICER])
        complaining.take_complaints(members["maison", Role.AGENCY_ADMINISTRATOR], *officers)
        _make_people(members, say)


def _make_people(members: dict[tuple[str, Role], Actor], say: Callable[[str], None]) -> None:
    chance = random.Random(SEED)
    home = [place.code for place in communes(region=HOME_REGION)]
    for slug, count in PERSONS.items():
        say(f"  {count} fictional persons for {slug}")
        _fill(members[slug, Role.CASEWORKER], fictional_people(count, SEED + len(slug), home), chance)
    _tell_stories(members["maison", Role.CASEWORKER], members["maison", Role.SUPERVISOR])
    _end_cases(members["maison", Role.CASEWORKER], members["maison", Role.SUPERVISOR])
    receiving.fill_reception(
        *(
            members["maison", role]
            for role in (Role.RECEPTIONIST, Role.CASEWORKER, Role.MOBILITY_ADVISER, Role.SUPERVISOR)
        )
    )
    cohorts.train(members)
    planning.plan(members)
    assessments.ask_with_questionnaires(members)
    closing.end(members["maison", Role.CASEWORKER], members["maison", Role.SUPERVISOR])
    entitlements.ask_the_law(members["maison", Role.CASEWORKER])
    documents.bring_papers(members["maison", Role.CASEWORKER])
    referring.refer(members)
    links.pass_on(members)
    safeguarding.protect(members)
    transfers.move(members["maison", Role.CASEWORKER], members["maison", Role.SUPERVISOR])
    transfers.send_on(
        members["maison", Role.CASEWORKER], members["maison", Role.SUPERVISOR], members["entraide", Role.CASEWORKER]
    )
    privacy.protect_data(members)
    retention.keep(members["maison", Role.CASEWORKER], members["maison", Role.DATA_OFFICER])
    matches.meet(members["maison", Role.SUPERVISOR], members["entraide", Role.SUPERVISOR])


def _make_agency(agency: DemoAgency) -> Agency:
    arabic, french, italian, english = agency.names
    told = {
        "kind": agency.kind,
        "name_ar": arabic,
        "name_fr": french,
        "name_it": italian,
        "name_en": english,
        "country": agency.country,
        "province": agency.province,
        "time_zone": agency.time_zone,
        "reference_prefix": agency.prefix,
    }
    return Agency.objects.using("migrator").get_or_create(slug=agency.slug, defaults=told)[0]


def _make_accounts(agencies: dict[str, Agency]) -> dict[tuple[str, Role], Actor]:
    password = make_password(DEMO_PASSWORD)
    members: dict[tuple[str, Role], Actor] = {}
    for place in demo_accounts():
        told = {"full_name": place.full_name, "language": place.language, "password": password}
        account, _new = Account.objects.using("migrator").get_or_create(email=place.email, defaults=told)
        for slug, role in place.places:
            membership, _new = Membership.objects.using("migrator").get_or_create(
                agency=agencies[slug], account=account, role=role, defaults={"since": today() - timedelta(days=400)}
            )
            members.setdefault((slug, role), actor_of(membership, language=place.language))
    return members


def _fill(worker: Actor, persons: Iterator[FictionalPerson], chance: random.Random) -> None:
    with acting(worker.context, seconds=600):
        for number, fictional in enumerate(persons):
            programme, needs, notes = _coming_for(fictional, number)
            came_on = today() - timedelta(days=chance.randrange(2, 500))
            person = people.register_person(_draft(fictional, programme, chance), _answer(fictional, chance), by=worker)
            case = cases.open_case(
                person.pk,
                programme,
                by=worker,
                opened_on=came_on,
                worker_id=worker.membership_id if number % 3 else None,
                needs=[NeedDraft(chance.choice(needs))],
            )
            _write_history(case.pk, notes, came_on, worker, chance)


def _coming_for(fictional: FictionalPerson, number: int) -> tuple[str, list[str], list[str]]:
    """The programme, the needs and the notes that fit somebody of that nationality and age."""
    if fictional.nationality != "MA":
        return "third_country_national", *NOTES["third_country_national"]
    if _may_be_under(fictional, SCHOOL_AGE):
        return "returned_mre", *CHILDREN
    programme = "youth_orientation" if _may_be_under(fictional, 18) else PROGRAMMES[number % len(PROGRAMMES)]
    return programme, *NOTES[programme]


def _may_be_under(fictional: FictionalPerson, age: int) -> bool:
    birth = PartialDate(fictional.born_on, fictional.precision) if fictional.born_on else None
    return birth is not None and birth.may_be_under_on(age, today())


def _write_history(case_id: UUID, notes: list[str], came_on: date, worker: Actor, chance: random.Random) -> None:
    for number in range(chance.randrange(1, 4)):
        day = min(came_on + timedelta(days=21 * number), today())
        kind = "reception" if number == 0 else chance.choice(["call", "home_visit", "accompaniment"])
        cases.write_encounter(
            case_id, kind=kind, happened_at=min(_at(day, chance), now()), note=chance.choice(notes), by=worker
        )
    if chance.random() < 0.4:
        cases.set_task(case_id, chance.choice(notes), today() + timedelta(days=chance.randrange(-6, 20)), by=worker)


def _draft(fictional: FictionalPerson, programme: str, chance: random.Random) -> PersonDraft:
    abroad = chance.choice(["IT", "FR", "ES", "BE", "LY"])
    contacts = (ContactDraft("phone_call", fictional.phone, chance.random() > 0.1),) if fictional.phone else ()
    documents = (IdentifierDraft("cin", fictional.cin),) if fictional.cin else ()
    birth = PartialDate(fictional.born_on, fictional.precision) if fictional.born_on else None
    return PersonDraft(
        given_name=fictional.given,
        family_name=fictional.family,
        given_name_ar=fictional.given_ar,
        family_name_ar=fictional.family_ar,
        sex=fictional.sex,
        birth=birth,
        nationalities=(str(fictional.nationality),),
        commune=fictional.commune,
        contacts=contacts,
        identifiers=documents,
        journeys=(JourneyDraft("return", from_country=abroad, to_country="MA"),) if programme == "returned_mre" else (),
    )


def _answer(fictional: FictionalPerson, chance: random.Random) -> ConsentTerms:
    is_young = _may_be_under(fictional, 18)
    state = "refused" if chance.random() < 0.15 and not is_young else "given"
    by_guardian = (
        {"given_by": "guardian", "guardian": "—", "has_assented": True, "method": "guardian"} if is_young else {}
    )
    return ConsentTerms(state=state, notice_version="2026-1", notice_language="ar", **by_guardian)  # type: ignore[arg-type]


def _tell_stories(worker: Actor, supervisor: Actor) -> None:
    for story in STORIES:
        _tell(story, worker, supervisor)
    with acting(worker.context, seconds=120):
        again = [BulkPerson(_story_draft(story), id=_tell(story, worker, supervisor)) for story in SECOND_FILES]
        bulk.propose_pairs(bulk.probable_duplicates(again, by=worker), by=worker)


def _tell(story: Story, worker: Actor, supervisor: Actor) -> UUID:
    with acting(worker.context, seconds=120):
        person = people.register_person(_story_draft(story), story.consent, by=worker)
        case = cases.open_case(
            person.pk,
            story.programme,
            by=worker,
            worker_id=worker.membership_id,
            opened_on=today() - timedelta(days=story.days_ago),
            needs=[NeedDraft(need, urgency) for need, urgency in story.needs],
        )
        for kind, days_ago, note in story.encounters:
            day = today() - timedelta(days=days_ago)
            cases.write_encounter(
                case.pk, kind=kind, happened_at=_at(day, random.Random(days_ago)), note=note, by=worker
            )
        for title, in_days in story.tasks:
            cases.set_task(case.pk, title, today() + timedelta(days=in_days), by=worker)
    if story.is_protected:
        with acting(supervisor.context):
            people.protect_person(person.pk, [worker.membership_id, supervisor.membership_id], by=supervisor)
    return person.pk


def _end_cases(worker: Actor, supervisor: Actor) -> None:
    """Close the cases that are over; a supervisor takes up again what came back."""
    for one in ENDED:
        person = _tell(one.story, worker, supervisor)
        with acting(supervisor.context, seconds=120):
            (case,) = cases_of_person(supervisor, person)
            day = today() - timedelta(days=one.days_ago)
            closed = cases.close_case(
                case.id, one.outcome, one.note, seen_version=case.version, by=supervisor, closed_on=day
            )
            if one.reopened_because:
                cases.reopen_case(case.id, one.reopened_because, seen_version=closed.version, by=supervisor)


def _story_draft(story: Story) -> PersonDraft:
    return PersonDraft(
        **story.names,  # type: ignore[arg-type]
        sex=story.sex,
        birth=PartialDate(story.born_on, story.precision),
        nationalities=(story.nationality,),
        languages=story.languages,
        needs_interpreter=story.needs_interpreter,
        commune=story.commune,
        contacts=(ContactDraft("phone_call", story.phone),) if story.phone else (),
        journeys=story.journeys,
    )


def _at(day: date, chance: random.Random) -> datetime:
    return datetime.combine(day, time(chance.randrange(9, 16), 30), tzinfo=UTC)
