"""The life of a referral tried at random against the real actions: no forbidden step, no orphan, a package that stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from darna.base.agencies.actor import Actor
from darna.base.keys.models import PackageKey
from darna.base.rowsecurity.context import acting
from darna.domains.people.actions import erase_person, protect_person, record_consent, withdraw_consent
from darna.domains.people.values import ConsentTerms
from darna.domains.referrals import actions, journeys, queries
from darna.domains.referrals.models import Referral, ReferralEvent, ReferralPackage, ReferralSource
from darna.domains.referrals.queries.handed import handed_over
from darna.domains.referrals.tests.makers import House, make_draft, person_of, send
from darna.domains.referrals.values import PARTS
from darna.kernel.clock import today
from darna.kernel.errors import Problem

OPEN = {"sent", "received", "accepted"}
#: What may follow what; anything else is forbidden.
MAY: dict[str, set[str]] = {
    "draft": {"sent"},
    "sent": {"received", "accepted", "declined", "cancelled", "expired", "revoked"},
    "received": {"accepted", "declined", "cancelled", "expired", "revoked"},
    "accepted": {"completed", "not_completed", "cancelled", "revoked"},
}
CLOSED = {"declined", "cancelled", "expired", "revoked"}


class Life(RuleBasedStateMachine):
    """One referral from the Maison to Entraide, pulled about by both sides, by the person and by the time."""

    house: House

    @initialize(parts=st.frozensets(st.sampled_from(sorted(PARTS))), is_sent=st.sampled_from([True, True, False]))
    def begin(self, parts: frozenset[str], is_sent: bool) -> None:
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.referral = make_draft(self.house, parts=parts - {"documents"}).pk
        self.person = person_of(self.house, self.referral)
        self.state, self.consents, self.is_protected, self.is_erased = "draft", True, False, False
        self.sealed, self.package, self.is_read = b"", None, False
        if is_sent:
            self.send()

    def teardown(self) -> None:
        if hasattr(self, "undo"):
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    def tried(self, by: Actor, action: Callable[..., Any], *told: Any, becomes: str, if_in: set[str]) -> bool:
        """The action succeeds in these states and in no other; where it fails, nothing changes."""
        fits = self.state in if_in
        try:
            with transaction.atomic(), acting(by.context):
                action(self.referral, *told, seen_version=self.version(by), by=by)
        except Problem:
            assert not fits, (self.state, becomes)
            return False
        assert fits, (self.state, becomes)
        self.state = becomes
        return True

    def version(self, by: Actor) -> int:
        return Referral.objects.filter(pk=self.referral).values_list("version", flat=True).first() or 1

    @precondition(lambda self: self.state in {"draft", "sent", "gone"})
    @rule()
    def send_it(self) -> None:
        self.send()

    def send(self) -> None:
        fits = self.state == "draft" and self.consents and not self.is_protected
        try:
            with transaction.atomic():
                send(self.house, Referral(pk=self.referral))
        except Problem:
            assert not fits
            return
        assert fits
        self.state, self.is_read = "sent", True
        with acting(self.house.worker.context):
            self.sealed = bytes(ReferralPackage.objects.get(referral_id=self.referral).sealed_body)
        with acting(self.house.there.context):
            self.package = queries.package_of(self.house.there, self.referral)

    @rule(by=st.sampled_from(["there", "there_reception", "worker", "stranger"]))
    def look(self, by: str) -> None:
        actor = getattr(self.house, by)
        try:
            with transaction.atomic(), acting(actor.context):
                actions.open_referral(self.referral, by=actor)
        except Problem:
            hidden = by == "stranger" or (by != "worker" and self.state in {"draft", "gone"})
            assert hidden or self.state == "gone" or (by == "worker" and self.is_protected)
            return
        assert by != "stranger"
        if self.state == "sent" and by != "worker":
            self.state = "received"

    @rule()
    def accept(self) -> None:
        self.tried(self.house.there, actions.accept_referral, "Come.", becomes="accepted", if_in={"sent", "received"})

    @rule()
    def decline(self) -> None:
        told = ("no_place", "No.")
        self.tried(self.house.there, actions.decline_referral, *told, becomes="declined", if_in={"sent", "received"})

    @rule()
    def complete(self) -> None:
        self.tried(self.house.there, actions.complete_referral, "Done.", becomes="completed", if_in={"accepted"})

    @rule()
    def come_to_nothing(self) -> None:
        told = ("did_not_come", "")
        self.tried(self.house.there, actions.end_without_result, *told, becomes="not_completed", if_in={"accepted"})

    @rule()
    def cancel(self) -> None:
        told = ("changed_mind", "Sorry.")
        self.tried(self.house.supervisor, actions.cancel_referral, *told, becomes="cancelled", if_in=OPEN)

    @rule(where=st.sampled_from(["service", "other_service", "service_of_stranger"]))
    def pass_on(self, where: str) -> None:
        target, by = getattr(self.house, where), self.house.there
        try:
            with transaction.atomic(), acting(by.context):
                actions.forward_referral(self.referral, target, seen_version=self.version(by), by=by)
        except Problem:
            return
        assert self.state in OPEN
        assert where != "service_of_stranger"

    @rule(days=st.integers(0, 35))
    def time_passes(self, days: int) -> None:
        by = self.house.worker
        with acting(by.job_context):
            ended = actions.expire_referrals(by.agency_id, on=today() + timedelta(days=days))
        with acting(self.house.there.job_context):
            actions.remind_of_referrals(self.house.there.agency_id, on=today() + timedelta(days=days))
        assert ended == int(self.state in {"sent", "received"} and days > 33)
        if ended:
            self.state = "expired"

    @precondition(lambda self: not self.is_protected and not self.is_erased)
    @rule(chance=st.integers(0, 3))
    def withdraw(self, chance: int) -> None:
        if chance:
            return
        by = self.house.worker
        with acting(by.context):
            given = apps.get_model("people.Consent").objects.filter(person_id=self.person, state="given").first()
            if given is not None:
                withdraw_consent(given.pk, by=by)
                self._end()
                self.consents = False

    @precondition(lambda self: not self.is_protected and not self.is_erased)
    @rule()
    def agree_again(self) -> None:
        by, to = self.house.worker, self.house.there
        terms = ConsentTerms(
            purposes=("sharing_with_partner",), recipients=(to.agency_id,), notice_version="1", notice_language="fr"
        )
        with acting(by.context):
            record_consent(self.person, terms, by=by)
        self.consents = True

    @precondition(lambda self: not self.is_protected and not self.is_erased)
    @rule(chance=st.integers(0, 9))
    def protect(self, chance: int) -> None:
        if chance:
            return
        by = self.house.supervisor
        with acting(by.context):
            protect_person(self.person, [by.membership_id], by=by)
        self.is_protected = True
        self._end()

    @precondition(lambda self: not self.is_protected and not self.is_erased)
    @rule(chance=st.integers(0, 9))
    def erase(self, chance: int) -> None:
        if chance:
            return
        with acting(self.house.officer.context):
            erase_person(self.person, "on_request", by=self.house.officer)
        self.is_erased = True
        self._end()
        self.state = "gone" if self.state == "draft" else self.state

    @rule()
    def open_own_case(self) -> None:
        by = self.house.there
        try:
            with transaction.atomic(), acting(by.context):
                journeys.open_own_case(self.referral, None, "returned_mre", by=by)
        except Problem:
            return
        assert self.state == "accepted"

    def _end(self) -> None:
        self.state = "revoked" if self.state in OPEN else self.state
        self.is_read = False

    @invariant()
    def it_stands_where_it_should(self) -> None:
        with acting(self.house.there.context):
            seen = Referral.objects.filter(pk=self.referral).values_list("state", flat=True).first()
        assert seen == (None if self.state in {"draft", "gone"} else self.state)

    @invariant()
    def its_history_is_a_path_of_allowed_steps(self) -> None:
        if self.state in {"draft", "gone"}:
            return
        with acting(self.house.there.context):
            rows = ReferralEvent.objects.filter(referral_id=self.referral).order_by("at", "id")
            steps = [row.what for row in rows if row.what in {*MAY, *CLOSED, "completed", "not_completed"}]
        for before, after in zip(["draft", *steps], [*steps, None], strict=True):
            assert after is None or after in MAY[before]
        assert steps[-1] == self.state

    @invariant()
    def nothing_is_an_orphan(self) -> None:
        if self.state in {"draft", "gone"} or self.is_protected:
            return
        with acting(self.house.supervisor.context):
            assert ReferralSource.objects.filter(referral_id=self.referral).exists()
            assert ReferralPackage.objects.filter(referral_id=self.referral).exists()
            assert PackageKey.objects.filter(pk=self.referral).exists() != self.is_erased

    @invariant()
    def the_package_never_changes_and_is_read_while_it_may_be(self) -> None:
        if not self.sealed:
            return
        if not self.is_protected:
            with acting(self.house.supervisor.context):
                body = bytes(ReferralPackage.objects.get(referral_id=self.referral).sealed_body)
            assert body == (b"" if self.is_erased else self.sealed)
        with acting(self.house.there.context):
            handed = handed_over([self.referral]).get(self.referral)
        shown = handed.package if handed else None
        assert shown == (self.package if self.is_read and self.state not in CLOSED else None)


def test_a_referral_never_takes_a_forbidden_step(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Life, "house", house, raising=False)
    # Found sequences are short already; making them shorter would take longer than finding them.
    tries = settings(max_examples=40, stateful_step_count=25, phases=(Phase.explicit, Phase.generate))
    run_state_machine_as_test(Life, settings=tries)
