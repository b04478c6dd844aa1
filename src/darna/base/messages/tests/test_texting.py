"""Text messages: kept like e-mails, carried by whatever gateway is set, and by none unless one is."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import override_settings

from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_member
from darna.base.messages import actions, texting
from darna.base.messages.models import Message
from darna.base.rowsecurity.context import Context, Kind, acting

NUMBER = "+212600000000"
HOUSE = Context(Kind.JOB)


class Taker(BaseHTTPRequestHandler):
    """A gateway on this machine that writes down what it was given."""

    answer = 200
    taken: list[tuple[str, dict[str, str], Any]] = []

    def do_POST(self) -> None:
        size = int(self.headers.get("Content-Length", 0))
        self.taken.append((self.path, dict(self.headers), json.loads(self.rfile.read(size))))
        self.send_response(self.answer)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *_told: Any) -> None:
        """Nothing is printed."""


@pytest.fixture
def taker() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Taker)
    Taker.taken, Taker.answer = [], 200
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/send?from=darna"
    server.shutdown()
    server.server_close()


def gateway(url: str) -> texting.HttpGateway:
    return texting.HttpGateway(url, "secret", '{"to": "{to}", "message": "{text}"}', 2)


def write(actor: Any, text: str = "Tomorrow at ten.") -> bool:
    with acting(actor.job_context):
        return texting.write_text(NUMBER, text, actor.agency_id)


def messages() -> list[Message]:
    with acting(HOUSE):
        return list(Message.objects.all())


def test_a_gateway_is_given_number_text_and_token(taker: str) -> None:
    gateway(taker).hand_over(NUMBER, 'غدا "عند" 10:00')
    ((path, headers, body),) = Taker.taken
    assert path == "/send?from=darna"
    assert headers["Authorization"] == "Bearer secret"
    assert body == {"to": NUMBER, "message": 'غدا "عند" 10:00'}


@pytest.mark.parametrize("status", [302, 400, 500])
def test_a_gateway_that_refuses_or_sends_elsewhere_is_told_without_the_number(taker: str, status: int) -> None:
    Taker.answer = status
    with pytest.raises(texting.NotTaken) as told:
        gateway(taker).hand_over(NUMBER, "x")
    assert str(told.value) == f"HTTP {status}"
    assert len(Taker.taken) == 1


def test_a_gateway_that_is_not_there_is_told_by_the_kind_of_trouble() -> None:
    with pytest.raises(texting.NotTaken) as told:
        gateway("http://127.0.0.1:9/send").hand_over(NUMBER, "x")
    assert str(told.value) == "ConnectionRefusedError"


@pytest.mark.django_db
def test_without_a_gateway_no_number_is_gathered() -> None:
    actor = make_member(Role.CASEWORKER)
    with override_settings(SMS_URL="", DARNA_DEMO=False):
        assert write(actor) is False
    assert messages() == []


@pytest.mark.django_db
@override_settings(SMS_URL="http://127.0.0.1:9/send", DARNA_DEMO=True)
def test_in_a_demo_a_text_stays_to_be_read_and_is_never_sent() -> None:
    assert write(make_member(Role.CASEWORKER)) is True
    (row,) = messages()
    assert (row.state, row.channel, row.body) == ("kept", "sms", "Tomorrow at ten.")


@pytest.mark.django_db
def test_a_text_is_sent_by_a_job_once_and_nothing_of_it_stays(taker: str) -> None:
    actor = make_member(Role.CASEWORKER)
    with override_settings(SMS_URL=taker, SMS_TOKEN="secret", DARNA_DEMO=False):
        write(actor)
        with connection.cursor() as cursor:
            cursor.execute("select args::text from procrastinate_jobs where task_name = 'messages.send'")
            assert NUMBER not in str(cursor.fetchall())
        (row,) = messages()
        with acting(HOUSE):
            actions.send(row.pk)
            actions.send(row.pk)
    (sent,) = messages()
    assert (sent.state, sent.recipient, sent.body, len(Taker.taken)) == ("sent", "", "", 1)


@pytest.mark.django_db
def test_a_text_that_is_refused_is_tried_again_and_then_said_so(taker: str) -> None:
    Taker.answer = 503
    actor = make_member(Role.CASEWORKER)
    with override_settings(SMS_URL=taker, DARNA_DEMO=False):
        write(actor)
        (row,) = messages()
        with acting(HOUSE):
            with pytest.raises(actions.NotSent):
                actions.send(row.pk)
            actions.send(row.pk, is_last_try=True)
    (failed,) = messages()
    assert (failed.state, failed.failure, failed.recipient, failed.body) == ("failed", "HTTP 503", "", "")


@pytest.mark.django_db
def test_nobody_reads_a_text_and_the_database_knows_none_that_is_not_private() -> None:
    keeper = make_member(Role.AGENCY_ADMINISTRATOR)
    with override_settings(SMS_URL="http://127.0.0.1:9/send", DARNA_DEMO=False):
        write(keeper)
    with acting(keeper.context):
        assert not Message.objects.exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            Message.objects.create(
                agency_id=keeper.agency_id, channel="sms", recipient=NUMBER, subject="x", body="x", is_private=False
            )
