"""The slip of a file that was merged opens, in an emergency, the file in which it goes on."""

from typing import ClassVar

from django.db import migrations

from darna.base.rowsecurity.guards import RunGuardSQL
from darna.domains.people.emergency_sql import OPENING, OPENING_WHERE_IT_GOES_ON


class Migration(migrations.Migration):

    dependencies: ClassVar = [("people", "0006_merging")]

    operations: ClassVar = [RunGuardSQL(OPENING_WHERE_IT_GOES_ON, OPENING)]
