"""The outbox carries text messages too."""

from django.db import migrations, models

from darna.base.rowsecurity.operations import AddConstraint


class Migration(migrations.Migration):

    dependencies = [("outbox", "0002_private")]

    operations = [
        migrations.AddField(
            "message",
            "channel",
            models.CharField(choices=[("email", "E-mail"), ("sms", "Text message")], default="email", max_length=5),
        ),
        migrations.AlterField("message", "recipient", models.CharField(max_length=254)),
        AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(channel="email") | models.Q(channel="sms", is_private=True),
                name="text_message_is_read_by_nobody",
            ),
        ),
    ]
