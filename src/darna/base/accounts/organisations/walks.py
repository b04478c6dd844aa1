"""One walk to an organisation and back: begun in a session, ended once, within ten minutes, in the same session."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from darna.base.accounts.organisations import asking, tokens
from darna.base.accounts.organisations.known import Organisation
from darna.base.accounts.sealing import seal, unseal
from darna.kernel.errors import Refused

WALK = "darna.organisation"
LASTS = 600
#: Why somebody is sent there: to sign in, or to link their account after typing its password.
SIGN_IN, LINK = "sign_in", "link"


@dataclass(frozen=True)
class Walk:
    """What is kept while somebody is away: why they went, and what their return is recognised by."""

    organisation: str
    purpose: str
    account: str
    language: str
    next: str
    state: str
    nonce: str
    verifier: str
    until: float


def begin(request: Any, organisation: Organisation, purpose: str, *, account: object = "", then: str = "") -> str:
    """Remember the walk and tell the address it leads to. Raises: `Refused` when the organisation does not answer."""
    server = asking.server_of(organisation)
    walk = Walk(
        organisation=organisation.code,
        purpose=purpose,
        account=str(account),
        language=translation.get_language() or settings.LANGUAGE_CODE,
        next=then,
        state=secrets.token_urlsafe(32),
        nonce=secrets.token_urlsafe(32),
        verifier=secrets.token_urlsafe(48),
        until=time.time() + LASTS,
    )
    # Sealed, because sessions lie in the database as plain text.
    request.session[WALK] = seal(json.dumps(asdict(walk)))
    words = {
        "response_type": "code",
        "client_id": organisation.client_id,
        "redirect_uri": return_address(request, organisation),
        "scope": "openid email",
        "state": walk.state,
        "nonce": walk.nonce,
        "code_challenge": _challenge(walk.verifier),
        "code_challenge_method": "S256",
        # Desks are shared: the organisation asks anew instead of remembering whoever sat here before.
        "prompt": "login",
        "ui_locales": walk.language,
    }
    if organisation.trusted_acr:
        words["acr_values"] = " ".join(sorted(organisation.trusted_acr))
    return f"{server.authorisation}{'&' if '?' in server.authorisation else '?'}{urlencode(words)}"


def taken(request: Any) -> Walk | None:
    """The walk of this session; it is taken away, so that nobody returns from it twice."""
    sealed = request.session.pop(WALK, None)
    if not sealed:
        return None
    try:
        walk = Walk(**json.loads(unseal(sealed)))
    except (InvalidTag, ValueError, TypeError):
        return None
    return walk if walk.until >= time.time() else None


def returned(request: Any, walk: Walk, organisation: Organisation, words: Mapping[str, str]) -> tokens.Claims:
    """What the organisation says about whoever returns. Raises: `Refused` with the reason."""
    if walk.organisation != organisation.code or not _same(words.get("state", ""), walk.state):
        raise Refused("walk_is_another")
    if words.get("iss", organisation.issuer) != organisation.issuer:
        raise Refused("statement_of_somebody_else")
    if words.get("error") or not words.get("code"):
        raise Refused("organisation_did_not_sign_in")
    redirect_uri = return_address(request, organisation)
    token = asking.token_for(organisation, words["code"], verifier=walk.verifier, redirect_uri=redirect_uri)
    keys = asking.keys_of(organisation, tokens.number_of_key(token))
    return tokens.believed(token, keys, issuer=organisation.issuer, client_id=organisation.client_id, nonce=walk.nonce)


def return_address(request: Any, organisation: Organisation) -> str:
    """The one address to which the organisation sends people back, whichever language they read."""
    with translation.override(settings.LANGUAGE_CODE):
        path = reverse("account_organisation_back", args=[organisation.code])
    return str(request.build_absolute_uri(path))


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _same(one: str, other: str) -> bool:
    return secrets.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode())
