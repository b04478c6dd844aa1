"""Partners without an account, what was passed on to them by a link, and what became of it."""

from darna.domains.links.models.links import LinkReferral, LinkStep
from darna.domains.links.models.partner import Partner

__all__ = ["LinkReferral", "LinkStep", "Partner"]
