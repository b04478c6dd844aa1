"""What stands beside the files: training, lists, questions without an account, the reception, and referrals."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from django.apps import apps

from tests.guards.making import LONG_AFTER, PAST, Maker

#: What an agency decided about data protection, one example of each.
_OF_REGISTER: dict[str, Any] = {
    "RequestClock": lambda worker: {},
    "Processing": lambda worker: {
        "activity": "register",
        "ground": "consent",
        "review_on": PAST,
        "changed_by": worker,
    },
    "Safeguard": lambda worker: {
        "recipient_id": uuid.uuid4(),
        "country": "IT",
        "ground": "consent",
        "decided_by": worker,
    },
}


class Beside(Maker):
    """Makes them."""

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

    def complaints(self, agency: uuid.UUID, officer: uuid.UUID | None, kept_from: uuid.UUID) -> None:
        """One that an officer looks into, somebody who is kept from it, and what the desk may know of it."""
        instant, of = datetime(2023, 5, 4, 9, tzinfo=UTC), {"agency_id": agency}
        self.make("complaints.ComplaintDesk", **of, is_open=True)
        clocks = {"received_at": instant, "acknowledge_by": LONG_AFTER, "answer_by": LONG_AFTER}
        told = {"kind": "waiting", "about": "worker", "language": "ar", "code_hash": b"c", "wrapped_key": b"k"}
        complaint = self.make("complaints.Complaint", **of, **told, **clocks, handler_id=agency)
        of["complaint_id"] = complaint.pk
        said = {**of, "written_at": instant, "ciphertext": b"c"}
        self.make("complaints.ComplaintMessage", **said, number=1)
        desk = {"is_from_desk": True, "written_by": officer}
        self.make("complaints.ComplaintMessage", **said, **desk, example="#answer", number=2)
        self.make("complaints.Exclusion", **of, membership_id=kept_from, reason="concerned", noted_at=instant)
        handed = {**of, "proposed_by": officer, "proposed_at": instant, "ciphertext": b"c"}
        self.make("complaints.Handover", **handed)
        self.make("complaints.Handover", **handed, example="#given", state="given", decided_at=instant)

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
        self.make("closing.ClosingRule", **of, decided_by=worker)
        for label, told in _OF_REGISTER.items():
            self.make(f"privacy.{label}", **of, **told(worker))
        feed = {"membership_id": worker, "scope": "mine", "label": "x"}
        self.make("planning.CalendarFeed", **of, **feed, token_hash=agency.bytes * 2)
        self.make("transfers.TransferRule", **of, decided_by=worker)
        self.make("transfers.WorkerCeiling", **of, worker_id=worker, most=20, decided_by=worker)
        self.make(
            "drafts.Draft",
            **of,
            membership_id=worker,
            form="encounter",
            showing=uuid.uuid4(),
            kept_at=datetime.now(UTC),
        )

    def data_protection(self, of: dict[str, Any], worker: uuid.UUID, mark: str) -> None:
        """What the person asked, that an erasure is certified, and an emergency of somebody else."""
        asked = {"received_on": PAST, "due_on": PAST, "way": "desk", "asked_by": "self", "language": "fr"}
        row = self.make("privacy.PersonRequest", example=mark, **of, kind="copy", taken_by=worker, **asked)
        counted = {
            "rows_deleted": 1,
            "rows_emptied": 1,
            "erased_at": LONG_AFTER,
            "language": "fr",
            "rule": "on_request",
        }
        number = uuid.uuid4().hex[:8]
        self.make("privacy.Certificate", example=mark, **of, request_id=row.pk, number=number, **counted)
        told = {"cause": "life", "reason": "A nurse asks.", "began_at": datetime(2023, 5, 4, 9, tzinfo=UTC)}
        until = datetime(2023, 5, 4, 10, tzinfo=UTC)
        self.make("people.EmergencyAccess", example=mark, **of, membership_id=uuid.uuid4(), until=until, **told)

    def referrals(self, agency: uuid.UUID, to: uuid.UUID, worker: uuid.UUID) -> None:
        """One that was sent to another agency, one that is only written, and one that comes in."""
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
        moves = self.make("transfers.Transfer", agency_id=agency, to_agency_id=to, state="proposed")
        told = {"person_id": person, "case_id": case, "consent_id": consent.pk, "proposed_by": worker}
        self.make("transfers.TransferSource", agency_id=agency, transfer_id=moves.pk, sealed_body=b"x", **told)
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

    def links(self, agency: uuid.UUID, worker: uuid.UUID) -> None:
        """A partner without an account, a link that was sent to it, and one that is only written."""
        person, case = self.rows["people_person"]["id"], self.rows["cases_case"]["id"]
        need = self.rows["cases_need"]["id"]
        told = {"name": "F", "language": "fr", "country": "MA"}
        partner = self.make("links.Partner", agency_id=agency, **told)
        consent = self.make(
            "people.Consent",
            example="#second",
            agency_id=agency,
            person_id=person,
            state="given",
            given_by="self",
            purposes=["sharing_with_partner"],
            recipients=[partner.pk],
            notice_version="1",
            notice_language="fr",
            method="written",
            effective_on=PAST,
        )
        asked = {"need": "housing", "purpose": "service", "urgency": "normal", "due_on": PAST}
        how = {"channel": "paper", "language": "fr", "days": 14, "worker_id": worker}
        of = {"agency_id": agency, "person_id": person}
        whose = {**of, "case_id": case, "need_id": need, "partner_id": partner.pk}
        for mark in ("", "#draft"):
            made = self.make(
                "links.LinkReferral", example=mark or "#second", **whose, **asked, **how, reference=f"L-{mark}"
            )
            if not mark:
                self._give(made, of, consent.pk)

    def _give(self, link: Any, of: dict[str, Any], consent: uuid.UUID) -> None:
        self.make("keys.PackageKey", example="#second", **of, id=link.pk, master=1, wrapped=b"w")
        link.sealed_body, link.consent_id, link.token_hash, link.number = b"s", consent, b"h" * 32, 1
        link.state = link.step = "sent"
        link.sent_at, link.step_id = datetime(2023, 5, 4, 9, tzinfo=UTC), uuid.uuid4()
        link.expires_at = datetime.now(UTC) + timedelta(days=30)
        link.save(using=self.using)
        self.rows["links_linkreferral"] = self._stored(type(link), link)
        step = apps.get_model("links.LinkStep").objects.using(self.using).get(link_id=link.pk)
        self.rows["links_linkstep"] = self._stored(type(step), step)

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
