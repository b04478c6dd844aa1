"""How often answers are asked for without an account."""

from django.db import migrations

from darna.base.accounts.turns_sql import NO_TURNS, TURNS
from darna.base.rowsecurity.guards import RunGuardSQL


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_organisation_links"), ("rowsecurity", "0001_context")]

    operations = [RunGuardSQL(TURNS, NO_TURNS)]
