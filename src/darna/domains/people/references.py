"""References that a person can read out on the phone: a prefix, five random signs and a check sign."""

from __future__ import annotations

import secrets
import unicodedata
from typing import Final

#: Crockford's signs: no I, L, O or U, which are misread or misheard.
SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_SIGNS: Final = 5
_MISREAD: Final = str.maketrans("OIL", "011")
_FIELD: Final = 0b100101


def new_reference(prefix: str) -> str:
    """A reference nobody can guess the next one of, such as `BM-7K3Q-9Z`."""
    drawn = secrets.randbits(5 * RANDOM_SIGNS)
    body = "".join([SIGNS[drawn >> 5 * place & 31] for place in range(RANDOM_SIGNS)])
    return _written(prefix, body + check_sign(body))


def read_reference(text: str, prefix: str) -> str | None:
    """The reference that was meant, whatever its case and dashes, O for 0 and I for 1, with or without the prefix.

    None: not a reference of this prefix, or a sign is wrong.

    >>> sign = check_sign("7K3Q9")
    >>> read_reference(f"bm 7k3q9{sign.lower()}", "BM") == read_reference(f"7K3Q-9{sign}", "BM") == f"BM-7K3Q-9{sign}"
    True
    >>> read_reference(f"BM-7K3R-9{sign}", "BM") is None
    True
    """
    bare = _bare(text)
    head, code = bare[: -RANDOM_SIGNS - 1], bare[-RANDOM_SIGNS - 1 :]
    if head not in {"", _bare(prefix)} or len(code) != RANDOM_SIGNS + 1 or any(sign not in SIGNS for sign in code):
        return None
    return _written(prefix, code) if check_sign(code[:-1]) == code[-1] else None


def check_sign(body: str) -> str:
    """The sign that betrays one wrong sign or two neighbours in the wrong order."""
    total = 0
    for sign in body:
        total = _doubled(total ^ SIGNS.index(sign))
    return SIGNS[total]


def _doubled(value: int) -> int:
    # Multiplication by x in the field of 32 elements: unlike remainders it misses no swap of neighbours.
    value <<= 1
    return value ^ _FIELD if value & 0b100000 else value


def _bare(text: str) -> str:
    signs = (_western(sign) for sign in unicodedata.normalize("NFKC", text).upper() if sign.isalnum())
    return "".join(signs).translate(_MISREAD)


def _western(sign: str) -> str:
    return str(unicodedata.decimal(sign)) if sign.isdecimal() else sign


def _written(prefix: str, code: str) -> str:
    return f"{prefix}-{code[:4]}-{code[4:]}"
