"""In which country partners without an account work."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from darna.domains.links.models import Partner


def countries_of_partners(partner_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The country of each partner of the own agency. One query, none without any."""
    wanted = set(partner_ids)
    return dict(Partner.objects.filter(pk__in=wanted).values_list("pk", "country")) if wanted else {}
