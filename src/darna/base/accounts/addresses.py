"""Where a request comes from, trusting only as many proxies as the operator named."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Mapping

UNKNOWN = "0.0.0.0"  # noqa: S104 - a placeholder in a column, nothing listens on it


def client_address(meta: Mapping[str, object]) -> str:
    """The visitor's IP address; what a visitor may have written into X-Forwarded-For themselves is not believed."""
    proxies = int(settings.DARNA_TRUSTED_PROXIES)
    hops = [hop.strip() for hop in str(meta.get("HTTP_X_FORWARDED_FOR", "")).split(",") if hop.strip()]
    found = hops[-proxies] if proxies and len(hops) >= proxies else str(meta.get("REMOTE_ADDR", ""))
    try:
        return str(ip_address(found))
    except ValueError:
        return UNKNOWN
