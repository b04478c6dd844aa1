"""Signing in through organisations by OpenID Connect: none until an operator names one."""

import re
from urllib.parse import urlsplit

from darna.config.settings import reader

_PREFIX = "DARNA_OIDC"
_LANGUAGES = ("AR", "FR", "IT", "EN")
_CODES = reader.words(
    _PREFIX,
    "Short names, separated by commas, of organisations through which members may sign in by OpenID Connect. Without "
    "any, no other server is ever asked. In the names below, NAME is such a short name in capitals, - written as _.",
)
_TOLD = {
    ending: reader.of_each(_PREFIX, _CODES, ending, meaning)
    for ending, meaning in {
        "ISSUER": "The organisation's issuer address, exactly as it publishes it.",
        "CLIENT_ID": "What the organisation calls Darna.",
        "SECRET": "The secret the organisation gave Darna.",
        "LABEL": "The organisation's name on the sign-in page.",
        **{f"LABEL_{code}": f"The same in one language ({code.lower()}), where it differs." for code in _LANGUAGES},
        "TRUSTED_AMR": "Words of `amr`, separated by commas, by which the organisation says that it asked a second "
        "factor itself, such as `mfa,hwk`. Without any, Darna asks its own second step.",
        "TRUSTED_ACR": "Words of `acr` that mean the same.",
    }.items()
}
#: What says that one thing was asked, which is the first step and not a second one.
_SINGLE = {"pwd", "pin"}


def _organisation(code: str) -> dict[str, object]:
    told = {ending: values[code] for ending, values in _TOLD.items()}
    labels = {lang.lower(): told[f"LABEL_{lang}"] for lang in _LANGUAGES if told[f"LABEL_{lang}"]}
    if told["LABEL"]:
        labels[""] = told["LABEL"]
    _require(re.fullmatch(r"[a-z][a-z0-9-]{0,29}", code), _PREFIX, f"{code!r} is no short name", _SHORT)
    for ending in ("ISSUER", "CLIENT_ID", "SECRET"):
        _require(told[ending], _name(code, ending), "it is missing", f"Write it, or take {code} out of {_PREFIX}.")
    _require(_is_issuer(told["ISSUER"]), _name(code, "ISSUER"), f"it is {told['ISSUER']!r}", _ADDRESS)
    _require("" in labels or len(labels) == len(_LANGUAGES), _name(code, "LABEL"), "it is missing", _NAMED)
    amr = {word.strip() for word in told["TRUSTED_AMR"].split(",") if word.strip()}
    _require(not amr & _SINGLE, _name(code, "TRUSTED_AMR"), f"{', '.join(amr & _SINGLE)} is no second factor", _SECOND)
    return {
        "code": code,
        "issuer": told["ISSUER"],
        "client_id": told["CLIENT_ID"],
        "secret": told["SECRET"],
        "labels": labels,
        "trusted_amr": sorted(amr),
        "trusted_acr": [word.strip() for word in told["TRUSTED_ACR"].split(",") if word.strip()],
    }


_SHORT = "Write small letters, digits and -, at most thirty, beginning with a letter."
_ADDRESS = "Write an address that begins with https://, without ? and #."
_NAMED = "Write the organisation's name, or one in each of the four languages."
_SECOND = "Name what the organisation says only after a second factor, such as mfa; or leave it empty."


def _require(is_well: object, name: str, found: str, remedy: str) -> None:
    if not is_well:
        raise reader.WrongSetting(f"{name}: {found}. {remedy}")


def _name(code: str, ending: str) -> str:
    return reader.own_name(_PREFIX, code, ending)


def _is_issuer(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.query or parts.fragment or parts.username or "?" in address or "#" in address:
        return False
    # Plain HTTP only on this very machine, where nobody listens in between.
    is_here = parts.scheme == "http" and host in {"localhost", "127.0.0.1", "::1"}
    return bool(host) and (parts.scheme == "https" or is_here)


def _require_no_other_names() -> None:
    known = {_name(code, ending) for code in _CODES for ending in _TOLD}
    for name in reader.written(f"{_PREFIX}_"):
        _require(name in known, name, f"it belongs to none of {_PREFIX}", "Correct its spelling, or take it away.")


if _CODES:
    _require(len(set(_CODES)) == len(_CODES), _PREFIX, "a short name stands there twice", "Write each once.")
    _require_no_other_names()
#: Read by `darna.base.accounts.organisations`.
DARNA_ORGANISATIONS = [_organisation(code) for code in _CODES]
