"""Whether a signed statement can be believed: signature, who says it, to whom, for which question, until when.

Written for the statements of OpenID Connect alone: three algorithms, each with its kind of key, so that neither an
unsigned statement nor one signed with a public key as if it were a password is ever believed.
"""

from __future__ import annotations

import base64
import binascii
import json
import math
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeGuard

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from darna.kernel.errors import Refused

#: Seconds by which two clocks may differ.
LEEWAY = 60
#: Seconds for which a statement is taken however long it says it is good: it was made for this very sign-in.
OLDEST = 600
SHORTEST_RSA = 2048
LONGEST = 20_000
Claims = dict[str, Any]


def number_of_key(token: str) -> str | None:
    """Which of its keys the organisation says it signed with. Raises: `Refused` when that cannot be read."""
    number = _header(token).get("kid")
    return number if isinstance(number, str) else None


def believed(token: str, keys: Sequence[Mapping[str, Any]], *, issuer: str, client_id: str, nonce: str) -> Claims:
    """What the statement says, once everything about it is right. Raises: `Refused` with the reason."""
    header = _header(token)
    verify = _VERIFIERS.get(str(header.get("alg")))
    if verify is None or "crit" in header:
        raise Refused("statement_signed_otherwise")
    signed, _, signature = token.rpartition(".")
    if not any(verify(key, signed.encode(), _bytes(signature)) for key in _fitting(keys, header)):
        raise Refused("statement_not_signed_by_them")
    claims = _object(signed.partition(".")[2])
    _look_at_parties(claims, issuer, client_id)
    _look_at_times(claims, time.time())
    said = claims.get("nonce")
    if not isinstance(said, str) or not secrets.compare_digest(said.encode(), nonce.encode()):
        raise Refused("statement_for_another_question")
    return claims


def is_recent(claims: Mapping[str, Any]) -> bool:
    """Whether the organisation says that it asked the person just now, not some hours ago in the same browser."""
    asked_at = claims.get("auth_time")
    return _is_number(asked_at) and -LEEWAY <= time.time() - asked_at <= OLDEST


def _look_at_parties(claims: Claims, issuer: str, client_id: str) -> None:
    if claims.get("iss") != issuer:
        raise Refused("statement_of_somebody_else")
    told = claims.get("aud")
    audience = told if isinstance(told, list) else [told]
    if client_id not in audience or (len(audience) > 1 and claims.get("azp") != client_id):
        raise Refused("statement_for_somebody_else")
    if claims.get("azp", client_id) != client_id:
        raise Refused("statement_for_somebody_else")
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= 255:
        raise Refused("statement_about_nobody")


def _look_at_times(claims: Claims, instant: float) -> None:
    ends, made = claims.get("exp"), claims.get("iat")
    if not _is_number(ends) or not _is_number(made):
        raise Refused("statement_without_a_time")
    if instant > ends + LEEWAY or instant > made + OLDEST:
        raise Refused("statement_is_over")
    if made > instant + LEEWAY:
        raise Refused("statement_from_tomorrow")


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _header(token: str) -> Claims:
    if len(token) > LONGEST or token.count(".") != 2:
        raise Refused("statement_not_readable")
    return _object(token.partition(".")[0])


def _object(part: str) -> Claims:
    try:
        told = json.loads(_bytes(part))
    except (ValueError, RecursionError) as wrong:
        raise Refused("statement_not_readable") from wrong
    if not isinstance(told, dict):
        raise Refused("statement_not_readable")
    return told


def _bytes(part: str) -> bytes:
    try:
        return base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as wrong:
        raise Refused("statement_not_readable") from wrong


def _fitting(keys: Sequence[Mapping[str, Any]], header: Claims) -> list[Mapping[str, Any]]:
    number, algorithm = header.get("kid"), header["alg"]
    return [
        key
        for key in keys
        if (number is None or key.get("kid") == number)
        and key.get("use", "sig") == "sig"
        and key.get("alg", algorithm) == algorithm
    ]


def _rsa(padder: Callable[[], Any]) -> Callable[[Mapping[str, Any], bytes, bytes], bool]:
    def verify(key: Mapping[str, Any], signed: bytes, signature: bytes) -> bool:
        if key.get("kty") != "RSA":
            return False
        try:
            public = rsa.RSAPublicNumbers(_number(key["e"]), _number(key["n"])).public_key()
            if public.key_size < SHORTEST_RSA:
                return False
            public.verify(signature, signed, padder(), SHA256())
        except _NOT_SIGNED:
            return False
        return True

    return verify


def _es256(key: Mapping[str, Any], signed: bytes, signature: bytes) -> bool:
    if key.get("kty") != "EC" or key.get("crv") != "P-256" or len(signature) != 64:
        return False
    try:
        public = ec.EllipticCurvePublicNumbers(_number(key["x"]), _number(key["y"]), ec.SECP256R1()).public_key()
        pair = encode_dss_signature(int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big"))
        public.verify(pair, signed, ec.ECDSA(SHA256()))
    except _NOT_SIGNED:
        return False
    return True


def _number(text: object) -> int:
    return int.from_bytes(_bytes(str(text)), "big")


_NOT_SIGNED: Final = (InvalidSignature, UnsupportedAlgorithm, KeyError, ValueError, Refused)
_VERIFIERS: Final[dict[str, Callable[[Mapping[str, Any], bytes, bytes], bool]]] = {
    "RS256": _rsa(padding.PKCS1v15),
    "PS256": _rsa(lambda: padding.PSS(padding.MGF1(SHA256()), SHA256.digest_size)),
    "ES256": _es256,
}
