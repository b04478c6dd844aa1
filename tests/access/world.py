"""Two agencies, every role, and one record for every relation somebody of the Maison can have to it; committed."""

from __future__ import annotations

import copy
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from darna.base.accounts import sessions
from darna.base.accounts.models import Account
from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role, Verb
from darna.base.agencies.tests.makers import account_of, make_account, make_agency, make_member, make_operator
from darna.base.audit.models import Entry
from darna.base.audit.tests.databases import own_house
from darna.base.documents.scans import JPEG, Scan
from darna.base.documents.tests.papers import photographed
from darna.base.lists import actions as lists
from darna.base.lists.actions.exports import Purpose
from darna.base.lists.kinds import Asked
from darna.base.rowsecurity.context import Context, Kind, acting
from darna.domains.asking.tests.makers import make_question, open_desk
from darna.domains.assessments.models import InstrumentVersion
from darna.domains.assessments.tests.makers import make_draft as make_draft_instrument
from darna.domains.assessments.tests.makers import make_instrument, make_questionnaire
from darna.domains.cases import actions as cases
from darna.domains.cases.registers import mappings, staging
from darna.domains.cases.registers.tests.registers import bring, row, workbook
from darna.domains.cases.registers.waiting import waiting
from darna.domains.cases.tests.makers import make_sharing_person
from darna.domains.cases.values import NeedDraft
from darna.domains.closing.tests.makers import make_proposed
from darna.domains.cohorts import actions as cohorts
from darna.domains.cohorts.tests.makers import cohort_in, make_action, make_entry, make_review
from darna.domains.cohorts.values import Coach
from darna.domains.complaints.tests import makers as of_complaints
from darna.domains.directory.tests.makers import make_offer, make_suggestion
from darna.domains.documents.tests.makers import file_of, make_paper
from darna.domains.entitlements.tests.makers import make_changed, make_claim, make_period, make_told
from darna.domains.families.tests.makers import make_family
from darna.domains.law.tests.makers import make_waiting
from darna.domains.links.tests.makers import answer as answer_link
from darna.domains.links.tests.makers import make_draft as make_link_draft
from darna.domains.links.tests.makers import opened as open_link
from darna.domains.links.tests.makers import send as send_link
from darna.domains.matches.tests.makers import make_noticed_in
from darna.domains.pages.tests.makers import make_every_standing
from darna.domains.people import actions as people
from darna.domains.people.models import Consent, DuplicateProposal, PersonContact
from darna.domains.people.tests.makers import make_draft, make_terms
from darna.domains.planning import actions as planning
from darna.domains.planning import queries as planning_queries
from darna.domains.planning.tests.makers import make_meeting, make_plan
from darna.domains.privacy.tests.access import asked_about_data, of_the_register
from darna.domains.programmes.tests.makers import publish_ceiling, start_draft
from darna.domains.reception.actions import request_interpreter
from darna.domains.reception.tests.makers import make_interpreter, sit_down_with
from darna.domains.referrals import actions as referrals
from darna.domains.referrals.tests.makers import come_in, make_service, refer
from darna.domains.retention.tests.makers import make_due, make_hold
from darna.domains.safeguarding.tests.access import protected_child
from darna.domains.transfers.tests.makers import make_asked, make_prepared
from darna.faces.office import invitations
from darna.faces.office.drafts import InvitationDraft
from darna.kernel.clock import today
from tests.access.routes import Route

#: How the Maison's people stand to a record; the last is a record that does not exist.
RELATIONS = (
    "assigned",
    "unassigned",
    "colleague",
    "named",
    "shared",
    "revoked",
    "other",
    "unnamed",
    "none",
)
#: Who asks, beside the sixteen roles.
OUTSIDERS = ("anonymous", "outsider", "one_step", "locked")
ASKERS = (*OUTSIDERS, *(str(role) for role in Role))
#: Words of addresses that are no identifiers.
WORDS = {
    "kind": "stage",
    "name": "reception",
    "move": "left",
    "code": "first-search",
    "part": "contact",
    "key": "all",
    "uid": "x",
    "token": "x",
    "passkey": 1,
    "organisation": "x",
    "door": "returned",
    "slug": "under-18",
    "asked": "rights.school-place",
    "parameter": "ma_fr_2007.totalises",
    "address": "school-place",
    "instrument": "ma_cnss",
    "number": 1,
}

Record = dict[str, UUID]


@dataclass
class World:
    """Who asks, and what they ask for: relation → parameter of an address → identifier."""

    actors: dict[str, Actor] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)
    #: The case assigned to each role that accompanies.
    own: dict[str, Record] = field(default_factory=dict)

    def record(self, asker: str, relation: str) -> Record:
        """The record that stands in a relation to somebody."""
        return self.own.get(asker, self.records[relation]) if relation == "assigned" else self.records[relation]

    def address(self, route: Route, asker: str, relation: str) -> str | None:
        """The address of a route for a record; None when no such record has that relation."""
        record = self.record(asker, relation)
        told: dict[str, Any] = {}
        for name in route.parameters:
            plain = name.removesuffix("_id")
            if name in WORDS:
                told[name] = WORDS[name]
            elif relation == "none":
                told[name] = uuid4()
            elif plain in record:
                told[name] = record[plain]
            else:
                return None
        with translation.override("en"):
            return reverse(route.name, kwargs=told)

    def ask(self, asker: str, method: str, address: str, **headers: str) -> Any:
        """The answer to a request, whatever it wrote undone, in the database and in the browser."""
        with self.undone(asker) as client:
            return getattr(client, method)(address, headers=headers)

    def look(self, asker: str, address: str, **headers: str) -> tuple[Any, list[tuple[str, UUID | None]]]:
        """The answer to a look, and the sentences it left."""
        with self.undone(asker) as client:
            before = self.sentences(asker)
            answer = client.get(address, headers=headers)
            return answer, self.sentences(asker)[len(before) :]

    @contextmanager
    def undone(self, asker: str) -> Iterator[Client]:
        """Somebody's browser, and everything undone afterwards."""
        client = self.clients[asker]
        kept = copy.deepcopy(client.cookies)
        with transaction.atomic():
            yield client
            transaction.set_rollback(True)
        client.cookies = kept

    def sentences(self, asker: str) -> list[tuple[str, UUID | None]]:
        """What the trail of somebody's agency says: the verb and the person."""
        with acting(Context(Kind.JOB, self.actors[asker].agency_id)):
            return list(Entry.objects.order_by("id").values_list("verb", "person_id"))


@contextmanager
def committed_world() -> Iterator[World]:
    """The world in a database of its own."""
    with own_house() as database:
        url = database.server.url("migrator", database.database)
        with patch.dict("os.environ", DATABASE_MIGRATOR_URL=url):
            yield make_world()


def make_world() -> World:
    """Everybody, then everything."""
    world = World()
    house, partner = make_agency("maison", kind="maison"), make_agency("aideca")
    for role in Role:
        is_operator = role == Role.PLATFORM_ADMINISTRATOR
        world.actors[str(role)] = make_operator() if is_operator else make_member(role, agency=house)
    world.actors["colleague"] = make_member(Role.CASEWORKER, agency=house)
    world.actors["second_supervisor"] = make_member(Role.SUPERVISOR, agency=house)
    world.actors["partner"] = make_member(Role.SUPERVISOR, agency=partner)
    world.actors["partner_office"] = make_member(Role.AGENCY_ADMINISTRATOR, agency=partner)
    _sign_in(world)
    _of_the_house(world)
    _of_the_partner(world)
    world.records["none"] = {}
    return world


def _sign_in(world: World) -> None:
    for role in Role:
        world.clients[str(role)] = signed_in(account_of(world.actors[str(role)]))
    caseworker = account_of(world.actors["caseworker"])
    world.clients["anonymous"] = Client()
    world.clients["outsider"] = signed_in(make_account("outsider@example.org"))
    world.clients["one_step"] = signed_in(caseworker, both_steps=False)
    world.clients["locked"] = signed_in(caseworker, is_locked=True)


def signed_in(account: Account, *, both_steps: bool = True, is_locked: bool = False, **options: Any) -> Client:
    """A client of an account, quick because no password is hashed."""
    client = Client(raise_request_exception=True, **options)
    client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    if both_steps:
        sessions.pass_both_steps(session, account.pk)
    session[sessions.SIGNED_IN_AT] = session[sessions.TOUCHED_AT] = session[sessions.PROVED_AT] = time.time()
    session[sessions.LOCKED] = is_locked
    session.save()
    return client


def _of_the_house(world: World) -> None:
    by = world.actors["second_supervisor"]
    office = _of_office(world.actors["agency_administrator"], world.actors["colleague"])
    office |= _instruments(by, world.actors["agency_administrator"])
    office |= of_the_register(world.actors["data_officer"])
    office |= _of_reception(by)
    office |= _of_lists(by)
    office["match"] = make_noticed_in(world.actors["supervisor"])
    office["family"] = make_family(by).pk
    batch = bring(row(), by=by).batch
    more = {**office, **_entry(world.actors["directory_keeper"]), "batch": batch, "agency": by.agency_id}
    more |= _asked(by)
    more |= _complained(world.actors["complaints_officer"], world.actors["agency_administrator"])
    more |= make_every_standing(make_member(Role.CONTENT_MANAGER), world.actors["content_manager"])
    more |= make_waiting(make_member(Role.LAW_KEEPER), world.actors["law_keeper"])
    for role in (one for one in Role if Verb.WRITE_CASE in world.actors[str(one)].verbs):
        world.own[str(role)] = {**_file(by, world.actors[str(role)].membership_id), **more}
    # Who accompanies nobody is assigned nothing; the case of a caseworker stands for it.
    world.records["assigned"] = world.own["caseworker"]
    world.records["unassigned"] = {**_file(by, None), **more}
    world.records["colleague"] = {**_file(by, world.actors["colleague"].membership_id), **more}
    partner, ours = world.actors["partner"], make_service(by.agency_id, "Advice")
    for role, record in (
        *world.own.items(),
        ("", world.records["unassigned"]),
        ("colleague", world.records["colleague"]),
    ):
        worker = world.actors[role].membership_id if role else None
        record |= {"received": come_in(partner, by, ours, worker=worker).pk}
        record |= {"accepted": come_in(partner, by, ours, worker=worker, is_accepted=True).pk}
    everybody = [world.actors[str(role)].membership_id for role in Role if role != Role.PLATFORM_ADMINISTRATOR]
    world.records["named"] = _protected(by, everybody)
    world.records["unnamed"] = _protected(by, [])


def _of_the_partner(world: World) -> None:
    by, house = world.actors["partner"], world.actors["supervisor"]
    office = _of_office(world.actors["partner_office"], by) | _of_reception(by) | _of_lists(by)
    office |= _instruments(by, world.actors["partner_office"])
    office["match"] = make_noticed_in(make_member(Role.SUPERVISOR, agency=make_agency("aideca")))
    office["family"] = make_family(by).pk
    office |= of_the_register(make_member(Role.DATA_OFFICER, agency=make_agency("aideca")))
    office |= _entry(make_member(Role.DIRECTORY_KEEPER, agency=make_agency("aideca")))
    writers = [make_member(Role.CONTENT_MANAGER, agency=make_agency("aideca")) for _ in range(2)]
    office |= make_every_standing(*writers)
    office |= _complained(
        make_member(Role.COMPLAINTS_OFFICER, agency=make_agency("aideca")), world.actors["partner_office"]
    )
    # Only a house of migrants is asked: another one than the one of whoever looks.
    office |= _asked(make_member(Role.SUPERVISOR, agency=make_agency("sister", kind="maison")))
    # The law is one for all houses: what one proposed is there for every other.
    law = {name: world.records["unassigned"][name] for name in ("revision", "waiting_revision", "own_proposal")}
    more = {**office, **law, "batch": bring(row(cin="BH 700100", given="Salma"), by=by).batch, "agency": by.agency_id}
    world.records["shared"] = _file(by, None, to=house, office=more)
    world.records["revoked"] = _file(by, None, to=house, office=more)
    world.records["other"] = _file(by, None, office=more)
    with acting(by.context):
        cases.revoke_share(world.records["revoked"]["share"], seen_version=1, by=by)
        referrals.cancel_referral(world.records["revoked"]["referral"], "no_answer", seen_version=3, by=by)


def _of_office(administrator: Actor, member: Actor) -> Record:
    draft = InvitationDraft(f"{uuid4().hex}@example.org", "Karima Sabri", Role.CASEWORKER)
    with acting(administrator.context):
        made = invitations.invite(draft, by=administrator, root="https://darna.example")
    return {
        "membership": member.membership_id,
        "invitation": made.invitation.pk,
        "version": publish_ceiling(administrator).pk,
        "edition": start_draft(administrator).pk,
    }


def _entry(keeper: Actor) -> Record:
    """A service at a place, as a keeper of the directory writes it."""
    offer = make_offer(keeper)
    parts = {"organisation": offer.organisation_id, "service": offer.service_id, "location": offer.location_id}
    return {**parts, "offer": offer.pk, "suggestion": make_suggestion(keeper, offer).pk}


def _of_lists(by: Actor) -> Record:
    """A kept list, an export, and a register that was tried."""
    with acting(by.context, seconds=600):
        waits = staging.stage_register(workbook(row(given="Hind", cin="BE 112233")), by=by)
        headings = {column["heading"]: column["field"] for column in waiting(by, waits.pk).columns["columns"]}
        staging.choose_columns(waits.pk, headings, by=by)
        source = mappings.mapping_lines(by, mappings.MappingFilters(), 1).lines[0].id
        kept = lists.keep_list("cases", "Ours", {}, [], by=by)
        people.register_person(make_draft(), make_terms(), by=by)
        asked, why = Asked({}, ("reference",)), Purpose("report", "The year")
        made = lists.ask_export("persons", asked, why, form="csv", language="fr", by=by)
    return {"staged": waits.pk, "mapping": source, "saved": kept.pk, "export": made.pk}


def _asked(by: Actor) -> Record:
    """A question that somebody without an account put to a house."""
    open_desk(by)
    return {"question": make_question(by.agency_id)[0]}


def _complained(officer: Actor, office: Actor) -> Record:
    """A complaint, and what the desk may know of it."""
    of_complaints.open_desk(office)
    complaint, code = of_complaints.make_complaint(officer.agency_id)
    return {"complaint": complaint, "handed": of_complaints.make_handover(officer, complaint, code)}


def _of_reception(by: Actor) -> Record:
    """A visitor who sits with somebody, an interpreter, and one who was asked."""
    interpreter = make_interpreter(by)
    with acting(by.context):
        asking = request_interpreter(interpreter.pk, "ff", by=by)
    return {"arrival": sit_down_with(by, language="ff").pk, "interpreter": interpreter.pk, "asking": asking.pk}


def _file(by: Actor, worker: UUID | None, *, to: Actor | None = None, office: Record | None = None) -> Record:
    """A person with a case and one of everything in it; shown to an agency, if one is named."""
    neighbour = to or SimpleNamespace(agency_id=make_agency("entraide").pk)
    person = make_sharing_person(by, neighbour)
    with acting(by.context, seconds=600):
        case = cases.open_case(person, "returned_mre", worker_id=worker, by=by)
        until = today() + timedelta(days=30)
        made = {
            "person": person,
            "case": case.pk,
            "need": cases.note_need(case.pk, NeedDraft("housing"), by=by).pk,
            "encounter": cases.write_encounter(case.pk, kind="call", note="She called.", by=by).pk,
            "task": cases.set_task(case.pk, "Call the consulate", today(), by=by).pk,
            "share": cases.share_case(case.pk, neighbour.agency_id, until, by=by).pk,
        }
        made |= _referred(by, made["need"], neighbour.agency_id)
        made |= _linked(by, made["need"])
        return {
            **made,
            **_planned(case, by),
            **protected_child(case, by),
            **_questioned(case, by),
            **_brought(case, by),
            **_asked_of_the_law(case, by),
            **_moving(case, by, neighbour),
            **asked_about_data(person, by),
            **_kept(by),
            **_parts(person, by),
            **_reviewed(case, worker, by),
            **(office or {}),
        }


def _referred(by: Actor, need: UUID, to: UUID) -> Record:
    """A referral of the need to an agency, and one that is only written."""
    service = make_service(to, "Shelter")
    return {"referral": refer(by, need, service).pk, "draft": refer(by, need, service, is_sent=False).pk}


def _linked(by: Actor, need: UUID) -> Record:
    """A link whose partner asks something, and one that is only written."""
    sent, draft = (make_link_draft(by, by, need=SimpleNamespace(pk=need)) for _ in range(2))
    sent = send_link(by, sent)
    open_link(sent)
    answer_link(sent, "asked", note="When?")
    return {"link": sent.pk, "link_draft": draft.pk}


def _reviewed(case: Any, coach: UUID | None, by: Actor) -> Record:
    """The case in a cohort of a training action, reviewed once by a supervisor; coached by whoever accompanies."""
    cohort = cohort_in(make_action(by), by)
    if coach is not None:
        cohorts.name_coach(cohort.pk, Coach(coach), seen_version=1, by=by)
    entry = make_entry(by, cohort, case=case)
    review = make_review(by, entry)
    return {"action": cohort.action_id, "cohort": cohort.pk, "entry": entry.pk, "review": review.pk}


def _instruments(by: Actor, second: Actor) -> Record:
    """A questionnaire in use, and one that waits for a second person."""
    settings = [("form_title", "form_id"), ("Another", "another")]
    return {
        "instrument_version": make_instrument(by, second).pk,
        "draft_instrument": make_draft_instrument(by, settings=settings).pk,
    }


def _questioned(case: Any, by: Actor) -> Record:
    """A shipped questionnaire that is being answered."""
    with acting(by.context):
        shipped = InstrumentVersion.objects.get(instrument="darna_reception", state="published")
    return {"questionnaire": make_questionnaire(by, case.pk, shipped.pk).pk}


def _brought(case: Any, by: Actor) -> Record:
    """A paper with a photographed file."""
    paper = make_paper(by, case.person_id)
    return {"paper": paper.pk, "file": file_of(by, paper.pk)}


def _planned(case: Any, by: Actor) -> Record:
    """A plan with an item, and an appointment with somebody of the second supervisor's rank."""
    plan, closing = make_plan(by, case.pk), make_proposed(by, case.pk)
    with acting(by.context):
        item = plan.items.get().pk
    made = {"plan": plan.pk, "item": item, "appointment": make_meeting(by, case.pk).pk}
    return {**made, "closing": closing.pk, "feed": _subscribed(by)}


def _subscribed(by: Actor) -> UUID:
    """A calendar of somebody who is none of those who ask."""
    with acting(by.context):
        if not planning_queries.my_feeds(by):
            planning.make_feed("mine", "My telephone", by=by)
        return planning_queries.my_feeds(by)[0].id


def _asked_of_the_law(case: Any, by: Actor) -> Record:
    """An insured period, facts of the person's own file, an answer of the law that is another now, and a claim."""
    later = make_changed(by, by, case.pk)
    period, claim = make_period(by, case.pk), make_claim(by, case.pk)
    make_told(by, case.pk, lives_in="MA")
    with acting(by.context):
        part = claim.parts.values_list("pk", flat=True)[0]
    return {"period": period.pk, "decision": later.decision_id, "later": later.pk, "claim": claim.pk, "part": part}


def _moving(case: Any, by: Actor, to: Any) -> Record:
    """A hand-over that waits, and a transfer that is put together and not sent."""
    moving = {"handover": make_asked(by, case.pk).pk, "transfer": make_prepared(by, to, case).pk}
    return {**moving, "colleague": by.membership_id}


def _kept(by: Actor) -> Record:
    """Somebody whose time to be kept ends, and a hold on their file."""
    notice, officer = make_due(by), make_member(Role.DATA_OFFICER, agency=make_agency(by.agency_slug))
    return {"notice": notice.pk, "hold": make_hold(officer, notice.person_id).pk}


def _parts(person: UUID, by: Actor) -> Record:
    other = people.register_person(make_draft(), make_terms(), by=by).pk
    of = {"agency_id": by.agency_id, "person_id": person, "other_id": other}
    twins = [people.register_person(make_draft(), make_terms(), by=by).pk for _ in range(2)]
    consent = Consent.objects.filter(person_id=person).values_list("pk", flat=True)[0]
    return {
        "consent": consent,
        "page": people.add_signed_page(consent, Scan(JPEG, photographed()), by=by).pk,
        "row": PersonContact.objects.filter(person_id=person).values_list("pk", flat=True)[0],
        "pair": DuplicateProposal.objects.create(**of, score=0.9, reasons=[]).pk,
        "merge": people.merge_persons(*twins, by=by).pk,
    }


def _protected(by: Actor, named: list[UUID]) -> Record:
    """A protected file; nothing of it was shared, and no pair shows that it exists."""
    made = _file(by, None)
    with acting(by.context):
        cases.revoke_share(made["share"], seen_version=1, by=by)
        people.protect_person(made["person"], named, by=by)
    return {
        name: key
        for name, key in made.items()
        if name not in {"pair", "merge", "share", "action", "cohort", "transfer", "colleague", "notice", "hold"}
    }
