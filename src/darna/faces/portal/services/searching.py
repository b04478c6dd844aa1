"""What the search of the public pages finds among services, and how the map of the site lists them."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from darna.domains.directory.queries.published import find_offers, shown_offers_for_sitemap
from darna.faces.portal.files import LISTS, Entry
from darna.faces.portal.searching import SEARCHES, Found, Result
from darna.faces.portal.services.lines import Line, lines_of
from darna.kernel.text import isolated


def find_services(question: str, language: str, most: int, using: str) -> Found:
    """The first services that some words mean, and the way to all of them. Four queries."""
    offers, total = find_offers(question, language, limit=most, using=using)
    more = f"{reverse('portal:services')}?{urlencode({'q': question})}" if total > len(offers) else ""
    return Found(_("Services"), [_result(line) for line in lines_of(offers, language)], more)


def shown_services(using: str) -> Iterator[Entry]:
    """Every service at a place that is shown. One query."""
    yield from (Entry("services/map/"), Entry("services/near/"))
    for key, assured_on in shown_offers_for_sitemap(using=using):
        yield Entry(f"services/{key}/", changed_on=assured_on)


def _result(line: Line) -> Result:
    url = reverse("portal:service", args=[line.id])
    return Result(url, line.name, isolated([line.organisation, line.place, line.opening]), "visit")


if find_services not in SEARCHES:
    SEARCHES.append(find_services)
    LISTS.append(shown_services)
