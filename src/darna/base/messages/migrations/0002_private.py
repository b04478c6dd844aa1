"""Letters to persons who are accompanied: read by the job that sends them, and by nobody else."""

from django.db import migrations, models

from darna.base.rowsecurity.guards import OWN_OFFICE, RunGuardSQL

OF_NOBODY = "agency_id is null and (select sec.is_operator())"
BY_THE_HOUSE = "(select sec.kind()) = 'job' and (select sec.agency()) is null"
BY_THE_SENDER = "(select sec.kind()) = 'job' and agency_id = (select sec.agency())"
IN_A_DEMO = "is_demo and (select sec.kind()) is not null"


def _seen_by(offices: str) -> str:
    condition = f"{offices} or {BY_THE_HOUSE} or {BY_THE_SENDER} or {IN_A_DEMO}"
    return f"alter policy may_see on outbox_message using ({condition});"


class Migration(migrations.Migration):

    dependencies = [("outbox", "0001_initial")]

    operations = [
        migrations.AddField("message", "is_private", models.BooleanField(default=False)),
        RunGuardSQL(
            _seen_by(f"not is_private and ({OWN_OFFICE} or {OF_NOBODY})"), _seen_by(f"{OWN_OFFICE} or {OF_NOBODY}")
        ),
    ]
