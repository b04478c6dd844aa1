"""A search by name is narrowed by birth year, sex and commune, and one word has an index of its own."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models

from darna.base.rowsecurity.guards import RunGuardSQL
from darna.base.rowsecurity.operations import AddIndex
from darna.domains.people.guard_sql import (
    NARROWED_SEARCH,
    NO_NARROWED_SEARCH,
    NO_PLAIN_SEARCH,
    PLAIN_SEARCH,
    WORDS_AS_THEY_WERE,
)

_KEYS = GinIndex(fields=["keys"], name="namekey_for_search", fastupdate=True, gin_pending_list_limit=1024)
_WORDS = GinIndex(fields=["words"], name="namekey_for_one_word", fastupdate=True, gin_pending_list_limit=4096)


class Migration(migrations.Migration):

    dependencies: ClassVar = [("people", "0007_emergency_of_a_merged_file")]

    operations: ClassVar = [
        migrations.AddField("namekey", "words", ArrayField(models.IntegerField(), default=list)),
        migrations.AddField("namekey", "sex", models.CharField(blank=True, default="", max_length=10)),
        migrations.AddField("namekey", "commune", models.CharField(blank=True, default="", max_length=12)),
        migrations.AddField("namekey", "made_by", models.SmallIntegerField(default=0)),
        # Every row is written anew, which an index would make ten times as long.
        migrations.RemoveIndex("namekey", "namekey_for_search"),
        RunGuardSQL(WORDS_AS_THEY_WERE, ""),
        AddIndex("namekey", _KEYS),
        AddIndex("namekey", _WORDS),
        RunGuardSQL(NO_PLAIN_SEARCH + NARROWED_SEARCH, NO_NARROWED_SEARCH + PLAIN_SEARCH),
    ]
