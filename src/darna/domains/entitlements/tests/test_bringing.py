"""The file a person made on the public pages is taken over once, as it is written, or not at all."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from darna.base.agencies.tests.makers import signed_in_client
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House, make_case
from darna.domains.entitlements.bringing import LARGEST, read_file
from darna.domains.entitlements.models import InsurancePeriod
from darna.kernel.errors import Invalid

PERIODS = [
    {"country": "FR", "first": "1970", "last": "12/1987", "scheme": "self_employed"},
    {"country": "IT", "first": "\u0661\u0669\u0669\u0660-05", "last": ""},
    {"country": "MA", "amount": "1 320,5", "unit": "days"},
]


def written(**told: Any) -> bytes:
    file = {"kind": "darna.my-rights", "version": 1, "saved_on": "2026-11-22", "periods": PERIODS}
    return json.dumps({**file, "facts": {"birth_date": "1950"}, "letter": {"name": "Fatima"}, **told}).encode()


def test_the_periods_are_read_as_people_write_them() -> None:
    france, italy, morocco = read_file(written()).periods
    assert (str(france.first), str(france.last), france.scheme) == ("1970", "1987-12", "self employed")
    assert (str(italy.first), italy.last) == ("1990-05", None)
    assert (str(morocco.amount), morocco.unit, morocco.evidence) == ("1320.5", "days", "told")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"\xff\xfe", "file_is_not_readable"),
        (b"[" * 50_000, "file_is_not_readable"),
        (b"[]", "file_is_of_something_else"),
        (b" " * (LARGEST + 1), "file_is_too_large"),
        (written(kind="another"), "file_is_of_something_else"),
        (written(version=2), "file_is_newer"),
        (written(periods=[{"country": "FR", "first": "soon"}]), "file_is_not_ours"),
        (written(periods=[{"country": "FR", "amount": "NaN"}]), "file_is_not_ours"),
        (written(periods=[{"country": ["FR"]}]), "file_is_not_ours"),
        (written(periods=[{"country": "FR", "more": "x"}]), "file_is_not_ours"),
        (written(periods=PERIODS * 11), "file_is_not_ours"),
        (written(facts=["1950"]), "file_is_not_ours"),
        (written(facts={"birth_date": 1950}), "file_is_not_ours"),
        (written(facts={f"fact_{number}": "yes" for number in range(61)}), "file_is_not_ours"),
    ],
)
def test_a_file_that_is_not_the_pages_own_is_refused_whole(body: bytes, code: str) -> None:
    with pytest.raises(Invalid) as problem:
        read_file(body)
    assert problem.value.code == code


@pytest.mark.urls("darna.domains.entitlements.tests.addresses")
def test_the_file_is_taken_over_once(house: House) -> None:
    case, client = make_case(house.worker), signed_in_client(house.worker)
    url = reverse("entitlements:bring_periods", args=[case.pk])

    def bring(body: bytes) -> Any:
        file = SimpleUploadedFile("my-rights.json", body, content_type="application/json")
        return client.post(url, {"seen_version": 0, "file": file})

    assert client.get(url).status_code == 200
    wrong = bring(written(kind="another"))
    assert (wrong.status_code, "file of something else" in wrong.content.decode()) == (422, True)
    assert bring(written(periods=[{"country": "FR"}])).status_code == 422
    assert bring(written()).status_code == 302
    assert bring(written()).status_code == 302
    with acting(house.worker.context):
        assert sorted(InsurancePeriod.objects.values_list("country", flat=True)) == ["FR", "IT", "MA"]
