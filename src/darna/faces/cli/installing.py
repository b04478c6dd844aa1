"""Bringing a database to the state this code expects: schema, signing key, grants, reference data."""

from __future__ import annotations

from django.conf import settings
from django.core.management import call_command
from django.test.utils import override_settings

from darna.base.codelists.actions import load_codelists
from darna.base.places.actions import load_places
from darna.base.rowsecurity.installing import grant_open_tables, write_context_key
from darna.domains.assessments.loading import load_instruments
from darna.domains.directory.loading import load_directory
from darna.domains.pages.loading import load_pages
from darna.domains.programmes.loading import load_programmes
from darna.faces.shell.storage import UNUSED


def install(*, verbosity: int = 0) -> None:
    """Migrate as the owner, then load the reference data as the migrator. Doing it again changes nothing."""
    call_command("migrate", database="owner", verbosity=verbosity, interactive=False)
    write_context_key()
    grant_open_tables()
    load_places(using="migrator")
    load_codelists(using="migrator")
    load_directory(using="migrator")
    load_programmes(using="migrator")
    load_instruments(using="migrator")
    load_pages(using="migrator")


def collect_static() -> None:
    """Collect, name by content and compress the static files, as the web process will serve them."""
    hashed = {"BACKEND": "darna.faces.shell.storage.HashedFiles"}
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": hashed}):
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=list(UNUSED), clear=True)
