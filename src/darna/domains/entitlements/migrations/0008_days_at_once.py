"""Days to access read once who asks, and sort days only where they are told."""

from typing import ClassVar

from django.db import migrations

from darna.base.rowsecurity.guards import RunGuardSQL
from darna.domains.entitlements.days_sql import (
    DAYS_BY_PROGRAMME,
    DAYS_SORTED_ONCE,
    NO_DAYS_BY_PROGRAMME,
    NO_SHARE_OF,
    SHARE_OF,
)


class Migration(migrations.Migration):

    dependencies: ClassVar = [("entitlements", "0007_who_does_a_step")]

    operations: ClassVar = [
        RunGuardSQL(
            NO_DAYS_BY_PROGRAMME + SHARE_OF + DAYS_SORTED_ONCE,
            NO_DAYS_BY_PROGRAMME + NO_SHARE_OF + DAYS_BY_PROGRAMME,
        )
    ]
