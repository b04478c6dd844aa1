"""Addresses of the whole house; the language is part of each."""

from __future__ import annotations

from importlib.util import find_spec

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from darna.config.health import healthz, readyz
from darna.config.rooms import Room
from darna.faces.portal.urls import files_at_the_root
from darna.faces.portal.views import choose_language

#: Rooms under the language, in the order in which an address is looked for: (prefix, module of addresses).
ROOMS = [
    ("account/", "darna.base.accounts.urls"),
    ("agency/", "darna.base.agencies.urls"),
    ("office/", "darna.faces.office.urls"),
    ("desk/", "darna.faces.desk.urls"),
    ("desk/persons/", "darna.domains.people.urls"),
    ("desk/cases/", "darna.domains.cases.urls"),
    ("desk/referrals/", "darna.domains.referrals.urls"),
    ("desk/links/", "darna.domains.links.urls"),
    ("link/", "darna.faces.link.urls"),
    ("desk/safeguarding/", "darna.domains.safeguarding.urls"),
    ("desk/planning/", "darna.domains.planning.urls"),
    ("desk/questionnaires/", "darna.domains.assessments.urls"),
    ("desk/transfers/", "darna.domains.transfers.urls"),
    ("desk/retention/", "darna.domains.retention.urls"),
    ("desk/matches/", "darna.domains.matches.urls"),
    ("desk/families/", "darna.domains.families.urls"),
    ("desk/linkage/", "darna.domains.linkage.urls"),
    ("desk/closings/", "darna.domains.closing.urls"),
    ("desk/data-protection/", "darna.domains.privacy.urls"),
    ("desk/papers/", "darna.domains.documents.urls"),
    ("desk/law/", "darna.domains.entitlements.urls"),
    ("desk/cohorts/", "darna.domains.cohorts.urls"),
    ("desk/training/", "darna.faces.training.urls"),
    ("desk/programmes/", "darna.domains.programmes.urls"),
    ("desk/directory/", "darna.domains.directory.urls"),
    ("desk/pages/", "darna.domains.pages.urls"),
    ("desk/law/", "darna.domains.law.urls"),
    ("desk/questions/", "darna.domains.asking.urls"),
    ("desk/complaints/", "darna.domains.complaints.urls"),
    ("desk/reception/", "darna.domains.reception.urls"),
    ("desk/imports/", "darna.base.imports.urls"),
    ("desk/lists/", "darna.base.lists.urls"),
    ("desk/trail/", "darna.base.audit.urls"),
    ("", "darna.faces.portal.urls"),
]
#: What the first page shows or points at, whose pages have names without a room's.
OPEN_FROM_THE_START = {"darna.base.accounts.urls", "darna.faces.portal.urls"}


def _rooms() -> list[URLPattern | URLResolver]:
    return [
        path(prefix, include(module)) if module in OPEN_FROM_THE_START else Room(prefix, module)
        for prefix, module in ROOMS
        if find_spec(module)
    ]


urlpatterns: list[URLPattern | URLResolver] = [
    path("", choose_language, name="root"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    *files_at_the_root,
    Room("api/hsds/", "darna.faces.api.urls"),
    *i18n_patterns(*_rooms(), prefix_default_language=True),
]

handler400 = "darna.faces.shell.errors.bad_request"
handler403 = "darna.faces.shell.errors.forbidden"
handler404 = "darna.faces.shell.errors.not_found"
handler500 = "darna.faces.shell.errors.broken"
