"""Under which name of the site a passkey works, and why it may not work here.

A passkey belongs to one host. Browsers make none for a number such as 127.0.0.1, and none without HTTPS, except
under `localhost`. The host of a request has been compared with DARNA_HOSTS before.
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

LOCAL = "localhost"
IS_A_NUMBER = "is_a_number"
NEEDS_HTTPS = "needs_https"


@dataclass(frozen=True, slots=True)
class Relying:
    """Where the reader is: the host, the origins whose pages may ask for its passkeys, and what stands in the way."""

    host: str
    origins: frozenset[str]
    trouble: str = ""
    #: The same page under a name that works, where there is one.
    elsewhere: str = ""


def relying(request: Any) -> Relying:
    """The site as a passkey sees it through this request."""
    own = f"{request.scheme}://{request.get_host()}".lower()
    host = urlsplit(own).hostname or ""
    if (number := _number(host)) is not None:
        return Relying(host, frozenset(), IS_A_NUMBER, _by_name(request) if number.is_loopback else "")
    named = {origin.lower() for origin in settings.CSRF_TRUSTED_ORIGINS if urlsplit(origin).hostname == host}
    origins = frozenset(origin for origin in {own, *named} if _is_safe(origin))
    return Relying(host, origins, "" if origins else NEEDS_HTTPS)


def _is_safe(origin: str) -> bool:
    parts = urlsplit(origin)
    host = parts.hostname or ""
    return parts.scheme == "https" or host == LOCAL or host.endswith(f".{LOCAL}")


def _number(host: str) -> Any:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _by_name(request: Any) -> str:
    # Only when the settings allow the name: otherwise the link would lead to a refusal.
    if LOCAL not in settings.ALLOWED_HOSTS:
        return ""
    port = urlsplit(f"//{request.get_host()}").port
    return f"{request.scheme}://{LOCAL}{f':{port}' if port else ''}{request.path}"
