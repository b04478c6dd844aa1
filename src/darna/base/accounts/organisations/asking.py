"""What Darna asks an organisation's server: its addresses, its keys, and the token for a code. Nothing else goes out.

Only the server of an organisation in the settings is asked, over HTTPS, without following it elsewhere, for a few
seconds and a few hundred kilobytes at most.
"""

from __future__ import annotations

import base64
import http.client
import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from darna.base.accounts.organisations.known import Organisation
from darna.kernel.errors import Refused

SECONDS = 5
MOST_BYTES = 300_000
WELL_KNOWN = "/.well-known/openid-configuration"
#: Seconds for which addresses and keys are believed, and after which a key nobody knows is looked for again.
FRESH, AGAIN = 3600, 30
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass
class Server:
    """An organisation's server as it describes itself."""

    authorisation: str
    token: str
    keys_at: str
    is_basic: bool
    read_at: float
    keys: list[dict[str, Any]] = field(default_factory=list)
    keys_read_at: float = 0.0


_SERVERS: dict[str, Server] = {}
_LOCK = threading.Lock()


class _Stay(urllib.request.HTTPRedirectHandler):
    """An answer that leads elsewhere is no answer: secrets do not travel on."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(_Stay)


def server_of(organisation: Organisation) -> Server:
    """How the organisation's server describes itself, asked at most once an hour. Raises: `Refused`."""
    with _LOCK:
        found = _SERVERS.get(organisation.issuer)
    if found is None or time.monotonic() - found.read_at > FRESH:
        found = _described(organisation)
        with _LOCK:
            _SERVERS[organisation.issuer] = found
    return found


def keys_of(organisation: Organisation, number: str | None) -> list[dict[str, Any]]:
    """The keys with which the organisation signs; asked again when one of that number is not known yet."""
    server = server_of(organisation)
    age = time.monotonic() - server.keys_read_at
    is_known = any(number in (None, key.get("kid")) for key in server.keys)
    if not server.keys or age > FRESH or (not is_known and age > AGAIN):
        told = _json(_safe(server.keys_at, organisation)).get("keys")
        server.keys = [key for key in told if isinstance(key, dict)] if isinstance(told, list) else []
        server.keys_read_at = time.monotonic()
    return server.keys


def token_for(organisation: Organisation, code: str, *, verifier: str, redirect_uri: str) -> str:
    """The signed statement about who signed in, in exchange for the code. Raises: `Refused`."""
    server = server_of(organisation)
    words = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri, "code_verifier": verifier}
    headers = {}
    if server.is_basic:
        pair = f"{quote(organisation.client_id, safe='')}:{quote(organisation.secret, safe='')}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    else:
        words |= {"client_id": organisation.client_id, "client_secret": organisation.secret}
    told = _json(server.token, body=urlencode(words).encode(), headers=headers)
    token = told.get("id_token")
    if not isinstance(token, str):
        raise Refused("organisation_said_nothing")
    return token


def is_safe(url: str, *, even_here: bool = False) -> bool:
    """Whether an address may be asked: HTTPS, or plain HTTP on this very machine where the organisation lives there."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.username or parts.password or not host:
        return False
    return parts.scheme == "https" or (even_here and parts.scheme == "http" and host in LOOPBACK)


def forget() -> None:
    """Forget what servers said; for tests and for `darna check`, which asks anew."""
    with _LOCK:
        _SERVERS.clear()


def _described(organisation: Organisation) -> Server:
    told = _json(organisation.issuer.rstrip("/") + WELL_KNOWN)
    if told.get("issuer") != organisation.issuer:
        raise Refused("organisation_is_another", issuer=str(told.get("issuer"))[:200])
    methods = told.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    return Server(
        authorisation=_safe(told.get("authorization_endpoint"), organisation),
        token=_safe(told.get("token_endpoint"), organisation),
        keys_at=_safe(told.get("jwks_uri"), organisation),
        is_basic="client_secret_basic" in methods,
        read_at=time.monotonic(),
    )


def _safe(url: object, organisation: Organisation) -> str:
    lives_here = organisation.issuer.startswith("http:")
    if not isinstance(url, str) or not is_safe(url, even_here=lives_here):
        raise Refused("organisation_has_no_safe_address")
    return url


def _json(url: str, *, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
    request = urllib.request.Request(url, data=body, headers={"Accept": "application/json", **(headers or {})})  # noqa: S310 - `is_safe` has looked
    try:
        with _OPENER.open(request, timeout=SECONDS) as answer:
            read = answer.read(MOST_BYTES + 1)
    except urllib.error.HTTPError as refused:
        refused.close()
        raise Refused("organisation_refused", status=refused.code) from refused
    except (OSError, http.client.HTTPException, ValueError) as silent:
        raise Refused("organisation_does_not_answer") from silent
    try:
        told = json.loads(read) if len(read) <= MOST_BYTES else None
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise Refused("organisation_is_not_understood")
    return told
