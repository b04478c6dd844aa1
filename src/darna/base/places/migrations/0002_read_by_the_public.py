"""Places are published, so that public pages name them without the application's connection."""

from django.db import migrations

from darna.base.places.published_sql import NOT_PUBLISHED, PUBLISHED
from darna.base.rowsecurity.guards import RunGuardSQL


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial"), ("rowsecurity", "0001_context")]

    operations = [RunGuardSQL(PUBLISHED, NOT_PUBLISHED)]
