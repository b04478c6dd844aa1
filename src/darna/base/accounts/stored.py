"""Sessions in PostgreSQL, as Django keeps them, looked up by a prepared question because every page asks it."""

from __future__ import annotations

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from darna.base.prepared import INSTANT, TEXT, Prepared

_SESSION = Prepared(
    lambda key, instant: Session.objects.filter(session_key=key, expire_date__gt=instant), key=TEXT, instant=INSTANT
)


class SessionStore(DatabaseStore):
    """Django's store with a cheaper look-up."""

    def _get_session_from_db(self) -> Session | None:
        found = _SESSION.first(key=self.session_key, instant=timezone.now())
        if found is None:
            self._session_key = None
        return found
