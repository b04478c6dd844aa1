"""From sending to the outcome without an account: what opens, what is counted, and when the link dies."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.apps import apps
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.test import Client

from darna.base.audit.models import Entry
from darna.base.rowsecurity.context import PUBLIC, Context, Kind, acting
from darna.domains.links import actions, bylink, queries
from darna.domains.links.bylink import Answer, Found
from darna.domains.links.models import LinkReferral, LinkStep
from darna.domains.links.tests.makers import (
    ADDRESS,
    EMAIL,
    ROOT,
    SUMMARY,
    agree,
    answer,
    found,
    make_draft,
    make_sent,
    now_of,
    opened,
    send,
    token,
)
from darna.domains.people.actions import protect_person, withdraw_consent
from darna.domains.people.queries import disclosures_of
from darna.domains.referrals.tests.makers import House
from darna.domains.referrals.values import TransferTerms
from darna.kernel.clock import now
from darna.kernel.errors import ConsentMissing, Invalid, Refused

TransferRecord: Any = apps.get_model("referrals", "TransferRecord")


def _steps(house: House, link: LinkReferral) -> list[str]:
    with acting(house.worker.context):
        return list(LinkStep.objects.filter(link_id=link.pk).order_by("at").values_list("what", flat=True))


def test_a_partner_without_an_account_opens_asks_accepts_and_tells_the_end(house: House) -> None:
    link = make_sent(house.worker, house.there)
    shown = opened(link)
    assert shown is not None
    assert (shown.package.name, shown.package.summary) == ("Fatima Zahra El Idrissi", SUMMARY)
    assert answer(link, "asked", note="Which school?") is Answer.DONE
    with acting(house.worker.context):
        seen = now_of(house.worker, link).version
        actions.reply_by_link(link.pk, "The one next door.", seen_version=seen, by=house.worker)
    again = opened(link)
    assert again is not None
    assert [line.note for line in again.said] == ["Which school?", "The one next door."]
    assert answer(link, "accepted", note="Monday at nine.") is Answer.DONE
    assert answer(link, "completed", note="He has a room.") is Answer.DONE
    assert now_of(house.worker, link).state == "completed"
    told = ["sent", "opened", "asked", "replied", "opened", "accepted", "completed"]
    assert _steps(house, link) == told
    assert found(token(link)).found is Found.GONE
    assert opened(link) is None
    with acting(house.worker.context):
        card = queries.link_card(house.worker, link.pk)
        verbs = set(Entry.objects.filter(object_id=link.pk).values_list("verb", flat=True))
    assert card.steps[-1].note == "He has a room."
    assert {"link.opened", "link.asked", "link.accepted", "link.completed"} <= verbs


def test_the_letter_says_nothing_of_the_person_and_holds_the_link(house: House) -> None:
    link = make_sent(house.worker, house.there)
    (letter,) = mail.outbox
    assert letter.to == [EMAIL]
    assert f"{ROOT}/fr/link/{token(link)}/" in letter.body
    for word in ("Fatima", "Idrissi", SUMMARY, link.reference, "logement", "housing"):
        assert word not in letter.body + letter.subject


def test_only_a_keyed_hash_of_the_link_is_kept(house: House) -> None:
    link = make_sent(house.worker, house.there)
    with acting(house.worker.context), connection.cursor() as cursor:
        cursor.execute("select l::text from links_linkreferral l where id = %s", [link.pk])
        row = cursor.fetchone()[0]
    assert len(token(link)) == 32
    assert token(link) not in row
    assert token(link).encode().hex() not in row


def test_every_opening_is_a_disclosure_the_person_is_shown(house: House) -> None:
    link = make_sent(house.worker, house.there)
    opened(link)
    opened(link)
    with acting(house.worker.context):
        lines = disclosures_of(house.worker, link.person_id)
        names = queries.partner_names(line.recipient_id for line in lines)
    assert [line.what for line in lines] == ["link_opened", "link_opened", "link"]
    assert set(names.values()) == {"Association Amal"}


def test_nothing_is_sent_without_consent_to_this_partner(house: House) -> None:
    draft = make_draft(house.worker, house.there, agrees=False)
    with pytest.raises(ConsentMissing):
        send(house.worker, draft)
    with acting(house.worker.context):
        agree(house.worker, draft)
    assert send(house.worker, draft).state == "sent"


def test_a_partner_abroad_needs_consent_to_a_transfer_abroad(house: House) -> None:
    draft = make_draft(house.worker, house.there, country="IT")
    with pytest.raises(Refused) as refusal:
        send(house.worker, draft)
    assert refusal.value.code == "link_abroad_is_not_agreed"
    with acting(house.worker.context):
        agree(house.worker, draft, abroad=True)
    sent = send(house.worker, draft)
    assert sent.state == "sent"
    with acting(house.worker.context):
        record = TransferRecord.objects.get(link_id=draft.pk)
    told = (record.country, record.ground, record.authority_reference, record.to_agency_id, record.consent_id)
    assert told == ("IT", "explicit_consent", "D-W-12/2026", draft.partner_id, sent.consent_id)
    assert {"name", "need", "summary"} <= set(record.categories)
    with acting(house.there.context):
        assert not TransferRecord.objects.exists()


def test_nothing_leaves_the_country_by_a_link_without_a_ground_and_nothing_at_home_has_a_record(house: House) -> None:
    draft = make_draft(house.worker, house.there, country="IT", abroad=True)
    with acting(house.worker.context):
        shown = queries.preview_link(house.worker, draft.pk)
    seen = {"seen_version": shown.card.version, "seen_mark": shown.mark}
    for terms in (None, TransferTerms(""), TransferTerms("because")):
        with pytest.raises(Invalid) as refusal, acting(house.worker.context):
            actions.send_link(draft.pk, **seen, root=ROOT, by=house.worker, transfer=terms)
        assert refusal.value.field == "ground"
    make_sent(house.worker, house.there)
    with acting(house.worker.context):
        assert not TransferRecord.objects.exists()


def test_a_withdrawn_consent_closes_an_open_link_at_once(house: House) -> None:
    link = make_sent(house.worker, house.there)
    assert opened(link) is not None
    with acting(house.worker.context):
        withdraw_consent(now_of(house.worker, link).consent_id, by=house.worker)
    assert found(token(link)).found is Found.GONE
    assert opened(link) is None
    assert answer(link, "accepted") is Answer.GONE
    assert now_of(house.worker, link).state == "revoked"


def test_a_protected_file_closes_its_links(house: House) -> None:
    link = make_sent(house.worker, house.there)
    with acting(house.supervisor.context):
        protect_person(link.person_id, [house.supervisor.membership_id], by=house.supervisor)
    assert found(token(link)).found is Found.GONE


def test_a_link_dies_with_its_time_and_a_renewal_makes_another(house: House) -> None:
    link = make_sent(house.worker, house.there, days=2)
    with time_machine.travel(now() + timedelta(days=3)):
        with acting(house.worker.context):
            LinkReferral.objects.get(pk=link.pk)
        with acting(house.worker.context):
            assert actions.expire_links(house.worker.agency_id) == 1
        late = now_of(house.worker, link)
    assert late.state == "expired"
    with acting(house.worker.context):
        renewed = actions.renew_link(link.pk, 5, seen_version=late.version, root=ROOT, by=house.worker)
    assert renewed.state == "sent"
    assert opened(renewed) is not None


def test_the_address_before_a_renewal_says_it_is_over_to_its_holder_and_nothing_to_a_guesser(house: House) -> None:
    link = make_sent(house.worker, house.there)
    secrets = [token(link)]
    for _time in range(2):
        with acting(house.worker.context):
            seen = LinkReferral.objects.get(pk=link.pk).version
            link = actions.renew_link(link.pk, 5, seen_version=seen, root=ROOT, by=house.worker)
        secrets.append(token(link))
    for past in secrets[:2]:
        door = found(past)
        assert (door.found, door.link_id, door.agency_id) == (Found.GONE, None, None)
        gone = Client().get(f"/fr/link/{past}/")
        assert gone.status_code == 410
        assert Client().post(f"/fr/link/{past}/", {"do": "open"}).status_code == 410
    assert found(secrets[2]).found is Found.OPEN
    # A guess costs the same as before: counted, one page whatever it is, and then nobody from there is heard.
    guesses = [Client().get(f"/fr/link/{number:032d}/") for number in range(20)]
    assert {answer.status_code for answer in guesses} == {404}
    assert Client().get(f"/fr/link/{20:032d}/").status_code == 429
    assert Client().get(f"/fr/link/{secrets[0]}/").status_code == 429


def test_the_same_answer_sent_twice_is_known_and_taken_once(house: House) -> None:
    link, step = make_sent(house.worker, house.there), uuid4()
    opened(link)
    assert answer(link, "declined", step=step, reason="no_place", note="Full.") is Answer.DONE
    assert answer(link, "declined", step=step, reason="no_place", note="Full.") is Answer.KNOWN
    assert _steps(house, link).count("declined") == 1
    assert answer(link, "accepted") is Answer.GONE


@pytest.mark.parametrize(("what", "reason"), [("declined", ""), ("declined", "no_such_reason"), ("asked", "")])
def test_an_answer_that_says_too_little_is_not_taken(house: House, what: str, reason: str) -> None:
    link = make_sent(house.worker, house.there)
    opened(link)
    assert answer(link, what, reason=reason) is Answer.MALFORMED
    assert now_of(house.worker, link).state == "opened"


def test_nobody_answers_what_they_have_not_opened_or_accepted(house: House) -> None:
    link = make_sent(house.worker, house.there)
    assert answer(link, "accepted") is Answer.LATE
    opened(link)
    assert answer(link, "completed") is Answer.LATE
    assert answer(link, "accepted") is Answer.DONE


def test_wrong_links_are_counted_and_then_nobody_from_there_is_heard(house: House) -> None:
    link = make_sent(house.worker, house.there)
    for number in range(20):
        assert found(f"{number:032d}").found is Found.UNKNOWN
    assert found(token(link)).found is Found.WAIT
    assert found(token(link), address="203.0.113.9").found is Found.OPEN


def test_a_link_reads_its_own_package_alone(house: House) -> None:
    link, other = make_sent(house.worker, house.there), make_sent(house.worker, house.there)
    context = Context(Kind.LINK, link.agency_id, None, link.pk)
    with acting(context), connection.cursor() as cursor:
        for table in ("links_linkreferral", "links_linkstep", "people_person", "keys_packagekey"):
            cursor.execute(f"select count(*) from {table}")
            assert cursor.fetchone()[0] == 0
    with acting(PUBLIC), connection.cursor() as cursor:
        cursor.execute("select sec.open_link(%s, %s)", [uuid4(), b"x" * 32])
        assert cursor.fetchone()[0] is None
    with acting(PUBLIC):
        door = bylink.door_of(token(other), ADDRESS)
        assert door.link_id == other.pk


def test_the_database_refuses_steps_that_are_the_partners(house: House) -> None:
    link = make_sent(house.worker, house.there)
    for state in ("accepted", "completed", "opened"):
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            acting(house.worker.context),
        ):
            LinkReferral.objects.filter(pk=link.pk).update(
                state=state, step=state, step_id=uuid4(), opened_at=now(), answered_at=now(), ended_at=now()
            )
    with pytest.raises(DatabaseError), transaction.atomic(), acting(house.worker.context):
        LinkReferral.objects.filter(pk=link.pk).update(expires_at=now() + timedelta(days=80))
    assert now_of(house.worker, link).state == "sent"
