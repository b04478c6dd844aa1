from django.db import migrations

from darna.base.rowsecurity.guards import RunGuardSQL, WatchAdditions
from darna.domains.cases.new_cases_sql import NEW_CASES, NO_NEW_CASES

# What a register writes: the trail notes it by statement, and the columns of a row that name its person stay as before.
_OF_REGISTERS = (
    ("people_person", "id"),
    *(
        (table, "person_id")
        for table in (
            "people_personcontact",
            "people_personidentifier",
            "people_migrationepisode",
            "people_consent",
            "people_duplicateproposal",
            "cases_case",
            "cases_need",
            "cases_encounter",
            "imports_importedrow",
        )
    ),
)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_emergencies"),
        ("audit", "0002_additions"),
        ("people", "0007_emergency_of_a_merged_file"),
        ("imports", "0002_staging"),
    ]

    operations = [
        RunGuardSQL(NEW_CASES, NO_NEW_CASES),
        *(WatchAdditions(table, column) for table, column in _OF_REGISTERS),
    ]
