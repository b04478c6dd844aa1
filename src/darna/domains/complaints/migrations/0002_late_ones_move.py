"""A complaint that was not answered in time goes to the agency that oversees."""

from django.db import migrations

from darna.base.rowsecurity.guards import RunGuardSQL
from darna.domains.complaints.night_sql import MOVING, STAYING


class Migration(migrations.Migration):
    dependencies = [("complaints", "0001_initial")]

    operations = [RunGuardSQL(MOVING, STAYING)]
