"""The pages as a browser meets them: warned, kept longer, held, released, erased."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_member, signed_in_client
from darna.base.lists.kinds import Asked
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House
from darna.domains.people.actions import protect_person
from darna.domains.people.queries import references_of
from darna.domains.retention.kinds import NOTICES
from darna.domains.retention.models import RetentionHold
from darna.domains.retention.tests.makers import REASON, done, lets_the_house_act, make_due, make_hold, notice_of
from darna.kernel.clock import now, today
from darna.kernel.errors import Refused


def page(client: Client, name: str, *args: Any, **query: Any) -> Any:
    return client.get(reverse(f"retention:{name}", args=args), query)


def send(client: Client, name: str, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"retention:{name}", args=args), data)


def words(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_officer_is_told_and_decides(house: House) -> None:
    row, mine = make_due(house.worker), signed_in_client(house.officer)
    assert "file waits for your decision." in words(mine.get(reverse("desk:today")))
    listed = words(page(mine, "list"))
    assert "the last case was closed" in listed
    assert "its day has come" in listed
    assert "No file matches" in words(page(mine, "list", held="held"))
    assert "Nothing is erased by itself." in listed
    until = today() + timedelta(days=90)
    assert send(mine, "postpone", row.pk, until=today(), reason=REASON, seen_version=1).status_code == 422
    assert send(mine, "postpone", row.pk, until=until, reason=REASON, seen_version=1).status_code == 302
    assert send(mine, "postpone", row.pk, until=until, reason=REASON, seen_version=1).status_code == 409
    assert REASON in words(page(mine, "notice", row.pk))
    assert "waits for your decision" not in words(mine.get(reverse("desk:today")))


def test_a_held_file_is_erased_from_no_page(house: House) -> None:
    row, mine = make_due(house.worker), signed_in_client(house.officer)
    with acting(house.officer.context):
        reference = references_of([row.person_id])[row.person_id]
    told = {"reason": "The court hears the case.", "asked_by": "Court <b>"}
    assert send(mine, "hold", row.person_id, **{**told, "asked_by": ""}).status_code == 422
    assert send(mine, "hold", row.person_id, **told, until=today()).status_code == 422
    assert send(mine, "hold", row.person_id, **told).status_code == 302
    assert "held" in words(page(mine, "list", held="held"))
    assert "Court &lt;b&gt;" in words(page(mine, "notice", row.pk))
    answer = send(mine, "erase", row.pk, reference=reference)
    assert answer.status_code == 422
    assert "Somebody asked that this file is kept" in words(answer)
    by_hand = mine.post(reverse("desk:erase", args=[row.person_id]), {"rule": "on_request", "reference": reference})
    assert by_hand.status_code == 422
    assert "Somebody asked that this file is kept" in words(by_hand)
    with acting(house.officer.context):
        hold = RetentionHold.objects.get()
    assert "The court hears the case." in words(page(mine, "release", hold.pk))
    assert send(mine, "release", hold.pk, reason="Decided.", seen_version=1).status_code == 302
    assert "No file is held" in words(page(mine, "holds"))
    assert "Samira" in words(page(mine, "holds", over="on", sort="-placed"))
    assert send(mine, "erase", row.pk, reference="X").status_code == 422
    assert send(mine, "erase", row.pk, reference=reference).status_code == 302
    assert page(mine, "notice", row.pk).status_code == 404


def test_the_rule_is_kept_and_says_when_nobody_stands_for_it(house: House) -> None:
    mine = signed_in_client(house.officer)
    assert "not legal advice" in words(page(mine, "rule"))
    told = {"months_after_case": 24, "months_without_case": 12, "warn_days": 30, "acts_alone": "on"}
    assert send(mine, "rule", **{**told, "warn_days": 3}, seen_version=0).status_code == 422
    assert send(mine, "rule", **told, seen_version=0).status_code == 302
    assert send(mine, "rule", **{**told, "warn_days": 60}, seen_version=0).status_code == 409
    assert "Darna then erases by itself" in words(page(mine, "list"))
    leaving = make_member(Role.DATA_OFFICER)
    lets_the_house_act(leaving)
    with acting(make_member(Role.AGENCY_ADMINISTRATOR).context):
        from darna.base.agencies.models import Membership

        Membership.objects.filter(pk=leaving.membership_id).update(ended_at=now())
    assert "Darna erases nothing at present" in words(page(mine, "list"))


def test_the_room_is_the_officers(house: House) -> None:
    row = make_due(house.worker)
    hold = make_hold(house.officer, row.person_id)
    for who in (house.worker, house.supervisor):
        client = signed_in_client(who)
        for name, args in (("list", []), ("rule", []), ("holds", []), ("notice", [row.pk]), ("release", [hold.pk])):
            assert page(client, name, *args).status_code == 403
    assert page(signed_in_client(house.officer), "notice", hold.pk).status_code == 404


def test_the_list_is_carried_out_without_protected_files(house: House) -> None:
    rows = [make_due(house.worker) for _ in range(2)]
    done(house.supervisor, protect_person, rows[0].person_id, [house.officer.membership_id])
    assert notice_of(house.officer, rows[0].person_id)
    asked = Asked(NOTICES.cleaned(_words()), ("reference", "state", "due"))
    with acting(house.officer.context):
        assert NOTICES.counted(house.officer, asked, 10) == 1
        piece = NOTICES.piece(house.officer, asked, None)
        assert [line[1] for line in piece.rows] == ["waits for your decision"]
        named = Asked(asked.words, asked.columns, with_protected=True)
        assert len(NOTICES.piece(house.officer, named, None).rows) == 2
        assert len(NOTICES.piece(house.officer, named, (rows[0].due_on - timedelta(days=1), rows[0].pk)).rows) == 2
        assert NOTICES.told(asked.words)
    query = {"list": "retention", "held": "free"}
    assert signed_in_client(house.officer).get(reverse("lists:ask"), query).status_code == 200
    with acting(house.supervisor.context):
        for refused in (
            lambda: NOTICES.counted(house.supervisor, asked, 1),
            lambda: NOTICES.piece(house.supervisor, asked, None),
        ):
            with pytest.raises(Refused):
                refused()


def _words() -> Any:
    from django.utils.datastructures import MultiValueDict

    return MultiValueDict({"held": ["free"], "sort": ["-warned"], "nonsense": ["x"]})
