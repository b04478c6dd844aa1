from django.db import migrations

from darna.base.rowsecurity.guards import RunGuardSQL
from darna.domains.retention.merged_sql import BY_ITSELF, GOING_ALONG


class Migration(migrations.Migration):

    dependencies = [
        ("retention", "0001_initial"),
        ("people", "0006_merging"),
    ]

    operations = [RunGuardSQL(GOING_ALONG, BY_ITSELF)]
