"""Parts of a claim say who does them; a step may stand in the words of whoever wrote it."""

from django.db import migrations, models
from django.db.models import Q

from darna.base.rowsecurity.operations import AddConstraint

DOERS = [("person", "the person"), ("together", "the person and the house together"), ("house", "the house"), ("office", "the office")]


class Migration(migrations.Migration):

    dependencies = [("entitlements", "0006_days_by_programme")]

    operations = [
        migrations.AddField("claimpart", "doer", models.CharField(blank=True, choices=DOERS, default="", max_length=8)),
        migrations.AddField("claimpart", "sealed_words", models.BinaryField(blank=True, default=b"")),
        AddConstraint(
            model_name="claimpart",
            constraint=models.CheckConstraint(
                condition=Q(doer__in=("", "person", "together", "house", "office")),
                name="part_is_done_by_somebody_who_is_known",
            ),
        ),
        AddConstraint(
            model_name="claimpart",
            constraint=models.CheckConstraint(
                condition=Q(kind="step") | Q(sealed_words=b""), name="only_a_step_is_in_own_words"
            ),
        ),
    ]
