from django.db import migrations, models

from darna.base.rowsecurity.operations import AddIndex


class Migration(migrations.Migration):

    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        AddIndex(
            model_name="person",
            index=models.Index(fields=["agency", "-registered_at", "id"], name="persons_newest_of_an_agency"),
        ),
        AddIndex(
            model_name="person",
            index=models.Index(fields=["agency", "born_on", "id"], name="persons_of_an_agency_by_birth"),
        ),
        AddIndex(
            model_name="person",
            index=models.Index(fields=["agency", "commune", "-registered_at"], name="persons_of_a_commune"),
        ),
    ]
