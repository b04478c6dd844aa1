"""The first test of the suite: everything after it would pass vacuously if tests spoke as a role that sees all."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.guards.conftest import Ground

ROLE = "select current_user, session_user, rolsuper, rolbypassrls from pg_roles where rolname = current_user"


@pytest.mark.django_db
def test_tests_speak_as_the_role_that_owns_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute(ROLE)
        assert cursor.fetchone() == ("darna_app", "darna_app", False, False)


def test_a_role_that_passes_row_security_would_be_noticed(ground: Ground) -> None:
    with ground.connect("app") as app, ground.connect("migrator") as migrator:
        assert app.execute(ROLE).fetchone() == ("darna_app", "darna_app", False, False)
        assert migrator.execute(ROLE).fetchone() == ("darna_migrator", "darna_migrator", False, True)
        assert app.execute("select count(*) from people_person").fetchone() == (0,)
        assert migrator.execute("select count(*) from people_person").fetchone() != (0,), "the negative control"
