"""Days to access read once who asks, whatever the number of claims."""

from typing import ClassVar

from django.db import migrations

from darna.base.rowsecurity.guards import RunGuardSQL
from darna.domains.entitlements.days_sql import DAYS_AT_ONCE, DAYS_BY_PROGRAMME, NO_DAYS_BY_PROGRAMME


class Migration(migrations.Migration):

    dependencies: ClassVar = [("entitlements", "0007_who_does_a_step")]

    operations: ClassVar = [RunGuardSQL(NO_DAYS_BY_PROGRAMME + DAYS_AT_ONCE, NO_DAYS_BY_PROGRAMME + DAYS_BY_PROGRAMME)]
