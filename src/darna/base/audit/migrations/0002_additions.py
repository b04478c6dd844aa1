from django.db import migrations

from darna.base.audit.additions_sql import ADDITIONS, NO_ADDITIONS
from darna.base.rowsecurity.guards import RunGuardSQL


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [RunGuardSQL(ADDITIONS, NO_ADDITIONS)]
