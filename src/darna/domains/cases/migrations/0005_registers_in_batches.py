from django.db import migrations

from darna.base.rowsecurity.guards import RunGuardSQL
from darna.domains.cases.registers.touching_sql import NO_TOUCHING, TOUCHING


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_many_at_once"), ("imports", "0003_in_batches")]

    operations = [RunGuardSQL(TOUCHING, NO_TOUCHING)]
