"""How long rights take is asked of one programme too."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

from darna.base.rowsecurity.guards import RunGuardSQL
from darna.domains.entitlements.days_sql import DAYS, DAYS_BY_PROGRAMME, NO_DAYS, NO_DAYS_BY_PROGRAMME


class Migration(migrations.Migration):
    """The function with one more question."""

    dependencies: ClassVar = [("entitlements", "0005_pursuing"), ("cases", "0001_initial")]
    operations: ClassVar = [RunGuardSQL(NO_DAYS + DAYS_BY_PROGRAMME, NO_DAYS_BY_PROGRAMME + DAYS)]
