"""How asking all saved answers again goes on is told, one run at a time; a changed answer counts its new reasons."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from darna.base.rowsecurity.guards import OWN_DESK, GuardRows, WatchRows


class Migration(migrations.Migration):
    dependencies = [
        ("rowsecurity", "0001_context"),
        ("audit", "0001_initial"),
        ("entitlements", "0001_initial"),
    ]

    operations = [
        migrations.AddField("lateranswer", "differing", models.PositiveSmallIntegerField(default=0)),
        migrations.CreateModel(
            name="AskingAgain",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("run", models.UUIDField()),
                ("begun_by", models.UUIDField(null=True)),
                ("started_at", models.DateTimeField()),
                ("touched_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("asked", models.PositiveIntegerField(default=0)),
                ("changed", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency",), name="agency_asks_all_again_once_at_a_time"),
                    models.CheckConstraint(
                        condition=models.Q(("changed__lte", models.F("asked"))),
                        name="no_more_answers_changed_than_were_asked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("touched_at__gte", models.F("started_at")),
                            models.Q(
                                ("ended_at__isnull", True), ("ended_at__gte", models.F("started_at")), _connector="OR"
                            ),
                        ),
                        name="asking_again_ends_after_it_began",
                    ),
                ]
            },
        ),
        GuardRows("entitlements_askingagain", select=OWN_DESK, insert=OWN_DESK, update=OWN_DESK),
        WatchRows("entitlements_askingagain"),
    ]
