"""`darna rules gain`: how many persons of the whole register an agreement would give a pension."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from darna.faces.cli import exits
from darna.faces.cli.ground import grounded
from darna.faces.cli.saying import Trouble, say
from darna.kernel.clock import today
from darna.kernel.errors import Invalid

if TYPE_CHECKING:
    from darna.domains.entitlements.law import LawInForce
    from darna.domains.entitlements.values import Gained, Supposed

_LANGUAGES: Final = ("ar", "fr", "it", "en")
#: Seconds the context of one agency lives: a large register is measured for a while.
LONG: Final = 3600


def add_to(verbs: Any) -> None:
    """The grammar of `darna rules gain`."""
    asked = verbs.add_parser("gain", help="how many persons of the register an agreement would give a pension")
    asked.add_argument("agreement", metavar="MA-XX", help="Morocco and the code of the other country: MA-IT")
    asked.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="in force on that day (default today)")
    asked.add_argument("--lang", choices=_LANGUAGES, default="en", help="language of the answer (default en)")
    asked.add_argument("--json", action="store_true", help="for machines")
    asked.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Count in one agency after the other, and tell the sum; nobody is named, and small numbers are not told."""
    here, _sign, code = given.agreement.upper().partition("-")
    if here != "MA" or not code:
        raise Trouble(f"{given.agreement} names no agreement of Morocco. Write MA-IT, for instance.", exits.INPUT)
    with grounded():
        from django.utils import translation

        with translation.override(given.lang):
            say(_told(code, given.on or today(), as_data=given.json))
    return exits.OK


def _told(code: str, on: date, *, as_data: bool) -> str:
    from darna.domains.entitlements import queries
    from darna.domains.entitlements.law import law_in_force

    law = _in_public(law_in_force)
    try:
        supposed = queries.supposed(law, code, on)
    except Invalid as refused:
        known = ", ".join(f"MA-{one}" for one in queries.countries_to_suppose(law, on))
        reason = f"No agreement MA-{code} is known that is not in force on {on}. These can be asked about: {known}."
        raise Trouble(reason, exits.INPUT) from refused
    gained = _gained(law, code, on)
    return _data(supposed, gained, law) if as_data else "\n".join(_lines(supposed, gained, law))


def _gained(law: LawInForce, code: str, on: date) -> Gained:
    """Each agency is asked under its own context, as every job is: no connection reads across agencies."""
    from darna.base.agencies.actor import job_actor
    from darna.base.agencies.queries import every_agency
    from darna.base.rowsecurity.context import acting
    from darna.domains.entitlements import queries
    from darna.domains.entitlements.values import Gained

    found = Gained()
    for agency_id in _in_public(every_agency):
        by = job_actor(agency_id)
        with acting(by.context, seconds=LONG):
            found += queries.gained(by, law, code, on)
    return found


def _in_public(read: Any) -> Any:
    from darna.base.rowsecurity.context import PUBLIC, acting

    with acting(PUBLIC):
        return read()


def _lines(supposed: Supposed, gained: Gained, law: LawInForce) -> Iterator[str]:
    from django.utils import translation

    from darna.domains.entitlements import prospects

    yield supposed.title.in_(translation.get_language() or "en")
    yield from (f"  {label}: {number}" for label, number in prospects.counts_in_words(supposed, gained))
    yield from (f"  - {one}" for one in prospects.assumed(supposed))
    yield f"  {prospects.source_in_words(supposed, law)}"


def _data(supposed: Supposed, gained: Gained, law: LawInForce) -> str:
    from darna.domains.entitlements import prospects
    from darna.domains.entitlements.values import FEWEST_TOLD

    told = {
        "agreement": f"MA-{supposed.country}",
        "on": supposed.on.isoformat(),
        "counts": gained.told(),
        "not_told_below": FEWEST_TOLD,
        "assumed": prospects.assumed(supposed),
        "source": supposed.state.citation.as_data(),
        "law": law.mark,
    }
    return json.dumps(told, ensure_ascii=False, indent=2, default=str)
