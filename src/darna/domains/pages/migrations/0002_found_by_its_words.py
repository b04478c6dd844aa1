"""Texts are found by their words, pictures tell their size."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

from darna.base.rowsecurity.guards import RunGuardSQL
from darna.base.rowsecurity.operations import AddIndex
from darna.domains.pages.guard_sql import FOUND, NOT_FOUND


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_initial")]

    operations = [
        migrations.AddField(
            "pagetext",
            "stems",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), blank=True, default=list, size=None
            ),
        ),
        migrations.AddField(
            "pagetext",
            "title_stems",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), blank=True, default=list, size=None
            ),
        ),
        migrations.AddField("pageimage", "width", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("pageimage", "height", models.PositiveSmallIntegerField(default=0)),
        AddIndex(
            model_name="pagetext",
            index=django.contrib.postgres.indexes.GinIndex(fields=["stems"], name="page_text_by_its_stems"),
        ),
        RunGuardSQL(FOUND, NOT_FOUND),
    ]
