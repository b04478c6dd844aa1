import uuid

import django.db.models.deletion
from django.db import migrations, models

from darna.base.rowsecurity.guards import OWN_DESK, GuardRows, TieToAgency, WatchRows
from darna.base.rowsecurity.operations import AddConstraint, AddIndex

TABLE = "entitlements_toldfacts"
OURS = f"{OWN_DESK} and exists (select 1 from cases_case c where c.id = {TABLE}.case_id)"


class Migration(migrations.Migration):

    dependencies = [
        ("entitlements", "0002_asking_again"),
        ("rowsecurity", "0001_context"),
        ("audit", "0001_initial"),
        ("people", "0001_initial"),
        ("cases", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ToldFacts",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("sealed_facts", models.BinaryField()),
                ("brought_by", models.UUIDField()),
                ("brought_at", models.DateTimeField()),
                ("agency", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency")),
                ("case", models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case")),
                ("person", models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person")),
            ],
        ),
        AddConstraint(
            model_name="toldfacts",
            constraint=models.UniqueConstraint(fields=("case",), name="case_keeps_told_facts_once"),
        ),
        GuardRows(TABLE, select=OURS, insert=OURS, update=OURS, delete=OURS),
        TieToAgency(TABLE, "case_id", "cases_case", name="toldfacts_is_of_a_case_of_its_agency"),
        TieToAgency(TABLE, "person_id", "people_person", name="toldfacts_is_of_a_person_of_its_agency"),
        WatchRows(TABLE, "person_id"),
        # The day by which a refusal is appealed is due too.
        migrations.RemoveIndex(model_name="claim", name="claim_that_is_due"),
        AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("state__in", ("open", "refused", "appealed"))),
                fields=["agency", "due_on"],
                name="claim_that_is_due",
            ),
        ),
    ]
