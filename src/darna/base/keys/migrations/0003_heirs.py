from django.db import migrations, models

from darna.base.rowsecurity.operations import AddIndex


class Migration(migrations.Migration):

    dependencies = [
        ("keys", "0002_package_keys"),
    ]

    operations = [
        migrations.AddField(
            model_name="personkey",
            name="heir_id",
            field=models.UUIDField(null=True),
        ),
        AddIndex(
            model_name="personkey",
            index=models.Index(
                condition=models.Q(("heir_id__isnull", False)), fields=["heir_id"], name="keys_by_heir_for_opening"
            ),
        ),
    ]
