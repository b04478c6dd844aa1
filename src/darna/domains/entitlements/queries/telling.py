"""The reader's words for answers, questions and periods, shared by the reads of entitlements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import get_language, gettext

from darna.base.keys.queries import ciphers_of
from darna.base.keys.sealing import PersonCipher
from darna.base.places.queries import country_name
from darna.domains.entitlements.law import LawInForce
from darna.domains.entitlements.models import InsurancePeriod
from darna.domains.entitlements.sealed import PERIOD_NOTE
from darna.domains.entitlements.values import PeriodLine
from darna.kernel.dates import PartialDate, Precision
from darna.kernel.errors import Invalid
from darna.rules.engine.words import Teller
from darna.rules.telling import teller


def language() -> str:
    """The language of the page."""
    return (get_language() or "fr")[:2]


def reader_of(law: LawInForce) -> Teller:
    """Who tells that law in the language of the page."""
    return teller(law.book, language())


def answer_label(tell: Teller, answer: str) -> str:
    """An answer in words."""
    return tell.sentence(f"engine.answer.{answer}")


def reading_cipher(person_id: UUID) -> PersonCipher | None:
    """The person's key, None when it was destroyed. One query."""
    return ciphers_of([person_id]).get(person_id)


def opened(cipher: PersonCipher | None, sealed: bytes | memoryview, place: str) -> str:
    """The text behind a sealed value, empty for somebody who holds no cipher."""
    return cipher.open(sealed, field=place) if cipher else ""


def period_line(
    row: InsurancePeriod, tell: Teller, names: Mapping[UUID, str], cipher: PersonCipher | None
) -> PeriodLine:
    """An insured period in words."""
    first, last = _partial(row, "from"), _partial(row, "to")
    unit = str(InsurancePeriod.Unit(row.unit).label) if row.unit else ""
    return PeriodLine(
        id=row.pk,
        case_id=row.case_id,
        version=row.version,
        country=row.country,
        country_name=country_name(row.country, language()),
        scheme=row.scheme,
        first=first,
        last=last,
        amount=row.amount,
        unit=row.unit,
        unit_label=unit,
        when=_when(tell, row, first, last, unit),
        evidence=row.evidence,
        evidence_label=str(InsurancePeriod.Evidence(row.evidence).label),
        note=opened(cipher, row.sealed_note, PERIOD_NOTE),
        noted_by=names.get(row.noted_by, ""),
        noted_at=row.noted_at,
    )


def facts_in_words(told: Mapping[str, Any], tell: Teller) -> Iterator[tuple[str, str]]:
    """Facts that are kept, each as its question and the answer; what the law no longer knows or reads is left out."""
    for name, value in told.items():
        if name in tell.facts:
            try:
                read = tell.facts[name].read(value)
            except Invalid:
                continue
            yield tell.question(name), tell.fact_value(name, read)


def _partial(row: InsurancePeriod, name: str) -> PartialDate | None:
    day = getattr(row, f"{name}_on")
    return PartialDate(day, Precision(getattr(row, f"{name}_precision"))) if day else None


def _when(tell: Teller, row: InsurancePeriod, first: PartialDate | None, last: PartialDate | None, unit: str) -> str:
    days = _days(tell, first, last, goes_on=row.amount is None)
    if row.amount is None:
        return days
    amount = gettext("%(unit)s: %(number)s") % {"unit": unit.capitalize(), "number": tell.number(row.amount)}
    return gettext("%(one)s; %(other)s") % {"one": amount, "other": days} if days else amount


def _days(tell: Teller, first: PartialDate | None, last: PartialDate | None, *, goes_on: bool) -> str:
    said = {"first": tell.value(first) if first else "", "last": tell.value(last) if last else ""}
    if first and last:
        return gettext("from %(first)s to %(last)s") % said
    if first:
        return (gettext("since %(first)s, still going on") if goes_on else gettext("after %(first)s")) % said
    return gettext("before %(last)s") % said if last else ""
