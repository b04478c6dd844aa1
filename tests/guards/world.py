"""Two agencies with one row in every guarded table, made past the guards, and the contexts that knock at them."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

from darna.base.rowsecurity.context import Context, Kind, fresh_token
from tests.guards.beside import Beside
from tests.guards.making import LONG_AFTER, PAST

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
    #: Who keeps the law, and who is that member without the right: context → what the token claims.
    jurists: dict[str, Context] = field(default_factory=dict)

    #: Who answers complaints: context → what the token claims.
    officers: dict[str, Context] = field(default_factory=dict)

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
            **{name: fresh_token(claimed, seconds=3600) for name, claimed in {**self.jurists, **self.officers}.items()},
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
    build.instrument_keeper = named
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
    world.jurists |= _jurists(build, house, stranger)
    build.law(world.jurists["jurist"])
    for name, agency in (("complaints", home), ("other_complaints", stranger)):
        officer = build.member(agency, "complaints_officer")
        world.officers[name] = Context(Kind.STAFF, agency, officer, uuid.uuid4(), answers_complaints=True)
    build.complaints(home, world.officers["complaints"].membership_id, donor)
    build.pages(home, "")
    build.pages(None, "#shipped")
    build.entries(home, "")
    build.entries(None, "#open")
    build.entries(partner, "#second")
    build.referrals(home, partner, caseworker)
    build.links(home, caseworker)
    return world


def _jurists(build: _Builder, house: uuid.UUID, stranger: uuid.UUID) -> dict[str, Context]:
    """A keeper of the law, one of a sister house, one of an agency that is no house, and one whose right is gone."""
    sister = build.agency("sister", kind="maison")
    found = {
        name: Context(Kind.STAFF, agency, build.member(agency, "law_keeper"), uuid.uuid4(), keeps_law=True)
        for name, agency in (("jurist", house), ("sister_jurist", sister), ("other_jurist", stranger))
    }
    return {**found, "former_jurist": replace(found["jurist"], keeps_law=False)}


class _Builder(Beside):
    """Makes what the world holds, as a role that passes row security."""

    #: Who brings questionnaires in.
    instrument_keeper: uuid.UUID

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
        self.make("families.FamilyProposal", **of, other_id=other, reasons=["phone"])
        ended = {"merged_at": LONG_AFTER, "merged_by": worker, "parted_at": LONG_AFTER, "parted_by": worker}
        merge = self.make("people.Merge", **of, other_id=other, **ended).pk
        moved = {"table_name": "people_personcontact", "column_name": "person_id", "row_id": uuid.uuid4()}
        self.make("people.MergedRow", merge_id=merge, agency_id=agency, **moved)
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
        self.data_protection({"agency_id": agency, "person_id": person}, worker, mark)
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
        told = {"state": "proposed", "outcome": "other", "closed_on": PAST, "proposed_by": worker}
        self.make("closing.Closing", example=mark, **of, **told)
        self.make("transfers.Handover", example=mark, **of, state="asked", to_worker_id=worker, asked_by=worker)
        self.safeguarding(of, worker, mark)
        self.entitlements(of, worker, mark)
        told = {"instrument_version_id": self.instrument(agency), "instrument": "visit", "sealed_answers": b"x"}
        by = {"begun_by": worker, "saved_by": worker, "saved_at": LONG_AFTER}
        self.make("assessments.Questionnaire", example=mark, **of, **told, **by)
        self.papers(of, worker, mark)
        self.keeping({"agency_id": agency, "person_id": person}, worker, mark)

    def keeping(self, of: dict[str, Any], worker: uuid.UUID, mark: str) -> None:
        """A time that ran before the case was opened, a notice of it, and a hold."""
        ran = {"why": "no_case", "counted_from": PAST}
        self.make("retention.RetentionTerm", example=mark, **of, **ran)
        self.make("retention.RetentionNotice", example=mark, **of, why="no_case", due_on=PAST, warned_at=LONG_AFTER)
        self.make("retention.RetentionHold", example=mark, **of, placed_by=worker)
        self.matches(of, mark)

    def matches(self, of: dict[str, Any], mark: str) -> None:
        """A mark, and a possible match that was noticed, with this file on one of its sides."""
        self.make("matches.Mark", example=mark, **of, kind="birth", mark=uuid.uuid4().bytes, seen=1)
        match = self.make("matches.PossibleMatch", example=mark, pair=uuid.uuid4().bytes, noticed_at=LONG_AFTER)
        self.make("matches.MatchSide", example=mark, **of, match_id=match.pk)

    def instrument(self, agency: uuid.UUID) -> uuid.UUID:
        """A questionnaire the agency uses is shipped; it brought in one itself that waits."""
        made = self.rows.get("assessments_instrumentversion#shipped")
        if made is not None:
            return uuid.UUID(made["id"])
        told = {"instrument": "visit", "titles": {}, "languages": [], "questions": 1, "sheets": {}, "fingerprint": "x"}
        self.make(
            "assessments.InstrumentVersion", **told, agency_id=agency, number=1, uploaded_by=self.instrument_keeper
        )
        dated = {"state": "published", "published_at": LONG_AFTER}
        return self.make("assessments.InstrumentVersion", example="#shipped", **told, number=1, **dated).pk

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

    def safeguarding(self, of: dict[str, Any], worker: uuid.UUID, mark: str) -> None:
        """One of everything that is written to protect a child."""
        person = {name: of[name] for name in ("agency_id", "person_id")}
        told = {"reason": "separated", "sealed_concern": b"x", "responsible_id": worker, "opened_by": worker}
        procedure = self.make("safeguarding.Procedure", example=mark, **of, **told).pk
        step = {"kind": "safety", "position": 1, "responsible_id": worker, "due_on": PAST}
        self.make("safeguarding.Step", example=mark, **of, procedure_id=procedure, **step)
        option = {"kind": "care_home", "sealed_for": b"x", "sealed_against": b"x"}
        self.make("safeguarding.Option", example=mark, **of, procedure_id=procedure, **option)
        seen = {"outcome": "anew", "sealed_words": b"x", "reviewed_on": PAST, "reviewed_by": worker}
        self.make("safeguarding.Review", example=mark, **of, procedure_id=procedure, **seen)
        guardian = {"basis": "family", "sealed_name": b"x", "since": PAST, "noted_by": worker}
        self.make("safeguarding.Guardianship", example=mark, **person, **guardian)
        said = {"subject": "decision", "wording": "older", "answer": "agrees", "asked_on": PAST, "asked_by": worker}
        self.make("safeguarding.Assent", example=mark, **person, **said)
        clock = {"concern": "health", "sealed_words": b"x", "started_by": worker}
        began = {"started_at": LONG_AFTER, "due_at": LONG_AFTER + timedelta(hours=1)}
        self.make("safeguarding.Urgency", example=mark, **of, **clock, **began)
        self.make("safeguarding.Talk", example=mark, **of, held_on=PAST, held_by=worker, sealed_answers=b"x")

    def papers(self, of: dict[str, Any], worker: uuid.UUID, mark: str) -> None:
        """A paper of the person of a case, with a file in one piece."""
        asked = {"kind": "passport", "made_by": worker, "moved_at": LONG_AFTER}
        paper = self.make("documents.Paper", example=mark, **of, **asked)
        person = {"agency_id": of["agency_id"], "person_id": of["person_id"]}
        told = {"number": 1, "media_type": "image/jpeg", "size": 1, "digest": b"x", "pieces": 1, "added_by": worker}
        file = self.make("documents.PaperFile", example=mark, **person, paper_id=paper.pk, **told)
        self.make("documents.PaperPiece", example=mark, **person, file_id=file.pk, number=1, ciphertext=b"x")

    def entitlements(self, of: dict[str, Any], worker: uuid.UUID, mark: str) -> None:
        """One of everything that is asked of the law in a case."""
        spent = {"country": "FR", "amount": 12, "unit": "months", "noted_by": worker}
        self.make("entitlements.InsurancePeriod", example=mark, **of, **spent)
        self.make(
            "entitlements.ToldFacts", example=mark, **of, sealed_facts=b"x", brought_by=worker, brought_at=LONG_AFTER
        )
        asked = {"question": "rights.school_place", "law": "x"}
        sealed = {"sealed_facts": b"x", "sealed_explanation": b"x"}
        told = {"asked_on": PAST, "answer": "yes", "certainty": "V", "decided_by": worker, "decided_at": LONG_AFTER}
        decision = self.make("entitlements.Decision", example=mark, **of, **asked, **sealed, **told)
        later = {"decision_id": decision.pk, "answered_on": PAST, "was": "yes", "answer": "yes"}
        self.make("entitlements.LaterAnswer", example=mark, **of, **asked, **later)
        opened = {"right": "rights.school_place", "opened_on": PAST, "state_on": PAST, "opened_by": worker}
        claim = self.make("entitlements.Claim", example=mark, **of, **opened, decision_id=decision.pk)
        part = {"claim_id": claim.pk, "kind": "step", "code": "ask", "position": 1}
        self.make("entitlements.ClaimPart", example=mark, **of, **part)
        turn = {"before": "open", "state": "refused", "on": PAST, "noted_by": worker}
        self.make("entitlements.ClaimStep", example=mark, **of, claim_id=claim.pk, **turn)

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
        run = {"run": uuid.uuid4(), "started_at": LONG_AFTER, "touched_at": LONG_AFTER}
        self.make("entitlements.AskingAgain", agency_id=agency, **run)
        self.make("safeguarding.UrgentHours", agency_id=agency, hours=24)
        self.make("retention.RetentionRule", agency_id=agency, decided_by=worker)
        self.make("linkage.LearntModel", agency_id=agency, number=1, persons=9, content={})
        self.make("linkage.Run", agency_id=agency, why="night", state="done", ended_at=LONG_AFTER)
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

    def law(self, by: Context) -> None:
        """A value that was proposed, one that was approved, and one that was read again."""
        proposed = {"proposed_by": by.membership_id, "proposed_account": by.subject_id}
        decided = {"decided_at": LONG_AFTER, "decided_by": uuid.uuid4(), "decided_account": uuid.uuid4()}
        told: dict[str, Any] = {"agency_id": by.agency_id, "valid_from": PAST, "source": {}, "certainty": "?"}
        of = {**told, **proposed, "checked_on": PAST, "reason": "x"}
        self.make("law.RuleRevision", **of, name="x.waits")
        self.make("law.RuleRevision", **of, **decided, example="#approved", name="x.holds", state="approved")
        read = {"rechecked_by": by.membership_id, "rechecked_account": by.subject_id, "checked_on": PAST}
        self.make("law.Recheck", agency_id=by.agency_id, valid_from=PAST, name="x.holds", **read)

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
