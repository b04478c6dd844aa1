"""Fictional persons, services that answer, and referrals in every state, for tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.apps import apps

from darna.base.agencies.actor import Actor
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import make_case, make_sharing_person
from darna.domains.cases.values import NeedDraft
from darna.kernel.clock import today

SUMMARY = "She lost her flat in May and looks for a room for three."


@dataclass(frozen=True)
class House:
    """The Maison that sends, Entraide that receives, a third agency, and one in Turin."""

    worker: Actor
    colleague: Actor
    supervisor: Actor
    reception: Actor
    officer: Actor
    planner: Actor
    there: Actor
    there_colleague: Actor
    there_reception: Actor
    there_supervisor: Actor
    stranger: Actor
    abroad: Actor
    service: UUID
    other_service: UUID
    service_of_stranger: UUID
    service_abroad: UUID


def make_house() -> House:
    """Four agencies with their workers and services, inside the test's transaction."""
    from darna.base.agencies.roles import Role
    from darna.base.agencies.tests.makers import make_agency, make_member, make_members

    entraide, aideca = make_agency("entraide"), make_agency("aideca")
    turin = make_agency("anolf-piemonte", country="IT", time_zone="Europe/Rome")
    here = make_members(
        worker=Role.CASEWORKER,
        colleague=Role.CASEWORKER,
        supervisor=Role.SUPERVISOR,
        reception=Role.RECEPTIONIST,
        officer=Role.DATA_OFFICER,
        planner=Role.PLANNER,
    )
    there = make_members(
        entraide,
        there=Role.CASEWORKER,
        there_colleague=Role.CASEWORKER,
        there_reception=Role.RECEPTIONIST,
        there_supervisor=Role.SUPERVISOR,
    )
    return House(
        **here,
        **there,
        stranger=make_member(Role.CASEWORKER, agency=aideca),
        abroad=make_member(Role.CASEWORKER, agency=turin),
        service=make_service(entraide.pk, "Shelter"),
        other_service=make_service(entraide.pk, "Legal help"),
        service_of_stranger=make_service(aideca.pk, "Training"),
        service_abroad=make_service(turin.pk, "Papers in Turin", country="IT"),
    )


def make_service(agency_id: UUID, name: str, *, country: str = "MA", needs: tuple[str, ...] = ("housing",)) -> UUID:
    """A published service of an agency at a place, as its directory keeper writes it."""
    from darna.base.agencies.roles import Role
    from darna.base.agencies.tests.makers import make_member

    agency = apps.get_model("agencies.Agency")(pk=agency_id)
    keeper = make_member(Role.DIRECTORY_KEEPER, agency=agency)
    model = lambda noun: apps.get_model(f"directory.{noun}").objects  # noqa: E731
    with acting(keeper.context):
        of = {"agency_id": agency_id}
        body = model("Organisation").create(**of, name_en=name, name_fr=name, kind="association", state="active")
        of = {**of, "organisation_id": body.pk}
        place = model("Location").create(**of, country=country)
        service = model("Service").create(
            **of, name_en=name, name_fr=name, needs=list(needs), serves=["everybody"], state="active"
        )
        return model("ServiceAtLocation").create(**of, service_id=service.pk, location_id=place.pk).pk


def make_need(house: House, *, to: Actor | None = None, by: Actor | None = None, **terms: Any) -> Any:
    """A need in a case of somebody who agreed to be shown to the receiver."""
    by, to = by or house.worker, to or house.there
    person = make_sharing_person(by, to, **terms)
    case = make_case(by, person, worker_id=by.membership_id, needs=[NeedDraft("housing", "urgent")])
    with acting(by.context):
        return apps.get_model("cases.Need").objects.get(case_id=case.pk)


def make_draft(house: House, *, to: Actor | None = None, service: UUID | None = None, **told: Any) -> Any:
    """A referral that is written and not sent."""
    from darna.domains.referrals import actions, queries
    from darna.domains.referrals.values import BIRTH, CONTACT, LANGUAGE, NAME, Draft, Question

    by = told.pop("by", house.worker)
    need = told.pop("need", None) or make_need(house, to=to, by=by)
    with acting(by.context):
        made = actions.begin_referral(need.pk, service or house.service, by=by)
        choices = queries.material(by, made.pk)
        parts = told.pop("parts", frozenset({NAME, CONTACT, BIRTH, LANGUAGE}))
        contacts = tuple(choice.id for choice in choices.contacts) if CONTACT in parts else ()
        draft = Draft(told.pop("summary", SUMMARY), parts, contacts, told.pop("documents", ()))
        asked = Question("service", "urgent", told.pop("due_on", today() + timedelta(days=3)))
        return actions.write_draft(made.pk, asked, draft, seen_version=made.version, by=by)


def refer(by: Actor, need_id: UUID, service_id: UUID, *, is_sent: bool = True) -> Any:
    """A referral for a need to a service, for tests that have no house of these."""
    from darna.domains.referrals import actions, queries
    from darna.domains.referrals.values import NAME, Draft, Question

    with acting(by.context):
        made = actions.begin_referral(need_id, service_id, by=by)
        asked, told = Question("service", "urgent", made.due_on), Draft(SUMMARY, frozenset({NAME}))
        made = actions.write_draft(made.pk, asked, told, seen_version=made.version, by=by)
        if not is_sent:
            return made
        shown = queries.preview(by, made.pk)
        return actions.send_referral(made.pk, seen_version=shown.card.version, seen_mark=shown.mark, by=by)


def come_in(sender: Actor, receiver: Actor, service_id: UUID, *, worker: UUID | None, is_accepted: bool = False) -> Any:
    """A referral that came in, given to a worker of the receiver's agency or to nobody; accepted, if so."""
    from darna.domains.referrals import actions
    from darna.domains.referrals.models import Reception

    case = make_case(sender, make_sharing_person(sender, receiver), needs=[NeedDraft("housing")])
    with acting(sender.context):
        need = apps.get_model("cases.Need").objects.get(case_id=case.pk)
    sent = refer(sender, need.pk, service_id)
    with acting(receiver.context):
        version = actions.open_referral(sent.pk, by=receiver).version
        if is_accepted:
            actions.accept_referral(sent.pk, seen_version=version, by=receiver)
        seen = Reception.objects.get(referral_id=sent.pk).version
        return actions.assign_referral(sent.pk, worker, seen_version=seen, by=receiver)


def send(house: House, draft: Any, *, by: Actor | None = None, transfer: Any = None) -> Any:
    """Send what was shown."""
    from darna.domains.referrals import actions, queries

    by = by or house.worker
    with acting(by.context):
        shown = queries.preview(by, draft.pk)
        return actions.send_referral(
            draft.pk, seen_version=shown.card.version, seen_mark=shown.mark, transfer=transfer, by=by
        )


def make_sent(house: House, **told: Any) -> Any:
    """A referral that waits for its receiver."""
    return send(house, make_draft(house, **told), by=told.get("by"))


def make_accepted(house: House, **told: Any) -> Any:
    """A referral that was accepted by Entraide's worker."""
    from darna.domains.referrals import actions

    sent = make_sent(house, **told)
    with acting(house.there.context):
        opened = actions.open_referral(sent.pk, by=house.there)
        return actions.accept_referral(sent.pk, "Come on Monday.", seen_version=opened.version, by=house.there)


def state_of(actor: Actor, referral_id: UUID) -> str:
    """The state as one of the agencies sees it."""
    from darna.domains.referrals.models import Referral

    with acting(actor.context):
        return str(Referral.objects.values_list("state", flat=True).get(pk=referral_id))


def person_of(house: House, referral_id: UUID) -> UUID:
    """The person behind a referral of the Maison."""
    from darna.domains.referrals.models import ReferralSource

    with acting(house.supervisor.context):
        return ReferralSource.objects.get(referral_id=referral_id).person_id
