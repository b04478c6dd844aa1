from django.db import migrations

from darna.base.rowsecurity.guards import RunGuardSQL
from darna.domains.matches.merged_sql import AS_AGREED, ASKED_ANEW


class Migration(migrations.Migration):

    dependencies = [
        ("matches", "0001_initial"),
        ("people", "0006_merging"),
    ]

    operations = [RunGuardSQL(ASKED_ANEW, AS_AGREED)]
