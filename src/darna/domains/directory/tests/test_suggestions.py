"""What readers say is wrong: kept by the keepers of the entry, decided once, and then forgotten."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from darna.base.agencies.tests.makers import signed_in_client
from darna.base.audit.models import Entry
from darna.base.rowsecurity.context import acting
from darna.domains.directory import actions, queries
from darna.domains.directory.models import Organisation, Suggestion
from darna.domains.directory.tests.makers import Keepers, make_offer, make_suggestion
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Refused

pytestmark = pytest.mark.urls("darna.domains.directory.tests.addresses")


def test_the_queue_shows_what_readers_say_and_what_was_never_assured(keepers: Keepers) -> None:
    offer = make_offer(keepers.house)
    make_suggestion(keepers.house, offer, words="Le bureau a déménagé.", about="closed")
    page = _client(keepers.house).get(reverse("directory:queue")).content.decode()
    assert "What readers say is wrong" in page
    assert "it no longer exists, or has moved" in page
    assert "never assured" in page


def test_a_keeper_reads_it_corrects_the_entry_and_says_so(keepers: Keepers) -> None:
    offer = make_offer(keepers.house)
    said = make_suggestion(keepers.house, offer, words="Le bureau a déménagé.")
    client = _client(keepers.house)
    page = client.get(reverse("directory:suggestion", args=[said.pk])).content.decode()
    assert "Le bureau a déménagé." in page
    assert reverse("directory:change_location", args=[offer.location_id]) in page
    answer = client.post(reverse("directory:follow_suggestion", args=[said.pk]), {"seen_version": "1"})
    assert answer.status_code == 302
    with acting(keepers.house.context):
        said.refresh_from_db()
        assert (said.state, said.text) == ("followed", "")
        assert queries.suggestions_waiting(keepers.house) == ()
        assert Entry.objects.filter(verb="suggestion.followed").count() == 1


def test_declining_needs_a_reason_and_forgets_the_words(keepers: Keepers) -> None:
    said = make_suggestion(keepers.house, make_offer(keepers.house))
    with acting(keepers.house.context):
        with pytest.raises(Invalid):
            actions.decline_suggestion(said.pk, " ", seen_version=1, by=keepers.house)
        declined = actions.decline_suggestion(said.pk, "Asked: as written.", seen_version=1, by=keepers.house)
        assert (declined.state, declined.text, declined.reason) == ("declined", "", "Asked: as written.")
        with pytest.raises(AlreadyDone):
            actions.follow_suggestion(said.pk, seen_version=2, by=keepers.house)


def test_another_keeper_and_a_worker_do_not_see_it(keepers: Keepers) -> None:
    said = make_suggestion(keepers.house, make_offer(keepers.house))
    with acting(keepers.partner.context), pytest.raises(NotFound):
        actions.follow_suggestion(said.pk, seen_version=1, by=keepers.partner)
    with acting(keepers.worker.context), pytest.raises(Refused):
        actions.follow_suggestion(said.pk, seen_version=1, by=keepers.worker)


def test_a_suggestion_follows_the_entry_to_its_agency(keepers: Keepers) -> None:
    offer = make_offer(keepers.house)
    said = make_suggestion(keepers.house, offer)
    with acting(keepers.house.context):
        version = Organisation.objects.get(pk=offer.organisation_id).version
        actions.hand_over_organisation(
            offer.organisation_id, keepers.partner.agency_id, seen_version=version, by=keepers.house
        )
        assert not Suggestion.objects.exists()
    with acting(keepers.partner.context):
        assert [line.id for line in queries.suggestions_waiting(keepers.partner)] == [said.pk]


def _client(keeper: Any) -> Client:
    return signed_in_client(keeper)
