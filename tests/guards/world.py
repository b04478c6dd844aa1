"""Two agencies with one row in every guarded table, made past the guards, and the contexts that knock at them."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from django.apps import apps

from darna.base.rowsecurity.checks import guarded_tables
from darna.base.rowsecurity.context import Context, Kind, fresh_token

PAST = date(2023, 5, 4)
LONG_AFTER = datetime(2099, 1, 1, tzinfo=UTC)
#: The address to which the home agency's invitation as a caseworker went.
INVITED = "a@example.org"


@dataclass
class World:
    """Who is there, and which row of which table stands for the home agency."""

    home: uuid.UUID
    partner: uuid.UUID
    stranger: uuid.UUID
    caseworker: uuid.UUID
    named: uuid.UUID
    donor: uuid.UUID
    keeper: uuid.UUID
    partner_worker: uuid.UUID
    stranger_worker: uuid.UUID
    stranger_keeper: uuid.UUID
    operator: uuid.UUID
    platform: uuid.UUID
    share: uuid.UUID
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    #: Who keeps the directory: context → agency and member.
    directory: dict[str, tuple[uuid.UUID, uuid.UUID]] = field(default_factory=dict)
    #: Who edits public pages: context → agency and member.
    editors: dict[str, tuple[uuid.UUID, uuid.UUID]] = field(default_factory=dict)

    def contexts(self) -> dict[str, str]:
        """Every knocking context by name, as the token it brings."""
        mine = Context(Kind.STAFF, self.home, self.caseworker, uuid.uuid4(), sees_persons=True)
        office, theirs = _office(self.home, self.keeper), _office(self.stranger, self.stranger_keeper)
        invited = Context(Kind.LINK, self.home, subject_id=uuid.UUID(self.rows["agencies_invitation"]["id"]))
        return {
            "none": "",
            "expired": fresh_token(mine, seconds=-5),
            "forged": fresh_token(mine)[:-1] + ("0" if fresh_token(mine)[-1] != "0" else "1"),
            "own": fresh_token(mine, seconds=3600),
            "named": fresh_token(Context(Kind.STAFF, self.home, self.named, uuid.uuid4(), True), seconds=3600),
            "own_without_persons": fresh_token(Context(Kind.STAFF, self.home, self.donor, uuid.uuid4()), seconds=3600),
            "office": fresh_token(office, seconds=3600),
            "other_office": fresh_token(theirs, seconds=3600),
            "link": fresh_token(invited, seconds=3600),
            "shared_with": fresh_token(
                Context(Kind.STAFF, self.partner, self.partner_worker, uuid.uuid4(), True), seconds=3600
            ),
            "other": fresh_token(
                Context(Kind.STAFF, self.stranger, self.stranger_worker, uuid.uuid4(), True), seconds=3600
            ),
            "public": fresh_token(Context(Kind.PUBLIC), seconds=3600),
            "job": fresh_token(Context(Kind.JOB, self.home), seconds=3600),
            "house": fresh_token(Context(Kind.JOB), seconds=3600),
            "operator": fresh_token(_office(self.operator, self.platform), seconds=3600),
            **{name: fresh_token(_keeping(*who), seconds=3600) for name, who in self.directory.items()},
            **{name: fresh_token(_editing(*who), seconds=3600) for name, who in self.editors.items()},
            "sender": fresh_token(
                Context(Kind.STAFF, self.partner, self.partner_worker, uuid.uuid4(), reads_addresses=True), seconds=3600
            ),
        }


def _office(agency: uuid.UUID, member: uuid.UUID) -> Context:
    return Context(Kind.STAFF, agency, member, uuid.uuid4(), keeps_members=True)


def _keeping(agency: uuid.UUID, member: uuid.UUID) -> Context:
    return Context(Kind.STAFF, agency, member, uuid.uuid4(), keeps_directory=True)


def _editing(agency: uuid.UUID, member: uuid.UUID) -> Context:
    return Context(Kind.STAFF, agency, member, uuid.uuid4(), edits_pages=True)


def make_world(using: str = "migrator") -> World:
    """Fill a database. Two agencies share one file, a third shares none."""
    build = _Builder(using)
    home, partner, stranger = build.agency("home"), build.agency("partner"), build.agency("stranger")
    operator = build.agency("operator", kind="operator")
    caseworker, named = build.member(home, "caseworker"), build.member(home, "supervisor")
    keeper = build.member(home, "agency_administrator", mark="#administrator")
    stranger_keeper = build.member(stranger, "agency_administrator")
    build.member(home, "caseworker", mark="#invited", email=INVITED)
    donor, platform = build.member(home, "donor"), build.member(operator, "platform_administrator")
    partner_worker, stranger_worker = build.member(partner, "caseworker"), build.member(stranger, "caseworker")
    build.file(home, caseworker, mark="")
    share = build.share(home, partner, caseworker)
    build.protected_file(home, named)
    build.office(home, caseworker)
    build.cohorts(home, partner, caseworker)
    build.reception(home, caseworker)
    build.questions(home, caseworker)
    world = World(
        home,
        partner,
        stranger,
        caseworker,
        named,
        donor,
        keeper,
        partner_worker,
        stranger_worker,
        stranger_keeper,
        operator,
        platform,
        share,
        build.rows,
    )
    build.derived(world)
    house = build.agency("house", kind="maison")
    for name, agency in (("directory", home), ("other_directory", stranger), ("house_directory", house)):
        world.directory[name] = (agency, build.member(agency, "directory_keeper"))
    for name, agency in (("editor", home), ("other_editor", stranger), ("house_editor", house)):
        world.editors[name] = (agency, build.member(agency, "content_manager"))
    build.pages(home, "")
    build.pages(None, "#shipped")
    build.entries(home, "")
    build.entries(None, "#open")
    build.referrals(home, partner, caseworker)
    return world


class _Builder:
    """Makes rows through the models, as a role that passes row security."""

    def __init__(self, using: str) -> None:
        self.using, self.rows = using, {}

    def make(self, label: str, *, example: str = "", **values: Any) -> Any:
        """One row, remembered as an example of its table."""
        model = apps.get_model(label)
        row = model(**values)
        row.save(using=self.using, force_insert=True)
        self.rows.setdefault(model._meta.db_table + example, self._stored(model, row))
        return row

    def _stored(self, model: Any, row: Any) -> dict[str, Any]:
        from django.db import connections

        key = model._meta.pk
        names = [c.name for c in key.columns] if hasattr(key, "columns") and not hasattr(key, "column") else None
        columns = names or ([key.column] if key.column else list(model._meta.pk.field_names))
        where = " and ".join(f"{column} = %s" for column in columns)
        values = [getattr(row, column) for column in columns]
        with connections[self.using].cursor() as cursor:
            cursor.execute(f"select to_jsonb(t) from {model._meta.db_table} t where {where}", values)
            found = cursor.fetchone()[0]
        return json.loads(found) if isinstance(found, str) else found

    def agency(self, slug: str, *, kind: str = "ngo") -> uuid.UUID:
        return self.make(
            "agencies.Agency",
            slug=slug,
            kind=kind,
            name_ar=slug,
            name_fr=slug,
            name_it=slug,
            name_en=slug,
            reference_prefix=slug[:2].upper(),
        ).pk

    def member(self, agency: uuid.UUID, role: str, *, mark: str = "", email: str = "") -> uuid.UUID:
        email = email or f"{uuid.uuid4()}@example.org"
        account = self.make("accounts.Account", email=email, full_name="X", password="!")
        return self.make(
            "agencies.Membership", example=mark, agency_id=agency, account_id=account.pk, role=role, since=PAST
        ).pk

    def person(self, agency: uuid.UUID, mark: str, **values: Any) -> uuid.UUID:
        pk = uuid.uuid4()
        self.make(
            "keys.PersonKey", example=mark, person_id=pk, agency_id=agency, master=1, wrapped=b"w", salt=b"s" * 16
        )
        self.make("people.Person", example=mark, pk=pk, agency_id=agency, reference=f"R-{pk.hex[:8]}", **values)
        return pk

    def file(self, agency: uuid.UUID, worker: uuid.UUID, *, mark: str) -> None:
        person = self.person(agency, mark, given_name="Amal", family_name="Testi")
        other = self.person(agency, "#second", given_name="Nour", family_name="Testi")
        of = {"agency_id": agency, "person_id": person}
        self.make("people.PersonContact", **of, channel="sms", sealed_value=b"1", value_token=b"t")
        self.make("people.PersonIdentifier", **of, kind="cin", sealed_number=b"1", number_token=b"t")
        self.make("people.Vulnerability", **of, kind="no_income", since=PAST, noted_by=worker)
        consent = self.consent(of, worker)
        self.make(
            "people.DisclosureEvent",
            **of,
            consent_id=consent,
            recipient_id=agency,
            purpose="accompaniment",
            what="file",
            disclosed_by=worker,
        )
        household = self.make("people.Household", agency_id=agency, reference="H-1")
        self.make("people.HouseholdMembership", **of, household_id=household.pk, role="head")
        self.make("people.Relationship", **of, other_id=other, kind="sibling")
        self.make("people.MigrationEpisode", **of, direction="return", from_country="IT", to_country="MA")
        self.make("people.DuplicateProposal", **of, other_id=other, score=0.9, reasons=[])
        self.make("people.NameKey", person_id=person, agency_id=agency, keys=[1, 2], birth_year=1980)
        self.case(agency, person, worker, mark)
        self.make("keys.Erasure", person_id=uuid.uuid4(), agency_id=agency, rule="test")

    def consent(self, of: dict[str, Any], worker: uuid.UUID, mark: str = "") -> uuid.UUID:
        """An answer and a page of the form that was signed for it."""
        told = {"notice_version": "1", "notice_language": "fr", "method": "written", "effective_on": PAST}
        given = {"state": "given", "given_by": "self", "purposes": ["accompaniment"]}
        consent = self.make("people.Consent", example=mark, **of, **told, **given).pk
        kept = {"number": 1, "media_type": "application/pdf", "size": 1, "digest": b"d", "ciphertext": b"c"}
        self.make("people.SignedPage", example=mark, **of, consent_id=consent, added_by=worker, **kept)
        return consent

    def case(self, agency: uuid.UUID, person: uuid.UUID, worker: uuid.UUID, mark: str) -> None:
        case = self.make(
            "cases.Case",
            example=mark,
            agency_id=agency,
            person_id=person,
            reference=f"C-{uuid.uuid4().hex[:8]}",
            programme="returned_mre",
            worker_id=worker,
            opened_on=PAST,
        )
        of = {"agency_id": agency, "person_id": person, "case_id": case.pk}
        self.make("cases.Need", example=mark, **of, kind="housing", noted_on=PAST)
        self.make("cases.Encounter", example=mark, **of, kind="call", happened_at=datetime(2023, 5, 4, 9, tzinfo=UTC))
        self.make("cases.Task", example=mark, **of, sealed_title=b"x", due_on=PAST, set_by=worker)
        self.make("cases.Reopening", example=mark, **of, closed_on=PAST, outcome="settled", reopened_by=worker)
        self.planning(of, worker, mark)

    def planning(self, of: dict[str, Any], worker: uuid.UUID, mark: str) -> None:
        """One of everything that is planned in a case."""
        version = self.definition(of["agency_id"])
        told = {"definition_id": version, "stage": "reception", "stage_since": PAST}
        self.make("planning.CaseProgress", example=mark, **of, **told)
        steps = {"from_definition_id": version, "to_definition_id": version}
        self.make("planning.StageStep", example=mark, **of, from_stage="a", to_stage="b", moved_by=worker, **steps)
        self.make("planning.CheckMark", example=mark, **of, item="x", done_on=PAST, done_by=worker)
        self.make("planning.DocumentSeen", example=mark, **of, document="cv", seen_on=PAST, seen_by=worker)
        plan = self.make("planning.Plan", example=mark, **of, number=1, sealed_goal=b"x", drafted_by=worker)
        item = {"plan_id": plan.pk, "position": 1, "sealed_action": b"x", "responsible": "person"}
        self.make("planning.PlanItem", example=mark, **of, **item)
        when = {"starts_at": LONG_AFTER, "arranged_at": LONG_AFTER, "mode": "phone", "purpose": "other"}
        self.make("planning.Appointment", example=mark, **of, worker_id=worker, made_by=worker, **when)

    def definition(self, agency: uuid.UUID) -> uuid.UUID:
        """What the agency's cases follow: one version it published, one it works on, and one that was shipped."""
        made = self.rows.get("programmes_programmeversion#published")
        if made is not None:
            return uuid.UUID(made["id"])
        told = {"programme": "returned_mre", "content": {}}
        dated = {"state": "published", "published_at": LONG_AFTER}
        self.make("programmes.ProgrammeVersion", **told, agency_id=agency, number=2)
        self.make("programmes.ProgrammeVersion", example="#shipped", **told, number=99, **dated)
        return self.make(
            "programmes.ProgrammeVersion", example="#published", **told, agency_id=agency, number=1, **dated
        ).pk

    def share(self, agency: uuid.UUID, to: uuid.UUID, worker: uuid.UUID) -> uuid.UUID:
        case = self.rows["cases_case"]
        return self.make(
            "cases.CaseShare",
            agency_id=agency,
            person_id=case["person_id"],
            case_id=case["id"],
            to_agency_id=to,
            consent_id=uuid.uuid4(),
            shared_by=worker,
            until=LONG_AFTER,
        ).pk

    def protected_file(self, agency: uuid.UUID, named: uuid.UUID) -> None:
        person = self.person(agency, "#protected", is_protected=True, sealed_names=b"s")
        self.make("people.NamedWorker", example="#protected", agency_id=agency, person_id=person, membership_id=named)
        self.consent({"agency_id": agency, "person_id": person}, named, "#protected")
        self.make("people.ProtectedToken", example="#protected", person_id=person, token=b"t", agency_id=agency)
        self.case(agency, person, named, "#protected")

    def cohorts(self, agency: uuid.UUID, partner: uuid.UUID, coach: uuid.UUID) -> None:
        """A training action with a cohort of each agency, and one whose cohort somebody else coaches."""
        shared, other = self.training(agency, ""), self.training(agency, "#other")
        of = {"agency_id": agency, "action_id": shared, "made_by": coach}
        own = self.cohort("", **of, coach_id=coach)
        theirs = self.cohort("#theirs", **{**of, "action_id": other}, coach_name="Aziza Benali")
        self.cohort("#partner", **{**of, "agency_id": partner})
        self.entry("", own, self.rows["cases_case"], coach)
        self.entry("#theirs", theirs, self.rows["cases_case"], coach)
        self.entry("#protected", own, self.rows["cases_case#protected"], coach)
        learner = {"agency_id": agency, "membership_id": coach}
        self.make("training.Attempt", **learner, exercise="first-search", began_at=datetime(2023, 5, 4, 9, tzinfo=UTC))

    def training(self, agency: uuid.UUID, mark: str) -> uuid.UUID:
        named = {"label_ar": "a", "label_fr": "a", "target": 15, "made_by": uuid.uuid4()}
        return self.make(
            "cohorts.ProgrammeAction", example=mark, agency_id=agency, starts_on=PAST, points=["plan_made"], **named
        ).pk

    def cohort(self, mark: str, **values: Any) -> uuid.UUID:
        return self.make("cohorts.Cohort", example=mark, label_ar="a", label_fr="a", target=15, **values).pk

    def entry(self, mark: str, cohort: uuid.UUID, case: dict[str, Any], by: uuid.UUID) -> None:
        of = {"example": mark, "agency_id": case["agency_id"], "person_id": case["person_id"]}
        entry = self.make("cohorts.CohortCase", **of, cohort_id=cohort, case_id=case["id"], added_by=by)
        self.make("cohorts.CaseReview", **of, entry_id=entry.pk, round=1, reviewed_on=PAST, answers={}, written_by=by)

    def office(self, agency: uuid.UUID, worker: uuid.UUID) -> None:
        for mark, role in (("", "caseworker"), ("#administrator", "agency_administrator")):
            self.make(
                "agencies.Invitation",
                example=mark,
                agency_id=agency,
                email=INVITED,
                full_name="A",
                role=role,
                token_hash=role.encode(),
                invited_by=worker,
                expires_at=LONG_AFTER,
            )
        batch = self.make(
            "imports.ImportBatch",
            agency_id=agency,
            file_hash=b"h",
            sheet="1",
            rows=0,
            created=0,
            known=0,
            proposed=0,
            refused=0,
        )
        case = self.rows["cases_case"]
        self.make(
            "imports.ImportedRow",
            agency_id=agency,
            batch_id=batch.pk,
            row=2,
            mark=b"m",
            came_as="created",
            person_id=case["person_id"],
            case_id=case["id"],
            encounter_id=self.rows["cases_encounter"]["id"],
            made_person=True,
            made_case=True,
        )
        self.make("outbox.Message", agency_id=agency, recipient="a@example.org", subject="s", body="b")
        private = {"recipient": "p@example.org", "subject": "s", "body": "b", "is_private": True}
        self.make("outbox.Message", example="#private", agency_id=agency, **private)
        self.lists(agency, worker)

    def lists(self, agency: uuid.UUID, worker: uuid.UUID) -> None:
        """A kept list, an export, a register that waits and what its headings mean."""
        of, instant = {"agency_id": agency, "headings_mark": b"m"}, datetime.now(UTC)
        self.make("imports.KeptMapping", **of, kept_by=worker, kept_at=instant)
        waits = {"sheet": "1", "rows": 1, "workbook": b"x", "columns": b"x"}
        self.make("imports.StagedRegister", **of, **waits, staged_by=worker, staged_at=instant, touched_at=instant)
        of = {"agency_id": agency, "membership_id": worker, "list_code": "cases"}
        self.make("lists.SavedList", **of, name="Mine")
        told = {"format": "csv", "language": "fr", "purpose": "report", "reason": "The year", "columns": ["reference"]}
        self.make("lists.ExportRecord", **of, **told, expected=1, asked_at=instant, touched_at=instant)

    def entries(self, agency: uuid.UUID | None, mark: str) -> None:
        """An organisation of the directory with one of everything; without an agency, it is a house's to keep."""
        of: dict[str, Any] = {"agency_id": agency, "example": mark}
        named = {"name_fr": "Amal", "state": "active"}
        organisation = self.make("directory.Organisation", **of, **named, kind="association")
        of["organisation_id"] = organisation.pk
        service = self.make("directory.Service", **of, **named, needs=["housing"])
        of["location_id"] = self.make("directory.Location", **of, is_confidential=True).pk
        self.make("directory.ConfidentialPlace", **of, address="12, rue de l'Exemple")
        offer = self.make("directory.ServiceAtLocation", **of, service_id=service.pk)
        told = {"about": "hours", "text": "They open at nine.", "language": "en", "sent_at": datetime.now(UTC)}
        self.make(
            "directory.Suggestion",
            agency_id=agency,
            example=mark,
            organisation_id=organisation.pk,
            offer_id=offer.pk,
            **told,
        )
        self.make("directory.Schedule", **of, weekday=1, opens=time(8), closes=time(16))
        self.make("directory.Closure", **of, starts_on=PAST, ends_on=PAST)
        if agency:
            self.make(
                "directory.Organisation", agency_id=agency, example="#draft", name_fr="Demain", kind="association"
            )
        else:
            self.make(
                "directory.Organisation",
                example="#region",
                name_fr="Oriental",
                kind="association",
                region="02",
                state="active",
            )

    def pages(self, agency: uuid.UUID | None, mark: str) -> None:
        """A public page with a draft, and one that was published; without an agency, a house's to keep."""
        of: dict[str, Any] = {"agency_id": agency}
        page = self.make("pages.Page", **of, example=mark, slug=f"example-{mark.strip('#')}", door="child")
        draft = self.make("pages.PageVersion", **of, example=mark, page_id=page.pk, number=2)
        shown = {"state": "published", "is_shipped": True, "published_at": LONG_AFTER, "publish_at": LONG_AFTER}
        published = self.make(
            "pages.PageVersion", **of, **shown, example=f"#published{mark}", page_id=page.pk, number=1
        )
        for version, told in ((draft, mark), (published, f"#published{mark}")):
            of["page_version_id"] = version.pk
            self.make("pages.PageText", **of, example=told, language="ar")
            picture = {"number": 1, "media_type": "image/jpeg", "size": 1, "body": b"x"}
            self.make("pages.PageImage", **of, **picture, example=told)

    def questions(self, agency: uuid.UUID, worker: uuid.UUID) -> None:
        """One that somebody asked and a worker answered, and one whose time is over."""
        of: dict[str, Any] = {"agency_id": agency}
        self.make("asking.QuestionDesk", **of, is_open=True)
        instant = datetime(2023, 5, 4, 9, tzinfo=UTC)
        for mark, until in (("", LONG_AFTER), ("#expired", instant)):
            told = {"kind": "question", "language": "ar", "asked_at": instant, "expires_at": until}
            question = self.make("asking.Question", **of, **told, example=mark, code_hash=mark.encode())
            if not mark:
                said = {**of, "question_id": question.pk, "written_at": instant, "ciphertext": b"c"}
                self.make("asking.QuestionMessage", **said, number=1)
                desk = {"is_from_desk": True, "written_by": worker}
                self.make("asking.QuestionMessage", **said, **desk, example="#answer", number=2)

    def reception(self, agency: uuid.UUID, worker: uuid.UUID) -> None:
        instant = datetime(2023, 5, 4, 9, tzinfo=UTC)
        self.make("reception.TicketCounter", agency_id=agency, day=PAST, last=2)
        for number, mark in ((1, ""), (2, "#protected")):
            arrival = self.make(
                "reception.Arrival",
                example="" if number == 1 else "#second",
                agency_id=agency,
                day=PAST,
                number=number,
                reason="papers",
                arrived_at=instant,
                added_by=worker,
            )
            self.make(
                "reception.Visit",
                example=mark,
                agency_id=agency,
                arrival_id=arrival.pk,
                person_id=self.rows[f"people_person{mark}"]["id"],
                tied_by=worker,
                tied_at=instant,
            )
        of = {"agency_id": agency}
        self.make("reception.Enquiry", **of, day=PAST, reason="housing", answer="informed")
        interpreter = self.make("reception.Interpreter", **of, name="Awa", languages=["ff"])
        self.make(
            "reception.InterpreterRequest",
            **of,
            interpreter_id=interpreter.pk,
            language="ff",
            needed_at=instant,
            requested_at=instant,
            requested_by=worker,
        )
        self.make(
            "drafts.Draft",
            **of,
            membership_id=worker,
            form="encounter",
            showing=uuid.uuid4(),
            kept_at=datetime.now(UTC),
        )

    def referrals(self, agency: uuid.UUID, to: uuid.UUID, worker: uuid.UUID) -> None:
        """One that was sent to another agency, one that is only written, and one that comes in."""
        self.entries(to, "#second")
        person, case = self.rows["people_person"]["id"], self.rows["cases_case"]["id"]
        need, there = self.rows["cases_need"]["id"], self.rows["directory_serviceatlocation#second"]["id"]
        here = self.rows["directory_serviceatlocation"]["id"]
        consent = self.make(
            "people.Consent",
            example="#second",
            agency_id=agency,
            person_id=person,
            state="given",
            given_by="self",
            purposes=["sharing_with_partner"],
            recipients=[to],
            notice_version="1",
            notice_language="fr",
            method="written",
            effective_on=PAST,
        )
        asked = {"need": "housing", "purpose": "service", "urgency": "normal", "due_on": PAST}
        of = {"agency_id": agency, "person_id": person}
        for mark in ("", "#draft"):
            referral = self.make(
                "referrals.Referral",
                example=mark or "#second",
                agency_id=agency,
                to_agency_id=to,
                service_id=there,
                reference=f"F-{mark}",
                **asked,
            )
            told = {"case_id": case, "need_id": need, "worker_id": worker, "consent_id": consent.pk}
            self.make("referrals.ReferralSource", example=mark, **of, referral_id=referral.pk, **told)
            if not mark:
                self._send(referral, of, to, consent.pk, worker)
        coming = self.make(
            "referrals.Referral",
            example="#second",
            agency_id=to,
            to_agency_id=agency,
            service_id=here,
            reference="F-2",
            **asked,
        )
        self.make("referrals.Reception", **of, referral_id=coming.pk, case_id=case)

    def _send(self, referral: Any, of: dict[str, Any], to: uuid.UUID, consent: uuid.UUID, worker: uuid.UUID) -> None:
        self.make("keys.PackageKey", **of, id=referral.pk, master=1, wrapped=b"w")
        self.make("referrals.ReferralPackage", **of, referral_id=referral.pk, sealed_body=b"s")
        more = {"to_agency_id": to, "consent_id": consent, "transferred_by": worker, "categories": ["name"]}
        self.make("referrals.TransferRecord", **of, referral_id=referral.pk, country="IT", ground="x", **more)
        referral.state, referral.sent_at = "sent", datetime(2023, 5, 4, 9, tzinfo=UTC)
        referral.save(using=self.using)
        self.rows["referrals_referral"] = self._stored(type(referral), referral)
        step = apps.get_model("referrals.ReferralEvent").objects.using(self.using).get(referral_id=referral.pk)
        self.rows["referrals_referralevent"] = self._stored(type(step), step)

    def derived(self, world: World) -> None:
        """Rows that triggers made: visibility and the trail."""
        from django.db import connections

        person, case = self.rows["people_person"]["id"], self.rows["cases_case"]["id"]
        hidden = self.rows["people_person#protected"]["id"]
        queries: dict[str, tuple[str, str]] = {
            "people_personvisible": ("person_id", person),
            "people_personvisible#protected": ("person_id", hidden),
            "cases_casevisible": ("case_id", case),
            "audit_change": ("row_id", person),
        }
        with connections[self.using].cursor() as cursor:
            for name, (column, value) in queries.items():
                table = name.partition("#")[0]
                cursor.execute(
                    f"select to_jsonb(t) from {table} t where {column} = %s and agency_id = %s limit 1",
                    [value, world.home],
                )
                found = cursor.fetchone()[0]
                self.rows[name] = json.loads(found) if isinstance(found, str) else found


def keys_of(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """The columns by which one example row is found again."""
    if table == "people_personvisible":
        return {name: row[name] for name in ("agency_id", "person_id", "worker_id")}
    if table == "cases_casevisible":
        return {name: row[name] for name in ("agency_id", "case_id", "worker_id")}
    if table == "people_protectedtoken":
        return {name: row[name] for name in ("person_id", "token")}
    for name in ("id", "person_id", "number"):
        if name in row:
            return {name: row[name]}
    raise AssertionError(table)


def untried(rows: dict[str, Any]) -> set[str]:
    """Guarded tables of which the world holds no example."""
    return guarded_tables() - {name.partition("#")[0] for name in rows}


Attempt = Callable[[str, dict[str, Any]], str]


def attempts(execute: Callable[[str, list[Any]], int], table: str, row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Try the four verbs on one example row; `execute` answers the number of rows touched, or raises."""
    where = " and ".join(f"{name} = %s" for name in keys_of(table, row))
    values = list(keys_of(table, row).values())
    first = next(iter(keys_of(table, row)))
    yield "select", _verdict(lambda: execute(f"select 1 from {table} where {where}", values))
    yield "update", _verdict(lambda: execute(f"update {table} set {first} = {first} where {where}", values))
    yield "delete", _verdict(lambda: execute(f"delete from {table} where {where}", values))
    copy = {**row, **({"id": str(uuid.uuid4())} if isinstance(row.get("id"), str) else {})}
    yield (
        "insert",
        _verdict(
            lambda: execute(
                f"insert into {table} select * from jsonb_populate_record(null::{table}, %s::jsonb)", [json.dumps(copy)]
            )
        ),
    )


def blind_attempts(execute: Callable[[str, list[Any]], int], table: str, home: uuid.UUID) -> Iterator[tuple[str, int]]:
    """Change and remove without looking: a statement that reads no column is judged by its own policy alone."""
    column, value = ("version", "1") if table == "agencies_agency" else ("agency_id", str(home))
    if table != "audit_seal":
        yield "update", _touched(lambda: execute(f"update {table} set {column} = %s", [value]))
    yield "delete", _touched(lambda: execute(f"delete from {table}", []))


def _touched(attempt: Callable[[], int]) -> int:
    import psycopg

    try:
        return attempt()
    except psycopg.errors.InsufficientPrivilege:
        return 0
    except psycopg.errors.IntegrityError:
        return 10**6


def _verdict(attempt: Callable[[], int]) -> str:
    import psycopg

    try:
        return "yes" if attempt() else "no"
    except psycopg.errors.InsufficientPrivilege:
        return "no"
    except psycopg.errors.InvalidAuthorizationSpecification:
        return "raises"
    except (
        psycopg.errors.UniqueViolation,
        psycopg.errors.ForeignKeyViolation,
        psycopg.errors.CheckViolation,
        psycopg.errors.NoDataFound,
    ):
        # The guard had let it through; only then do constraints speak.
        return "yes"
