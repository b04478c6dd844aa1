from django.db import migrations

from darna.base.rowsecurity.guards import RunGuardSQL
from darna.domains.cases.emergency_sql import EMERGENCIES, NO_EMERGENCIES


class Migration(migrations.Migration):

    dependencies = [
        ("cases", "0002_registers"),
        ("people", "0005_emergencies"),
    ]

    operations = [RunGuardSQL(EMERGENCIES, NO_EMERGENCIES)]
