"""What went abroad by a link is written down beside what went by a referral."""

import django.db.models.deletion
from django.db import migrations, models

from darna.base.rowsecurity.guards import RunGuardSQL
from darna.base.rowsecurity.operations import AddConstraint

#: On the way back: without a referral there is nothing such a record could hang on.
WITHOUT_LINKS = "delete from referrals_transferrecord where referral_id is null;"


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_initial")]

    operations = [
        migrations.AddField("transferrecord", "link_id", models.UUIDField(null=True, unique=True)),
        migrations.AlterField(
            "transferrecord",
            "referral",
            models.OneToOneField(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="transfer",
                to="referrals.referral",
            ),
        ),
        AddConstraint(
            "transferrecord",
            models.CheckConstraint(
                condition=models.Q(link_id__isnull=True, referral__isnull=False)
                | models.Q(link_id__isnull=False, referral__isnull=True),
                name="transfer_goes_by_a_referral_or_by_a_link",
            ),
        ),
        RunGuardSQL("select 1;", WITHOUT_LINKS),
    ]
