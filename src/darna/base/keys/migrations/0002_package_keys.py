from django.db import migrations, models

from darna.base.rowsecurity.guards import GuardRows


class Migration(migrations.Migration):

    dependencies = [
        ("keys", "0001_initial"),
        ("rowsecurity", "0001_context"),
    ]

    operations = [
        migrations.CreateModel(
            name="PackageKey",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("agency_id", models.UUIDField()),
                ("person_id", models.UUIDField()),
                ("master", models.PositiveSmallIntegerField()),
                ("wrapped", models.BinaryField()),
            ],
            options={
                "db_table": "keys_packagekey",
                "indexes": [models.Index(fields=["person_id"], name="package_keys_of_a_person")],
            },
        ),
        # Closed until the domain that hands packages over says who may read their keys.
        GuardRows("keys_packagekey"),
    ]
