from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("people", "0002_lists_of_persons"),
    ]

    operations = [
        migrations.AddField(
            model_name="consent",
            name="sealed_evidence",
            field=models.BinaryField(blank=True, default=b""),
        ),
    ]
