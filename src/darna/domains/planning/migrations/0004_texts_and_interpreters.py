"""Appointments know an interpreter's language, who could not come, and whether a reminder goes by text message."""

from django.db import migrations, models
from django.db.models import Q

from darna.base.rowsecurity.guards import RunGuardSQL
from darna.base.rowsecurity.operations import AddConstraint
from darna.domains.planning.feeds_sql import FEEDS, FEEDS_WITH_EXCUSED, NO_FEEDS

STATES = [('planned', 'planned'), ('kept', 'kept'), ('missed', 'missed'), ('excused', 'excused'), ('cancelled', 'cancelled')]


class Migration(migrations.Migration):

    dependencies = [("planning", "0003_calendar_feeds")]

    operations = [
        migrations.AlterField("appointment", "state", models.CharField(choices=STATES, default="planned", max_length=10)),
        migrations.RemoveConstraint("appointment", "appointment_is_in_a_state_that_exists"),
        AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=Q(state__in=("planned", "kept", "missed", "excused", "cancelled")),
                name="appointment_is_in_a_state_that_exists",
            ),
        ),
        migrations.AddField(
            "appointment", "interpreter", models.CharField(blank=True, default="", max_length=8)
        ),
        migrations.AddField(
            "appointment",
            "reminds_by",
            models.CharField(choices=[("email", "by e-mail"), ("sms", "by text message")], default="email", max_length=5),
        ),
        migrations.AddField("appointment", "names_house", models.BooleanField(default=False)),
        AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=Q(reminds_by__in=("email", "sms")), name="reminder_goes_by_a_way_that_exists"
            ),
        ),
        RunGuardSQL(NO_FEEDS + FEEDS_WITH_EXCUSED, NO_FEEDS + FEEDS),
    ]
