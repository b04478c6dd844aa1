"""Text messages: what carries them out of the house, one adapter for each kind of gateway; none is set by default.

A text goes through the outbox as an e-mail does: a row in the transaction that caused it, sent by a job afterwards.
"""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Protocol
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from darna.base.messages.models import Message
from darna.base.messages.tasks import send_message

#: A gateway cuts or bills longer ones by the piece; ours are far shorter.
LONGEST = 480


class NotTaken(RuntimeError):
    """A gateway did not take a text; says why by kind and number, never with the number of the person."""


class Gateway(Protocol):
    """Whatever takes a text to a telephone."""

    def hand_over(self, number: str, text: str) -> None:
        """Give a text to be carried. Raises: NotTaken."""


@dataclass(frozen=True, slots=True)
class HttpGateway:
    """A gateway that takes JSON over HTTP, as most do: where, with which token, in which shape."""

    url: str
    token: str
    #: JSON in which {to} and {text} stand for the number and the text.
    body: str
    timeout: int

    def hand_over(self, number: str, text: str) -> None:
        """One request; an answer of the two hundreds is a yes, and another address is never followed. Raises: NotTaken."""
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        place = urlsplit(self.url)
        path = f"{place.path or '/'}?{place.query}" if place.query else place.path or "/"
        kind = HTTPSConnection if place.scheme == "https" else HTTPConnection
        with closing(kind(place.hostname or "", place.port, timeout=self.timeout)) as line:
            try:
                line.request("POST", path, filled(self.body, number, text), headers)
                status = line.getresponse().status
            except (OSError, HTTPException) as trouble:
                # What the trouble says may repeat the address, so only its kind is kept.
                raise NotTaken(type(trouble).__name__) from trouble
        if not 200 <= status < 300:
            raise NotTaken(f"HTTP {status}")


def filled(template: str, number: str, text: str) -> bytes:
    """The body of a request, the two values written as JSON writes them.

    >>> filled('{"to": "{to}", "message": "{text}"}', "+212600000000", 'a "b"')
    b'{"to": "+212600000000", "message": "a \\\\"b\\\\""}'
    """
    told = {"{to}": number, "{text}": text}
    for mark, value in told.items():
        template = template.replace(mark, json.dumps(value)[1:-1])
    return template.encode()


def gateway() -> Gateway | None:
    """The gateway that is set; None where texts do not leave the house."""
    if not settings.SMS_URL:
        return None
    return HttpGateway(settings.SMS_URL, settings.SMS_TOKEN, settings.SMS_BODY, settings.SMS_TIMEOUT)


def texts_leave() -> bool:
    """Tell whether texts are sent at all: a gateway is set and this is no demo."""
    return gateway() is not None and not settings.DARNA_DEMO


def write_text(number: str, text: str, agency_id: UUID) -> bool:
    """Keep a text to a person in the outbox and have it sent; whether it was kept.

    Where texts do not leave the house, the number of a person is not gathered; a demo's people are invented.
    """
    if not texts_leave() and not settings.DARNA_DEMO:
        return False
    state = Message.State.WAITING if texts_leave() else Message.State.KEPT
    row = Message.objects.create(
        agency_id=agency_id,
        channel=Message.Channel.SMS,
        recipient=number,
        subject=_("Text message"),
        body=text[:LONGEST],
        state=state,
        is_demo=settings.DARNA_DEMO,
        is_private=True,
    )
    if state == Message.State.WAITING:
        send_message.defer(message_id=str(row.pk), agency_id=str(agency_id))
    return True
