"""What the public reads of the directory, and what it may say of it."""

from __future__ import annotations

import uuid

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

from darna.base.rowsecurity.guards import GuardRows, RunGuardSQL, WatchRows
from darna.base.rowsecurity.operations import AddConstraint, AddIndex
from darna.domains.directory.guard_sql import kept_with_organisation
from darna.domains.directory.published_sql import NOT_PUBLISHED, PUBLISHED
from darna.domains.directory.suggestions_sql import NO_SUGGESTIONS, SUGGESTIONS

_KEPT = kept_with_organisation("directory_suggestion")


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0001_initial"),
        ("agencies", "0001_initial"),
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("hours", "the opening hours"),
                            ("phone", "the phone number or the web site"),
                            ("address", "the address"),
                            ("closed", "it no longer exists, or has moved"),
                            ("cost", "the cost, or the papers needed"),
                            ("languages", "the languages spoken there"),
                            ("other", "something else"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("language", models.CharField(max_length=2)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "waiting"), ("followed", "followed"), ("declined", "declined")],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("sent_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suggestions",
                        to="directory.serviceatlocation",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.organisation",
                    ),
                ),
            ],
        ),
        AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("state", "open")),
                    models.Q(("decided_at__isnull", False), ("text", "")),
                    _connector="OR",
                ),
                name="suggestion_is_forgotten_when_decided",
            ),
        ),
        AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "declined"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="suggestion_is_declined_with_a_reason",
            ),
        ),
        AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "followed", "declined"])),
                name="suggestion_state_is_one_of_three",
            ),
        ),
        AddIndex(
            model_name="suggestion",
            index=models.Index(fields=["state", "sent_at"], name="suggestion_by_age_that_waits"),
        ),
        AddIndex(
            model_name="service",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["languages"], name="service_by_language"
            ),
        ),
        AddIndex(
            model_name="service",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["serves"], name="service_by_group"
            ),
        ),
        AddIndex(
            model_name="location",
            index=models.Index(fields=["commune"], name="location_by_commune"),
        ),
        GuardRows("directory_suggestion", select=_KEPT, update=_KEPT),
        WatchRows("directory_suggestion"),
        RunGuardSQL(PUBLISHED, NOT_PUBLISHED),
        RunGuardSQL(SUGGESTIONS, NO_SUGGESTIONS),
    ]
