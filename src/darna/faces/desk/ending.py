"""What would end with a consent, told before it is withdrawn: who loses how many views, referrals and links."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_agencies
from darna.domains.cases.queries.daily import live_views
from darna.domains.links.queries import open_links_under, partner_names
from darna.domains.people.values import SHARING, ConsentLine
from darna.domains.referrals.queries import ending_with


@dataclass(frozen=True, slots=True)
class EndingLine:
    """What one agency, or one partner without an account, would no longer see."""

    agency: str
    views: int
    referrals: int
    packages: int
    is_named: bool
    links: int = 0


def what_ends(actor: Actor, consent: ConsentLine, person_id: UUID) -> tuple[EndingLine, ...]:
    """What ends with a consent, by agency and by partner. Five queries, three when nothing does.

    Whoever takes sharing back is shown to nobody, under whichever consent it was; so that all of it is told here.
    """
    under = None if SHARING in consent.purposes else consent.id
    views, (referrals, packages) = live_views(person_id, under), ending_with(person_id, under)
    links, agencies = open_links_under(person_id, under), {*views, *referrals, *packages}
    names = {**names_of_agencies(agencies, actor.language), **partner_names(links)}
    lines = (
        EndingLine(names.get(key, ""), views[key], referrals[key], packages[key], key in consent.recipients, links[key])
        for key in {*agencies, *links}
    )
    return tuple(sorted(lines, key=lambda line: (not line.is_named, line.agency)))
