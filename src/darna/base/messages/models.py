"""What Darna sent or would have sent; in a demo, and without a mail server, it stays here to be read."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge


class Message(models.Model):
    """One e-mail or text message, to a member of staff or, private, to a person who is accompanied; none says why they come.

    Once a mail server has taken it, its text is emptied: it may have held a link that opens an account. The address
    of a private one is emptied with it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        KEPT = "kept", _("Kept here: no mail server is set")
        FAILED = "failed", _("Not accepted by the mail server")

    class Channel(models.TextChoices):
        EMAIL = "email", _("E-mail")
        SMS = "sms", _("Text message")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(null=True)
    channel = models.CharField(max_length=5, choices=Channel.choices, default=Channel.EMAIL)
    #: An address, or the number of a telephone.
    recipient = models.CharField(max_length=254)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    is_demo = models.BooleanField(default=False)
    #: To a person who is accompanied: read by nobody, sent by the job.
    is_private = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=200, blank=True)

    lifecycle: ClassVar = Lifecycle(OnMerge.STAY, OnErase.KEEP, export=False, retention="messages_thirty_days")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(channel="email") | models.Q(channel="sms", is_private=True),
                name="text_message_is_read_by_nobody",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["-created_at"], name="message_newest_first")]

    def __str__(self) -> str:
        return self.subject
