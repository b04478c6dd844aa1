"""A phone that keeps passkeys, as far as a server can tell: it makes key pairs and signs what it is asked."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

FLAG = AuthenticatorData.FLAG
HERE = "http://localhost"


@dataclass
class Device:
    """A phone; `is_unlocked` says whether its owner shows a finger, `origin` on which page it believes to be."""

    origin: str = HERE
    host: str = "localhost"
    is_unlocked: bool = True
    #: None for a passkey that is copied between devices on purpose and counts nothing.
    count: int | None = 0
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    owner: str = ""

    def make(self, options: str) -> dict[str, Any]:
        """The answer to being asked for a new passkey."""
        told = json.loads(options)["publicKey"]
        self.owner = told["user"]["id"]
        public = AttestedCredentialData.create(
            bytes(16), self.credential_id, ES256.from_cryptography_key(self.key.public_key())
        )
        data = AuthenticatorData.create(self._host_hash(), self._flags() | FLAG.AT, self._next(), public)
        made = AttestationObject.create("none", data, {})
        return self._answer(
            clientDataJSON=websafe_encode(self._client("webauthn.create", told["challenge"])),
            attestationObject=websafe_encode(bytes(made)),
        )

    def sign(self, options: str) -> dict[str, Any]:
        """The answer to being asked to sign in."""
        told = json.loads(options)["publicKey"]
        client = self._client("webauthn.get", told["challenge"])
        data = AuthenticatorData.create(self._host_hash(), self._flags(), self._next())
        signature = self.key.sign(bytes(data) + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            clientDataJSON=websafe_encode(client),
            authenticatorData=websafe_encode(bytes(data)),
            signature=websafe_encode(signature),
            userHandle=self.owner,
        )

    def _answer(self, **response: str) -> dict[str, Any]:
        known = websafe_encode(self.credential_id)
        return {"id": known, "rawId": known, "type": "public-key", "response": response}

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _host_hash(self) -> bytes:
        return hashlib.sha256(self.host.encode()).digest()

    def _flags(self) -> Any:
        return FLAG.UP | FLAG.UV if self.is_unlocked else FLAG.UP

    def _next(self) -> int:
        if self.count is None:
            return 0
        self.count += 1
        return self.count


def garbage_of(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """Answers that are none."""
    response = answer["response"]
    broken = [{}, {"response": None}, {"response": {}}, {"id": 1, "rawId": 2}, {"response": [1]}, {**answer, "id": "x"}]
    for name in response:
        for value in (None, 7, "", "é", "AAAA", [], {}, websafe_encode(cbor.encode({1: 2}))):
            broken.append({**answer, "response": {**response, name: value}})
    return broken


def challenge_of(options: str) -> bytes:
    """What the device is asked to sign."""
    return bytes(websafe_decode(json.loads(options)["publicKey"]["challenge"]))
