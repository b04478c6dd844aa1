"""Days to access tell how many claims were granted in part."""

from typing import ClassVar

from django.db import migrations

from darna.base.rowsecurity.guards import RunGuardSQL
from darna.domains.entitlements.days_sql import DAYS_SORTED_ONCE, DAYS_WITH_PARTS, NO_DAYS_BY_PROGRAMME


class Migration(migrations.Migration):

    dependencies: ClassVar = [("entitlements", "0008_days_at_once")]

    operations: ClassVar = [
        RunGuardSQL(NO_DAYS_BY_PROGRAMME + DAYS_WITH_PARTS, NO_DAYS_BY_PROGRAMME + DAYS_SORTED_ONCE)
    ]
