"""Code lists are published, so that public pages say their words without the application's connection."""

from django.db import migrations

from darna.base.codelists.published_sql import NOT_PUBLISHED, PUBLISHED
from darna.base.rowsecurity.guards import RunGuardSQL


class Migration(migrations.Migration):
    dependencies = [("codelists", "0001_initial"), ("rowsecurity", "0001_context")]

    operations = [RunGuardSQL(PUBLISHED, NOT_PUBLISHED)]
