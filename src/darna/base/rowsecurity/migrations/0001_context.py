"""The schema `sec` with the signed context."""

from django.db import migrations

from darna.base.rowsecurity.guards import RunGuardSQL
from darna.base.rowsecurity.schema_sql import DROP, FUNCTIONS


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [RunGuardSQL(FUNCTIONS, DROP)]
