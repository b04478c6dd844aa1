"""What is processed, what persons ask, what certifies an erasure, and under what data leave the country."""

from darna.domains.privacy.models.processing import Processing, Safeguard
from darna.domains.privacy.models.requests import Certificate, PersonRequest, RequestClock

__all__ = ["Certificate", "PersonRequest", "Processing", "RequestClock", "Safeguard"]
