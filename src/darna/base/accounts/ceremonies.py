"""What the site and a passkey say to each other: making one, and signing in with one.

Each conversation begins with a challenge that is good once, for five minutes, under one host. The answer counts only
if it was given on a page of this very origin: pages of a neighbouring host do not speak for this one.
"""

from __future__ import annotations

import json
import struct
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from cryptography.exceptions import UnsupportedAlgorithm
from fido2.cose import ES256, RS256, EdDSA
from fido2.server import Fido2Server
from fido2.utils import websafe_decode
from fido2.webauthn import (
    AuthenticationResponse,
    AuthenticatorData,
    PublicKeyCredentialParameters,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from darna.base.accounts import passkeys
from darna.base.accounts.models import Account
from darna.base.accounts.passkeys import Passkey
from darna.base.accounts.relying import Relying, relying
from darna.kernel.errors import Invalid

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase

ADD, SECOND_STEP, SIGN_IN = "add", "second_step", "sign_in"
#: Seconds in which an answer is taken.
LASTS = 300
ALGORITHMS = (ES256.ALGORITHM, EdDSA.ALGORITHM, RS256.ALGORITHM)
#: Whatever is sent in place of an answer: each of these is what the parser says to some of it.
_UNREADABLE = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    NotImplementedError,
    RecursionError,
    struct.error,
    UnsupportedAlgorithm,
)
#: What the browser is asked, as JSON.
Options = str


class Copied(Invalid):
    """A passkey has signed less often than it had before: there may be a copy of it."""

    def __init__(self, account: Account | None = None) -> None:
        super().__init__("credential", "passkey_copied")
        self.account = account


def begin_adding(request: Any, account: Account) -> Options:
    """What the browser is asked so that it makes a passkey: one it can find without being told an address."""
    here = relying(request)
    options, state = _server(here).register_begin(
        PublicKeyCredentialUserEntity(id=account.pk.bytes, name=account.email, display_name=account.full_name),
        [one.credential for one in passkeys.of_account(account.pk) if one.host == here.host],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    _remember(request.session, ADD, here, state)
    return _said(options)


def finish_adding(request: Any, account: Account, name: str, answer: Mapping[str, Any]) -> Passkey:
    """The passkey that the browser has made. Raises: `Invalid` when the answer does not prove it."""
    here = relying(request)
    state = _recall(request.session, ADD, here)
    try:
        made: AuthenticatorData = _server(here).register_complete(state, answer)
    except _UNREADABLE as wrong:
        raise Invalid("credential", "passkey_not_proved") from wrong
    credential = made.credential_data
    if credential is None or credential.public_key.get(3) not in ALGORITHMS:
        raise Invalid("credential", "passkey_not_proved")
    return Passkey(account.pk, name, here.host, credential, made.counter)


def begin_second_step(request: Any, account: Account) -> Options | None:
    """What the browser is asked for the second step; None when the account has no passkey for this host."""
    here = relying(request)
    known = [one.credential for one in passkeys.of_account(account.pk) if one.host == here.host]
    if here.trouble or not known:
        return None
    options, state = _server(here).authenticate_begin(known, UserVerificationRequirement.PREFERRED)
    _remember(request.session, SECOND_STEP, here, state)
    return _said(options)


def finish_second_step(request: Any, account: Account, answer: Mapping[str, Any]) -> None:
    """Accept a passkey after the password. Raises: `Invalid`; `Copied` when it may have a copy."""
    here = relying(request)
    _accept(account, answer, here, _recall(request.session, SECOND_STEP, here))


def begin_sign_in(request: Any) -> Options:
    """What the browser is asked when nobody said who they are: any passkey of this host, unlocked by its owner."""
    here = relying(request)
    options, state = _server(here).authenticate_begin(None, UserVerificationRequirement.REQUIRED)
    _remember(request.session, SIGN_IN, here, state)
    return _said(options)


def finish_sign_in(request: Any, answer: Mapping[str, Any]) -> Account:
    """The account whose passkey has signed. Raises: `Invalid`, alike for an unknown one; `Copied`."""
    here = relying(request)
    state = _recall(request.session, SIGN_IN, here)
    account = _named_by(answer)
    if account is None:
        raise Invalid("credential", "passkey_not_proved")
    _accept(account, answer, here, state)
    return account


def _accept(account: Account, answer: Mapping[str, Any], here: Relying, state: Mapping[str, Any]) -> None:
    known = [one for one in passkeys.of_account_locked(account.pk) if one.host == here.host]
    try:
        signed = _server(here).authenticate_complete(state, [one.credential for one in known], answer)
        count = AuthenticationResponse.from_dict(answer).response.authenticator_data.counter
    except _UNREADABLE as wrong:
        raise Invalid("credential", "passkey_not_proved") from wrong
    passkey = next(one for one in known if one.credential.credential_id == signed.credential_id)
    if (count or passkey.count) and count <= passkey.count:
        raise Copied(account)
    passkeys.note_use(passkey, count)


def _named_by(answer: Mapping[str, Any]) -> Account | None:
    try:
        key = UUID(bytes=websafe_decode(answer["response"]["userHandle"]))
    except _UNREADABLE:
        return None
    return Account.objects.filter(pk=key, is_active=True).first()


def _server(here: Relying) -> Fido2Server:
    server = Fido2Server(
        PublicKeyCredentialRpEntity(id=here.host, name="Darna"), verify_origin=here.origins.__contains__
    )
    server.allowed_algorithms = [
        PublicKeyCredentialParameters(type=PublicKeyCredentialType.PUBLIC_KEY, alg=alg) for alg in ALGORITHMS
    ]
    setattr(server, "timeout", LASTS * 1000)  # noqa: B010 - the library types it as None
    return server


def _remember(session: SessionBase, purpose: str, here: Relying, state: Mapping[str, Any]) -> None:
    session[_key(purpose)] = {
        "challenge": state["challenge"],
        "user_verification": str(state["user_verification"].value),
        "host": here.host,
        "until": time.time() + LASTS,
    }


def _recall(session: SessionBase, purpose: str, here: Relying) -> dict[str, Any]:
    # Taken away before it is looked at: a challenge is answered once, rightly or not.
    state = session.pop(_key(purpose), None)
    if not state or state["host"] != here.host or state["until"] < time.time():
        raise Invalid("credential", "passkey_too_late")
    return dict(state)


def _key(purpose: str) -> str:
    return f"darna.passkey.{purpose}"


def _said(options: Any) -> Options:
    return json.dumps(_plain(options))


def _plain(value: Any) -> Any:
    """Options as JSON can say them."""
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value
