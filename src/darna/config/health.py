"""Two addresses for machines: the process answers, and the database answers it."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers the role that owns nothing; 503 when it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select sec.kind() is null")
            cursor.fetchone()
    except DatabaseError:
        return HttpResponse("the database does not answer\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


setattr(healthz, "needed_verb", "public")  # noqa: B010
setattr(readyz, "needed_verb", "public")  # noqa: B010
