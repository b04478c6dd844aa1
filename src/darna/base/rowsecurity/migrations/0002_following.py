from django.db import migrations

from darna.base.rowsecurity.following_sql import FOLLOWING, NO_FOLLOWING
from darna.base.rowsecurity.guards import RunGuardSQL


class Migration(migrations.Migration):

    dependencies = [
        ("rowsecurity", "0001_context"),
    ]

    operations = [RunGuardSQL(FOLLOWING, NO_FOLLOWING)]
