"""Mappings bear a name, tell how often they served, and can be thrown away."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models

from darna.base.rowsecurity.guards import OWN_DESK, RegardRows, RunGuardSQL

TABLE = "imports_keptmapping"
BEFORE = RegardRows(TABLE, select=OWN_DESK, insert=OWN_DESK, update=OWN_DESK)
NOW = RegardRows(TABLE, select=OWN_DESK, insert=OWN_DESK, update=OWN_DESK, delete=OWN_DESK)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("imports", "0003_in_batches")]
    operations: ClassVar = [
        migrations.AddField("keptmapping", "is_form", models.BooleanField(default=False)),
        migrations.AddField("keptmapping", "last_used_at", models.DateTimeField(null=True)),
        migrations.AddField("keptmapping", "name", models.CharField(blank=True, max_length=60)),
        migrations.AddField("keptmapping", "used_times", models.PositiveIntegerField(default=0)),
        RunGuardSQL(NOW.forward_sql(), BEFORE.forward_sql()),
    ]
