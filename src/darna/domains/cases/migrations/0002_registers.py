from django.db import migrations

from darna.base.rowsecurity.guards import RunGuardSQL
from darna.domains.cases.registers.guard_sql import DROP_WITHDRAWAL, WITHDRAWAL


class Migration(migrations.Migration):

    dependencies = [
        ("cases", "0001_initial"),
        ("imports", "0001_initial"),
    ]

    operations = [
        RunGuardSQL(WITHDRAWAL, DROP_WITHDRAWAL),
    ]
