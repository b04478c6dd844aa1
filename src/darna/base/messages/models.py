"""What Darna sent or would have sent; in a demo, and without a mail server, it stays here to be read."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge


class Message(models.Model):
    """One e-mail, to a member of staff or, private, to a person who is accompanied; none says why they come.

    Once a mail server has taken it, its text is emptied: it may have held a link that opens an account. The address
    of a private one is emptied with it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        KEPT = "kept", _("Kept here: no mail server is set")
        FAILED = "failed", _("Not accepted by the mail server")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(null=True)
    recipient = models.EmailField()
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
        indexes: ClassVar = [models.Index(fields=["-created_at"], name="message_newest_first")]

    def __str__(self) -> str:
        return self.subject
