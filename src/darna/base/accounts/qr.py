"""The picture an authenticator app scans, as SVG markup inside the page: no image leaves or enters the page."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from darna.base.accounts.models import Account


def address(account: Account, secret: str) -> str:
    """What the picture says: issuer, account and secret, in the form authenticator apps read."""
    issuer = settings.MFA_TOTP_ISSUER
    label = quote(f"{issuer}:{account.email}")
    return f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': issuer}, quote_via=quote)}"


def picture(account: Account, secret: str) -> SafeString:
    """The QR code as an SVG element without styles, dark on light in every colour scheme."""
    return drawn(address(account, secret), label=_("QR code for your authenticator app"))


def drawn(told: str, *, label: str = "") -> SafeString:
    """Any text as a QR code, with a name for those who do not see it; without one it stands beside its words."""
    from qrcode.main import QRCode  # It brings a library of pictures along, which few pages need.

    code = QRCode(border=4)
    code.add_data(told)
    rows = code.get_matrix()
    # A run of dark squares in a row is one line of the path: the page stays small.
    path = "".join(_runs(y, row) for y, row in enumerate(rows))
    return format_html(
        '<svg class="qr" role="img" aria-label="{}" viewBox="0 0 {} {}" width="232" height="232" '
        'shape-rendering="crispEdges"><rect width="100%" height="100%" fill="#fff"/><path fill="#000" d="{}"/></svg>',
        label or _("QR code of the link"),
        len(rows),
        len(rows),
        mark_safe(path),  # noqa: S308 - only letters and numbers made here
    )


def _runs(y: int, row: list[bool]) -> str:
    parts, start = [], None
    for x, dark in enumerate([*row, False]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            parts.append(f"M{start} {y}h{x - start}v1H{start}z")
            start = None
    return "".join(parts)
