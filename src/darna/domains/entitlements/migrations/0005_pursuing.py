"""Claims are obtained in part, opened again and by hand; their turns stay written, their papers have a state."""

import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from darna.base.rowsecurity.guards import OWN_DESK, GuardRows, RunGuardSQL, TieToAgency, WatchRows
from darna.base.rowsecurity.operations import AddConstraint, AddIndex
from darna.domains.entitlements.claims_sql import NO_STAYS, PAPERS, STAYS, TURNS, TURNS_BEFORE

TABLE = "entitlements_claimstep"
OURS = f"{OWN_DESK} and exists (select 1 from cases_case c where c.id = {TABLE}.case_id)"
STATES = [('open', 'under way'), ('obtained', 'obtained'), ('partly', 'obtained in part'), ('refused', 'refused'), ('appealed', 'appealed'), ('withdrawn', 'given up')]
PAPER = [('asked', 'still to bring'), ('brought', 'brought'), ('sent', 'sent to the office'), ('accepted', 'accepted by the office'), ('refused', 'refused by the office')]


class Migration(migrations.Migration):

    dependencies = [
        ("entitlements", "0004_days_to_access"),
        ("rowsecurity", "0001_context"),
        ("audit", "0001_initial"),
        ("people", "0001_initial"),
        ("cases", "0001_initial"),
    ]

    operations = [
        migrations.AlterField("claim", "state", models.CharField(choices=STATES, default="open", max_length=10)),
        migrations.RemoveConstraint("claim", "claim_is_in_a_state_that_exists"),
        AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=Q(state__in=("open", "obtained", "partly", "refused", "appealed", "withdrawn")),
                name="claim_is_in_a_state_that_exists",
            ),
        ),
        migrations.AddField("claim", "reminded_on", models.DateField(null=True)),
        migrations.RemoveIndex("claim", "claim_that_is_due"),
        AddIndex(
            model_name="claim",
            index=models.Index(
                fields=["agency", "due_on"],
                condition=Q(state__in=("open", "partly", "refused", "appealed")),
                name="claim_that_is_due",
            ),
        ),
        RunGuardSQL(TURNS, TURNS_BEFORE),
        migrations.AddField(
            "claimpart", "state", models.CharField(blank=True, choices=PAPER, default="", max_length=8)
        ),
        RunGuardSQL(PAPERS, ""),
        AddConstraint(
            model_name="claimpart",
            constraint=models.CheckConstraint(
                condition=Q(kind="step", state="")
                | Q(kind="document", state__in=("asked", "refused"), done_on__isnull=True)
                | Q(kind="document", state__in=("brought", "sent", "accepted"), done_on__isnull=False),
                name="paper_of_a_claim_is_in_a_state_that_exists",
            ),
        ),
        migrations.CreateModel(
            name="ClaimStep",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("before", models.CharField(choices=[("open", "under way"), ("obtained", "obtained"), ("partly", "obtained in part"), ("refused", "refused"), ("appealed", "appealed"), ("withdrawn", "given up")], max_length=10)),
                ("state", models.CharField(choices=[("open", "under way"), ("obtained", "obtained"), ("partly", "obtained in part"), ("refused", "refused"), ("appealed", "appealed"), ("withdrawn", "given up")], max_length=10)),
                ("on", models.DateField()),
                ("due_on", models.DateField(null=True)),
                ("sealed_note", models.BinaryField(blank=True, default=b"")),
                ("noted_by", models.UUIDField()),
                ("noted_at", models.DateTimeField(auto_now_add=True)),
                ("agency", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency")),
                ("case", models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case")),
                ("claim", models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="entitlements.claim")),
                ("person", models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person")),
            ],
        ),
        AddIndex(model_name="claimstep", index=models.Index(fields=["claim", "noted_at"], name="step_of_a_claim_in_order")),
        GuardRows(TABLE, select=OURS, insert=OURS, update=OURS),
        TieToAgency(TABLE, "case_id", "cases_case", name="claimstep_is_of_a_case_of_its_agency"),
        TieToAgency(TABLE, "person_id", "people_person", name="claimstep_is_of_a_person_of_its_agency"),
        TieToAgency(TABLE, "claim_id", "entitlements_claim", name="claimstep_is_of_a_claim_of_its_agency"),
        WatchRows(TABLE, "person_id"),
        RunGuardSQL(STAYS, NO_STAYS),
    ]
