"""Every e-mail is a row first, and leaves only when there is somewhere to send it."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from django.core import mail
from django.db import connection
from django.test import override_settings

from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_agency, make_member
from darna.base.messages import actions
from darna.base.messages.models import Message
from darna.base.messages.queries import messages_visible_to
from darna.base.rowsecurity.context import PUBLIC, Context, Kind, acting
from darna.kernel.errors import Refused

pytestmark = pytest.mark.django_db

outbox = override_settings(EMAIL_BACKEND="darna.base.messages.backends.OutboxBackend")
with_server = override_settings(EMAIL_HOST="mail.example.org", DARNA_DEMO=False)
HOUSE = Context(Kind.JOB)


def write() -> None:
    mail.send_mail("A word", "The text with its link", None, ["karim@example.org"])


def only_message() -> Message:
    with acting(HOUSE):
        return Message.objects.get()


@outbox
def test_without_a_mail_server_a_message_stays() -> None:
    with acting(PUBLIC):
        write()
    assert only_message().state == Message.State.KEPT


@outbox
@with_server
def test_with_a_mail_server_a_job_is_left_behind_and_sends_once() -> None:
    with acting(PUBLIC):
        write()
        with connection.cursor() as cursor:
            cursor.execute("select args from procrastinate_jobs where task_name = 'messages.send'")
            assert "karim" not in str(cursor.fetchall())
    message = only_message()
    assert message.state == Message.State.WAITING
    with patch.object(actions, "EmailBackend") as server, acting(HOUSE):
        server.return_value.__enter__.return_value.send_messages.return_value = 1
        actions.send(message.pk)
        actions.send(message.pk)
        assert server.call_count == 1
    sent = only_message()
    assert (sent.state, sent.body) == (Message.State.SENT, "")


@outbox
@with_server
def test_a_refusing_server_is_asked_again_and_then_said_so_without_the_address() -> None:
    with acting(PUBLIC):
        write()
    message = only_message()
    with patch.object(actions, "EmailBackend", side_effect=OSError("karim@example.org refused")), acting(HOUSE):
        with pytest.raises(actions.NotSent):
            actions.send(message.pk)
        actions.send(message.pk, is_last_try=True)
    assert (only_message().state, only_message().failure) == (Message.State.FAILED, "OSError")


@outbox
def test_an_agency_sees_what_it_sent_and_no_other_agency_does() -> None:
    ours = make_member(Role.AGENCY_ADMINISTRATOR)
    theirs = make_member(Role.AGENCY_ADMINISTRATOR, agency=make_agency("aideca"))
    with acting(ours.context):
        write()
        assert messages_visible_to(ours).count() == 1
    with acting(theirs.context):
        assert messages_visible_to(theirs).count() == 0
        assert Message.objects.count() == 0


@outbox
def test_a_forgotten_password_is_nobodys_but_the_operators() -> None:
    with acting(PUBLIC):
        write()
        assert Message.objects.count() == 0
    with acting(make_member(Role.AGENCY_ADMINISTRATOR).context):
        assert Message.objects.count() == 0


def test_a_caseworker_does_not_read_the_outbox() -> None:
    actor = make_member(Role.CASEWORKER)
    with acting(actor.context), pytest.raises(Refused):
        messages_visible_to(actor)


def test_a_test_without_a_server_says_what_to_set() -> None:
    with pytest.raises(actions.NotSent, match="DARNA_MAIL_HOST"):
        actions.send_test("admin@example.org")
