"""Two keepers change the law on pages and without code."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
import yaml
from django.conf.urls.i18n import i18n_patterns
from django.test import Client
from django.urls import include, path, reverse
from django.utils import translation
from django.utils.html import escape

from darna.base.agencies.tests.makers import signed_in_client
from darna.base.rowsecurity.context import acting
from darna.domains.law import queries
from darna.domains.law.models import Recheck, RuleRevision
from darna.domains.law.queries.situations import answered_otherwise, how_many
from darna.domains.law.tests.makers import FROM, MONTHS, NAME, Keepers, make_approved, propose
from darna.kernel.clock import today
from darna.kernel.text import LocalText
from darna.rules.book import book

pytestmark = pytest.mark.urls(__name__)

urlpatterns = i18n_patterns(
    path("desk/law/", include("darna.domains.law.urls")),
    path("account/", include("darna.base.accounts.urls")),
    path("agency/", include("darna.base.agencies.urls")),
    path("", include("darna.faces.portal.urls")),
    prefix_default_language=True,
)
handler403 = "darna.faces.shell.errors.forbidden"
handler404 = "darna.faces.shell.errors.not_found"


def page(client: Client, name: str, *args: Any, **asked: Any) -> Any:
    return client.get(reverse(f"law:{name}", args=args), asked)


def send(client: Client, name: str, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"law:{name}", args=args), data)


def html(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:2000]
    return str(answer.content.decode())


FILLED = {
    "value": "false",
    "valid_from": str(FROM),
    "certainty": "V",
    "source_id": "",
    "title": "Bulletin officiel d'exemple",
    "language": "fr",
    "kind": "decree",
    "reference": "bulletin 1",
    "article": "article 1",
    "checked_on": str(today()),
    "reason": "An agreement of an example ends.",
}


def test_from_a_reading_to_the_law_by_two_people(keepers: Keepers) -> None:
    first, second = signed_in_client(keepers.first), signed_in_client(keepers.second)
    assert "selected" in html(page(first, "propose", NAME))
    sent = send(first, "propose", NAME, **FILLED)
    assert sent.status_code == 302
    with acting(keepers.first.context):
        row = RuleRevision.objects.get()
    assert "You proposed this value" in html(page(first, "approve", row.pk))
    assert send(first, "approve", row.pk, seen_version=1).status_code == 403
    shown = html(page(second, "approve", row.pk))
    assert "What would change" in shown
    assert "The value before it ends the day before" in shown
    assert send(second, "approve", row.pk, seen_version=1, reason="Read.").status_code == 302
    with acting(keepers.first.context):
        assert queries.current_law().value(NAME, on=FROM).value is False
    through_time = html(page(first, "value", NAME))
    assert "31 December 2030" in through_time
    assert "Bulletin officiel d&#x27;exemple" in through_time
    assert page(second, "approve", row.pk).status_code == 404


def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_lost(keepers: Keepers) -> None:
    client = signed_in_client(keepers.first)
    told = html(send(client, "propose", NAME, **{**FILLED, "reference": ""}), 422)
    assert "Say where it was read" in told
    assert "Bulletin officiel d&#x27;exemple" in told
    covers = {**FILLED, "value": "{old_age: perhaps}"}
    assert "its other values hold bool" in html(send(client, "propose", "ma_fr_2007.covers", **covers), 422)
    with acting(keepers.first.context):
        assert not RuleRevision.objects.exists()


SAID = {
    "says_ar": "الاتفاقية سارية.",
    "says_fr": "La convention est en vigueur.",
    "says_it": "La convenzione è in vigore.",
    "says_en": "The agreement is in force.",
}


def test_what_is_said_of_a_value_is_written_anew_in_four_languages_or_stays(keepers: Keepers) -> None:
    first, second = signed_in_client(keepers.first), signed_in_client(keepers.second)
    before = book().law.parameter(NAME).says
    offered = html(page(first, "propose", NAME))
    assert all(escape(sentence) in offered for sentence in before.values())
    told = html(send(first, "propose", NAME, **FILLED, **{**SAID, "says_it": ""}), 422)
    assert "Write the sentence in this language too" in told
    assert send(first, "propose", NAME, **FILLED, **{**SAID, "says_en": "In force {today}"}).status_code == 422
    assert send(first, "propose", NAME, **FILLED, **SAID).status_code == 302
    with acting(keepers.first.context):
        row = RuleRevision.objects.get()
    assert SAID["says_ar"] in html(page(second, "revision", row.pk))
    assert send(second, "approve", row.pk, seen_version=1).status_code == 302
    assert SAID["says_en"] in html(page(first, "list", holder="ma_fr_2007"))
    (part,) = yaml.safe_load(html(page(first, "patch"))).values()
    assert part["parameters"]["in_force"]["says"] == part_of(SAID)
    # Sent back as it stands, a sentence is none of the proposal's.
    assert propose(keepers.first, value="yes", valid_from=date(2032, 1, 1), says=LocalText.of(part_of(SAID))).says == {}


def part_of(said: dict[str, str]) -> dict[str, str]:
    return {name[-2:]: text for name, text in said.items()}


def test_a_value_of_a_right_is_read_with_the_right_itself(keepers: Keepers) -> None:
    name = "direct_social_aid.birth_grants"
    make_approved(keepers.first, keepers.second, name, "[2000, 1000, 1000]")
    with acting(keepers.first.context):
        known = queries.current_book()
    assert known.right("direct_social_aid").parameters["birth_grants"] == known.law.parameter(name)
    assert known.law.parameter(name).values[-1].value == [2000, 1000, 1000]


def test_a_known_text_is_chosen_from_the_list(keepers: Keepers) -> None:
    client = signed_in_client(keepers.first)
    assert send(client, "propose", NAME, **{**FILLED, "source_id": "cleiss_fr_ma", "title": ""}).status_code == 302
    with acting(keepers.first.context):
        assert RuleRevision.objects.get().source["id"] == "cleiss_fr_ma"


def test_the_second_person_sees_which_situations_would_be_answered_otherwise(keepers: Keepers) -> None:
    days = propose(keepers.first, "ma_cnss.qualifying_days", "900", valid_from=date(2023, 1, 1))
    client = signed_in_client(keepers.second)
    shown = html(page(client, "approve", days.pk))
    assert "It stands in for a value of the same day" in shown
    assert "With this value" in shown
    assert "not as its jurist expected" in shown
    assert "1,319 days" in shown
    with acting(keepers.first.context):
        otherwise = answered_otherwise(queries.revision_card(keepers.first, days.pk).revision)
    assert 0 < len(otherwise) < how_many()
    answers = {(str(one.before.answer), str(one.after.answer)) for one in otherwise if one.before and one.after}
    assert ("no", "yes") in answers


def test_a_proposal_is_refused_with_a_reason_or_taken_back(keepers: Keepers) -> None:
    first, second = signed_in_client(keepers.first), signed_in_client(keepers.administrator)
    row = propose(keepers.first)
    assert send(second, "refuse", row.pk, seen_version=1, reason="").status_code == 422
    assert send(second, "refuse", row.pk, seen_version=1, reason="A draft law.").status_code == 302
    assert "A draft law." in html(page(first, "revision", row.pk))
    again = propose(keepers.first)
    assert page(signed_in_client(keepers.second), "withdraw", again.pk).status_code == 403
    assert send(first, "withdraw", again.pk, seen_version=1).status_code == 302
    assert "withdrawn" in html(page(first, "value", NAME))


def test_the_list_is_narrowed_and_sorted(keepers: Keepers) -> None:
    client = signed_in_client(keepers.first)
    assert reverse("law:value", args=[NAME]) in html(page(client, "list", holder="ma_fr_2007"))
    assert reverse("law:value", args=[NAME]) not in html(page(client, "list", holder="ma_cnss"))
    unsure = html(page(client, "list", certainty="?", sort="-read"))
    assert "tag-danger" in unsure
    assert "tag-done" not in unsure
    assert "No value matches" in html(page(client, "list", q="qqqqq"))
    assert html(page(client, "list", area="portability", is_due="on", page="2"))
    propose(keepers.second, MONTHS, "756")
    assert "a value is proposed" in html(page(client, "list", holder="ma_cnss"))


def test_the_queue_holds_what_is_old_or_unsure_and_lets_go_of_what_was_read(
    keepers: Keepers, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in_client(keepers.first)
    link = reverse("law:value", args=[NAME])
    assert link not in html(page(client, "queue"))
    later = today() + timedelta(days=200)
    for place in ("queries.lists", "actions.reading"):
        monkeypatch.setattr(f"darna.domains.law.{place}.today", lambda: later)
    with acting(keepers.first.context):
        assert queries.check_queue(keepers.first, which="old").total > 40
        assert [line.is_old for line in queries.parameter_card(keepers.first, NAME).lines] == [True, True]
    value = book().law.parameter(NAME).values[-1]
    told = {"valid_from": str(value.valid_from), "back": "queue"}
    assert send(client, "recheck", NAME, **told)["Location"].endswith("/check/")
    assert send(client, "recheck", NAME, valid_from="").status_code == 302
    with acting(keepers.first.context):
        assert Recheck.objects.count() == 1
        assert [line.is_old for line in queries.parameter_card(keepers.first, NAME).lines] == [True, False]
    assert "not sure" in html(page(client, "queue", which="unsure"))
    assert link in html(page(client, "queue", holder="ma_fr_2007"))
    assert link not in html(page(client, "queue", holder="ma_cnss"))
    assert "No value matches" in html(page(client, "queue", q="qqqqq"))


def test_the_changelog_tells_each_approval_and_the_patch_carries_it_out(keepers: Keepers) -> None:
    client = signed_in_client(keepers.administrator)
    assert "Nothing was approved here yet" in html(page(client, "changes"))
    assert html(page(client, "patch")).startswith("#")
    make_approved(keepers.first, keepers.second)
    assert "An agreement of an example ends." in html(page(client, "changes"))
    answer = page(client, "patch")
    assert "darna-law.yaml" in answer["Content-Disposition"]
    told = yaml.safe_load(html(answer))
    (part,) = told.values()
    assert list(told) == ["portability/ma_fr_2007/parameters.yaml"]
    assert part["parameters"]["in_force"]["values"][-1]["valid_from"] == FROM
    assert part["parameters"]["in_force"]["values"][-1]["value"] is False
    assert "An agreement of an example ends." in html(answer)


def test_the_law_is_open_to_those_who_keep_it_in_a_house(keepers: Keepers) -> None:
    row = propose(keepers.first)
    assert html(page(signed_in_client(keepers.sister), "revision", row.pk))
    administrator = signed_in_client(keepers.administrator)
    assert html(page(administrator, "list"))
    assert page(administrator, "propose", NAME).status_code == 403
    for who in (keepers.worker, keepers.neighbour):
        for name, args in (("list", ()), ("value", (NAME,)), ("queue", ()), ("revision", (row.pk,))):
            assert page(signed_in_client(who), name, *args).status_code == 403, (who.role, name)
    assert page(signed_in_client(keepers.first), "value", "ma_fr_2007.nothing").status_code == 404


def test_every_page_of_the_law_is_drawn_in_arabic(keepers: Keepers) -> None:
    row = propose(keepers.first)
    first, second = signed_in_client(keepers.first), signed_in_client(keepers.second)
    make_approved(keepers.second, keepers.first, MONTHS, "756", valid_from=date(2031, 1, 1))
    with translation.override("ar"):
        for client, name, args in (
            (first, "list", ()),
            (first, "queue", ()),
            (first, "changes", ()),
            (first, "value", ("ma_fr_2007.covers",)),
            (first, "propose", (MONTHS,)),
            (first, "revision", (row.pk,)),
            (second, "approve", (row.pk,)),
            (second, "refuse", (row.pk,)),
            (first, "withdraw", (row.pk,)),
        ):
            shown = html(page(client, name, *args))
            assert 'dir="rtl"' in shown, name
            assert not re.search(r"\bNone\b|LocalText|Certainty\.", shown), name


def test_the_list_asks_the_database_no_more_for_more_values(
    keepers: Keepers, django_assert_max_num_queries: Any
) -> None:
    propose(keepers.first)
    with acting(keepers.first.context), django_assert_max_num_queries(3):
        queries.parameter_lines(keepers.first, queries.lists.LawFilters())
