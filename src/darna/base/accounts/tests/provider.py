"""An organisation's server on this machine: it describes itself, shows its keys, and gives a statement for a code."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

CLIENT, SECRET = "darna", "the secret: of Darna"
_RSA = rsa.generate_private_key(65537, 2048)
_SHORT = rsa.generate_private_key(65537, 1024)
_EC = ec.generate_private_key(ec.SECP256R1())


def packed(value: bytes | dict[str, Any]) -> str:
    """A part of a statement."""
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(body).rstrip(b"=").decode()


def _number(value: int) -> str:
    return packed(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def rsa_key(key: rsa.RSAPrivateKey = _RSA, number: str = "r") -> dict[str, str]:
    """The public half of a key as the server shows it."""
    public = key.public_key().public_numbers()
    return {"kty": "RSA", "kid": number, "use": "sig", "n": _number(public.n), "e": _number(public.e)}


def ec_key(number: str = "e") -> dict[str, str]:
    """The same of a key on a curve."""
    public = _EC.public_key().public_numbers()
    sides = {name: packed(value.to_bytes(32, "big")) for name, value in (("x", public.x), ("y", public.y))}
    return {"kty": "EC", "crv": "P-256", "kid": number, **sides}


def signed(claims: dict[str, Any], algorithm: str = "RS256", **header: Any) -> str:
    """A statement, signed as the header says."""
    number = {"ES256": "e"}.get(algorithm, "r")
    body = f"{packed({'alg': algorithm, 'kid': number, **header})}.{packed(claims)}"
    return f"{body}.{packed(_signature(body.encode(), algorithm))}"


def _signature(body: bytes, algorithm: str) -> bytes:
    if algorithm == "RS256":
        return _RSA.sign(body, padding.PKCS1v15(), SHA256())
    if algorithm == "PS256":
        return _RSA.sign(body, padding.PSS(padding.MGF1(SHA256()), 32), SHA256())
    if algorithm == "ES256":
        r, s = decode_dss_signature(_EC.sign(body, ec.ECDSA(SHA256())))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")
    if algorithm == "short":
        return _SHORT.sign(body, padding.PKCS1v15(), SHA256())
    return b""


@dataclass
class Provider:
    """What the server knows and does; a test changes it to be another, or a broken, organisation."""

    issuer: str = ""
    keys: list[dict[str, Any]] = field(default_factory=lambda: [rsa_key(), ec_key()])
    algorithm: str = "RS256"
    header: dict[str, Any] = field(default_factory=dict)
    #: Claims that replace those of an honest statement; None takes one away.
    instead: dict[str, Any] = field(default_factory=dict)
    described: dict[str, Any] = field(default_factory=dict)
    #: Answers by path, in place of the right ones: status, headers, body.
    answers: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    sent: list[dict[str, str]] = field(default_factory=list)
    email: str = "samira@example.org"
    subject: str = "s-1"
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def settings(self, **more: Any) -> list[dict[str, Any]]:
        """What an operator writes so that Darna knows the organisation."""
        told = {"code": "ministry", "issuer": self.issuer, "client_id": CLIENT, "secret": SECRET}
        return [{**told, "labels": {"": "The Ministry"}, "trusted_amr": [], "trusted_acr": [], **more}]

    def sign_in(self, address: str) -> dict[str, str]:
        """What the organisation sends the browser back with, after asking whoever sits there."""
        words = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = secrets.token_urlsafe(8)
        self.codes[code] = words
        return {"code": code, "state": words["state"]}

    def document(self) -> dict[str, Any]:
        """How it describes itself."""
        told = {"issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/authorise"}
        told |= {"token_endpoint": f"{self.issuer}/token", "jwks_uri": f"{self.issuer}/keys"}
        return {**told, **self.described}

    def statement(self, words: dict[str, str]) -> str:
        """What it says about whoever has signed in."""
        instant = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": self.subject,
            "exp": instant + 300,
            "iat": instant,
            "auth_time": instant,
            "nonce": words["nonce"],
            "email": self.email,
            "email_verified": True,
        }
        told = {name: value for name, value in {**claims, **self.instead}.items() if value is not None}
        return signed(told, self.algorithm, **self.header)

    def answer(self, path: str, body: dict[str, str], authorization: str) -> tuple[int, dict[str, str], bytes]:
        """The answer to one request."""
        if path in self.answers:
            return self.answers[path]
        if path == "/.well-known/openid-configuration":
            return 200, {}, json.dumps(self.document()).encode()
        if path == "/keys":
            return 200, {}, json.dumps({"keys": self.keys}).encode()
        if path == "/token":
            return self._token(body, authorization)
        return 404, {}, b"{}"

    def _token(self, body: dict[str, str], authorization: str) -> tuple[int, dict[str, str], bytes]:
        self.sent.append({**body, "authorization": authorization})
        words = self.codes.pop(body.get("code", ""), None)
        if words is None or words["redirect_uri"] != body["redirect_uri"] or not _fits(words, body):
            return 400, {}, b'{"error": "invalid_grant"}'
        return 200, {}, json.dumps({"id_token": self.statement(words), "access_token": "x"}).encode()


def _fits(words: dict[str, str], body: dict[str, str]) -> bool:
    digest = hashlib.sha256(body["code_verifier"].encode()).digest()
    return packed(digest) == words["code_challenge"]


@contextmanager
def running() -> Iterator[Provider]:
    """The server, until the test is over."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send({})

        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._send({name: values[0] for name, values in parse_qs(text).items()})

        def _send(self, body: dict[str, str]) -> None:
            path = urlsplit(self.path).path
            provider.asked.append(path)
            status, headers, text = provider.answer(path, body, self.headers.get("Authorization", ""))
            self.send_response(status)
            for name, value in {"Content-Length": str(len(text)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *args: object) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
