"""A claim through its whole life: by hand, its papers one by one, granted in part, appealed, opened again."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import override_settings
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from darna.base.agencies.tests.makers import signed_in_client
from darna.base.audit.models import Entry
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House, make_case
from darna.domains.entitlements import actions, queries
from darna.domains.entitlements.models import Claim, ClaimPart, ClaimStep
from darna.domains.entitlements.tests.makers import QUESTION, done, make_claim, small_law
from darna.domains.entitlements.values import NEXT
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Refused


def by_hand(by: Any, case: Any, right: str = QUESTION) -> Any:
    with small_law():
        return done(by, actions.open_claim_by_hand, case.pk, right, "The school")


def card(by: Any, claim: Any) -> Any:
    with small_law(), acting(by.context):
        return queries.claim_card(by, claim.pk)


def move(by: Any, claim: Any, state: str, note: str = "", due_on: Any = None) -> Any:
    version = card(by, claim).version
    return done(by, actions.move_claim, claim.pk, state, today(), note, due_on, seen_version=version)


def test_a_claim_is_opened_by_hand_from_the_catalogue_with_what_the_law_rests_on(house: House) -> None:
    case = make_case(house.worker)
    claim = by_hand(house.worker, case)
    found = card(house.worker, claim)
    assert (found.decision_id, found.authority, found.right) == (None, "The school", QUESTION)
    assert [part.label for part in found.documents] == ["Proof of birth", "Attestation"]
    (source,) = found.sources
    assert "Règlement du transport scolaire" in source
    assert "exemple" in source
    with pytest.raises(AlreadyDone):
        by_hand(house.worker, case)
    with pytest.raises(Invalid):
        by_hand(house.worker, case, "rights.no_such_right")


def test_nobody_opens_a_claim_by_hand_in_the_case_of_another_agency_or_without_writing(house: House) -> None:
    case = make_case(house.worker)
    for other, refusal in ((house.partner, NotFound), (house.reception, Refused)):
        with pytest.raises(refusal):
            by_hand(other, case)
    assert by_hand(house.worker, case).state == "open"


def test_each_paper_has_its_state_and_keeps_the_day_it_came(house: House) -> None:
    claim = make_claim(house.worker, make_case(house.worker).pk)
    paper = card(house.worker, claim).documents[0]
    seen = 1
    for state, is_there in (
        ("brought", True),
        ("sent", True),
        ("accepted", True),
        ("refused", False),
        ("asked", False),
    ):
        done(house.worker, actions.mark_claim, claim.pk, set(), {paper.id: state}, seen_version=seen)
        seen += 1
        told = card(house.worker, claim).documents[0]
        assert (told.state, told.done_on is not None) == (state, is_there)
    with pytest.raises(Invalid):
        done(house.worker, actions.mark_claim, claim.pk, set(), {paper.id: "lost"}, seen_version=seen)


@pytest.mark.parametrize("columns", [{"state": "lost"}, {"state": "sent"}, {"state": ""}])
def test_the_database_keeps_papers_to_states_that_exist(house: House, columns: dict[str, str]) -> None:
    claim = make_claim(house.worker, make_case(house.worker).pk)
    with acting(house.worker.context), pytest.raises(DatabaseError), transaction.atomic():
        ClaimPart.objects.filter(claim_id=claim.pk, kind="document").update(**columns)


def test_a_grant_in_part_is_appealed_with_its_own_day_and_every_turn_stays(house: House) -> None:
    claim = make_claim(house.worker, make_case(house.worker).pk)
    last = today() + timedelta(days=30)
    with pytest.raises(Invalid):
        move(house.worker, claim, "partly")
    move(house.worker, claim, "partly", "Only one way.", last)
    assert (card(house.worker, claim).line.due_on, card(house.worker, claim).line.state) == (last, "partly")
    move(house.worker, claim, "appealed", "Both ways are in the rule.")
    move(house.worker, claim, "obtained")
    with pytest.raises(Invalid):
        move(house.worker, claim, "open")
    move(house.worker, claim, "open", "The card was taken away again.")
    turns = card(house.worker, claim).turns
    assert [turn.label for turn in turns] == ["obtained in part", "appealed", "obtained", "opened again"]
    assert [turn.note for turn in turns][:2] == ["Only one way.", "Both ways are in the rule."]
    assert turns[0].due_on == last


def test_a_claim_is_not_opened_again_beside_another_to_the_same_right(house: House) -> None:
    case = make_case(house.worker)
    claim = make_claim(house.worker, case.pk)
    move(house.worker, claim, "withdrawn")
    by_hand(house.worker, case)
    with pytest.raises(AlreadyDone):
        move(house.worker, claim, "open", "Once more.")


def test_a_turn_is_not_rewritten_or_taken_away(house: House) -> None:
    claim = make_claim(house.worker, make_case(house.worker).pk)
    move(house.worker, claim, "refused", "No seat.")
    with acting(house.worker.context):
        for change in ({"state": "obtained"}, {"on": today() - timedelta(days=3)}, {"sealed_note": b"x"}):
            with pytest.raises(DatabaseError), transaction.atomic():
                ClaimStep.objects.filter(claim_id=claim.pk).update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            ClaimStep.objects.filter(claim_id=claim.pk).delete()
    with acting(house.partner.context):
        assert not ClaimStep.objects.exists()


def test_the_database_knows_the_same_turns_as_the_actions(house: House) -> None:
    """Every pair of states is tried: PostgreSQL takes those of `NEXT`, a claim that stays as it is, and no other."""
    for before, after in product(NEXT, NEXT):
        claim = make_claim(house.worker, make_case(house.worker).pk)
        with acting(house.worker.context):
            for state in way_to(before):
                Claim.objects.filter(pk=claim.pk).update(state=state)
            taken = True
            try:
                with transaction.atomic():
                    Claim.objects.filter(pk=claim.pk).update(state=after)
            except DatabaseError:
                taken = False
        assert taken == (after == before or after in NEXT[before]), (before, after)


def way_to(state: str) -> tuple[str, ...]:
    return {"open": (), "appealed": ("refused", "appealed")}.get(state, (state,))


@given(st.lists(st.sampled_from(sorted(NEXT)), max_size=8))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_however_a_claim_goes_it_is_in_a_state_its_turns_lead_to(house: House, wished: list[str]) -> None:
    claim = make_claim(house.worker, make_case(house.worker).pk)
    state = "open"
    for one in wished:
        if one in NEXT[state]:
            move(house.worker, claim, one, "Because.")
            state = one
        else:
            with pytest.raises(AlreadyDone):
                move(house.worker, claim, one, "Because.")
    found = card(house.worker, claim)
    assert found.line.state == state
    assert len(found.turns) == sum(1 for turn in found.turns if turn.note == "Because.")


def test_a_claim_is_opened_by_hand_marked_and_opened_again_on_pages(house: House) -> None:
    case, client = make_case(house.worker), signed_in_client(house.worker)
    with small_law():
        asked = reverse("entitlements:open_by_hand", args=[case.pk])
        assert "The school bus" in client.get(asked).content.decode()
        assert client.post(asked, {"seen_version": 0, "right": "", "authority": ""}).status_code == 422
        opened = client.post(asked, {"seen_version": 0, "right": QUESTION, "authority": ""})
        again = client.post(asked, {"seen_version": 0, "right": QUESTION, "authority": ""})
        assert again["Location"] == reverse("entitlements:case", args=[case.pk])
        shown = client.get(opened["Location"]).content.decode()
    assert all(words in shown for words in ("Opened by hand", "Règlement du transport scolaire", "The school"))
    with acting(house.worker.context):
        claim = Claim.objects.get(case_id=case.pk)
    papers = {f"paper-{part.id}": "sent" for part in card(house.worker, claim).documents}
    with small_law():
        address = reverse("entitlements:mark_claim", args=[claim.pk])
        assert client.post(address, {"seen_version": 1, **dict.fromkeys(papers, "lost")}).status_code == 422
        assert client.post(address, {"seen_version": 1, **papers}).status_code == 302
        assert "sent to the office" in client.get(opened["Location"]).content.decode()


@pytest.mark.parametrize("language", ["ar", "fr", "it", "en"])
def test_the_letter_is_made_in_four_languages_and_written_down(house: House, language: str) -> None:
    claim = make_claim(house.worker, make_case(house.worker).pk)
    client, address = signed_in_client(house.worker), reverse("entitlements:claim_letter", args=[claim.pk])
    with small_law():
        made = client.post(address, {"language": language})
    assert (made.status_code, made["Content-Type"], made.content[:4]) == (200, "application/pdf", b"%PDF")
    assert "Idrissi" not in made["Content-Disposition"]
    with acting(house.worker.job_context):
        assert list(Entry.objects.values_list("verb", flat=True)).count("claim.letter_made") == 1
    assert client.get(address).status_code == 405
    with small_law():
        assert signed_in_client(house.partner).post(address, {"language": language}).status_code == 404


def test_a_letter_after_a_refusal_is_an_appeal_and_encloses_what_is_there(house: House) -> None:
    claim = make_claim(house.worker, make_case(house.worker).pk)
    paper = card(house.worker, claim).documents[0]
    done(house.worker, actions.mark_claim, claim.pk, set(), {paper.id: "brought"}, seen_version=1)

    def letter() -> Any:
        with small_law(), acting(house.worker.context):
            return queries.letter_of_claim(house.worker, claim.pk, "it")

    assert (letter().is_appeal, letter().papers, letter().right) == (False, ("Atto di nascita",), "Lo scuolabus")
    move(house.worker, claim, "refused", "No seat.")
    assert (letter().is_appeal, letter().answered_on) == (True, today())


@override_settings(LANGUAGE_CODE="en")
def test_where_no_pdf_is_made_the_page_says_so_and_nothing_is_written_down(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from darna.base.paper import NoPDF
    from darna.domains.entitlements.views import claims

    def refuse(_letter: Any) -> bytes:
        raise NoPDF("no library")

    monkeypatch.setattr(claims, "letter_as_pdf", refuse)
    claim = make_claim(house.worker, make_case(house.worker).pk)
    with small_law():
        answer = signed_in_client(house.worker).post(reverse("entitlements:claim_letter", args=[claim.pk]))
    assert (answer.status_code, "No PDF here" in answer.content.decode()) == (503, True)
    with acting(house.worker.job_context):
        assert not Entry.objects.filter(verb="claim.letter_made").exists()
