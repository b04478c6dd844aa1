"""The outbox: every e-mail becomes a row in the transaction that caused it, and a job sends it afterwards.

So no e-mail leaves for something that was undone, and none is lost when the mail server is away.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection

from darna.base.messages.models import Message
from darna.base.messages.tasks import send_message

#: The header of a letter to a person who is accompanied; it never leaves the house.
PRIVATE = "X-Darna-Private"


class OutboxBackend(BaseEmailBackend):
    """Keeps e-mails; without a mail server, and in a demo, they stay in the outbox to be read there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(fail_silently=bool(kwargs.get("fail_silently")))

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """One row for each recipient; the number of rows."""
        agency_id = _acting_agency()
        rows = [_row(mail, to, agency_id) for mail in email_messages for to in mail.recipients() if _is_kept(mail)]
        Message.objects.bulk_create(rows)
        for row in rows:
            if row.state == Message.State.WAITING:
                send_message.defer(message_id=str(row.pk), agency_id=str(agency_id) if agency_id else None)
        return len(rows)


def leaves_the_house() -> bool:
    """Tell whether e-mails are sent at all: there is a mail server and this is no demo."""
    return bool(settings.EMAIL_HOST) and not settings.DARNA_DEMO


def _is_kept(mail: EmailMessage) -> bool:
    """Where nothing leaves the house, the address of a person is not gathered; a demo's people are invented."""
    return PRIVATE not in mail.extra_headers or leaves_the_house() or settings.DARNA_DEMO


def _row(mail: EmailMessage, to: str, agency_id: UUID | None) -> Message:
    state = Message.State.WAITING if leaves_the_house() else Message.State.KEPT
    return Message(
        agency_id=agency_id,
        recipient=to,
        subject=" ".join(str(mail.subject).split())[:200],
        body=str(mail.body),
        state=state,
        is_demo=settings.DARNA_DEMO,
        is_private=PRIVATE in mail.extra_headers,
    )


def _acting_agency() -> UUID | None:
    with connection.cursor() as cursor:
        cursor.execute("select sec.agency()")
        return cursor.fetchone()[0]  # type: ignore[no-any-return]
