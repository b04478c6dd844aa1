"""Sending what waits in the outbox, trying a mail server, and forgetting what is old."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPException
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.utils.translation import gettext as _

from darna.base.messages.models import Message
from darna.kernel.clock import now

TRIES = 8
KEPT_FOR = timedelta(days=30)


class NotSent(RuntimeError):
    """The mail server or the gateway did not take a message; says why, without addresses."""


def send(message_id: UUID, *, is_last_try: bool = False) -> None:
    """Send a waiting message. Raises: `NotSent` when it shall be tried again; doing it twice sends once."""
    message = Message.objects.select_for_update().filter(pk=message_id, state=Message.State.WAITING).first()
    if message is None:
        return
    try:
        _carry(message)
    except NotSent as refusal:
        if not is_last_try:
            raise
        message.state, message.failure = Message.State.FAILED, str(refusal)
    else:
        message.state, message.sent_at, message.body = Message.State.SENT, now(), ""
    if message.is_private and message.state != Message.State.WAITING:
        message.recipient = message.body = ""
    message.save(update_fields=["state", "sent_at", "body", "failure", "recipient"])


def send_test(recipient: str) -> None:
    """Send a test e-mail at once, past the outbox. Raises: `NotSent` saying what the mail server answered."""
    _hand_over(recipient, _("Test from Darna"), _("If you can read this, Darna can send e-mail."))


def forget_old() -> int:
    """Remove messages older than thirty days; the number removed."""
    return Message.objects.filter(created_at__lt=now() - KEPT_FOR).delete()[0]


def _carry(message: Message) -> None:
    if message.channel == Message.Channel.EMAIL:
        _hand_over(message.recipient, message.subject, message.body)
        return
    # It keeps rows for the job that calls this, so it is read when that job runs.
    from darna.base.messages import texting

    carrier = texting.gateway()
    if carrier is None:
        raise NotSent("no gateway is set: write DARNA_SMS_URL")
    try:
        carrier.hand_over(message.recipient, message.body)
    except texting.NotTaken as refusal:
        raise NotSent(str(refusal)) from refusal


def _hand_over(recipient: str, subject: str, body: str) -> None:
    if not settings.EMAIL_HOST:
        raise NotSent("no mail server is set: write DARNA_MAIL_HOST")
    try:
        with EmailBackend() as server:
            EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [recipient], connection=server).send()
    except (OSError, SMTPException) as refusal:
        # A server's answer may repeat the address, so only its number and kind are kept.
        number = getattr(refusal, "smtp_code", "")
        raise NotSent(f"{type(refusal).__name__} {number}".strip()) from refusal
