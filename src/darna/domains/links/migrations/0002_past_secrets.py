"""A link that was made anew answers at its old address that it is over."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

from darna.base.rowsecurity.guards import RunGuardSQL
from darna.base.rowsecurity.operations import AddIndex
from darna.domains.links.past_sql import NONE_PAST, PAST_SECRETS


class Migration(migrations.Migration):
    dependencies = [("links", "0001_initial")]

    operations = [
        migrations.AddField(
            "linkreferral",
            "past_hashes",
            django.contrib.postgres.fields.ArrayField(base_field=models.BinaryField(), default=list, size=None),
        ),
        AddIndex(
            "linkreferral",
            django.contrib.postgres.indexes.GinIndex(fields=["past_hashes"], name="links_by_their_past_secrets"),
        ),
        RunGuardSQL(PAST_SECRETS, NONE_PAST),
    ]
