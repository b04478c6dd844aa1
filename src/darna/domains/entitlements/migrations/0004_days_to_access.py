"""How long rights take, counted in the database."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

from darna.base.rowsecurity.guards import RunGuardSQL
from darna.domains.entitlements.days_sql import DAYS, NO_DAYS


class Migration(migrations.Migration):
    """One function and the index it reads."""

    dependencies: ClassVar = [("entitlements", "0003_told_facts_and_ends"), ("people", "0001_initial")]
    operations: ClassVar = [RunGuardSQL(DAYS, NO_DAYS)]
