"""What goes with a case, as one text, and back."""

from __future__ import annotations

import json

from darna.domains.referrals import packages
from darna.domains.transfers.values import Body


def written(body: Body) -> str:
    """The body as one text, the same for the same body."""
    return json.dumps({"package": packages.written(body.package), "needs": list(body.needs)}, ensure_ascii=False)


def read(text: str) -> Body:
    """The body behind its text."""
    told = json.loads(text)
    return Body(packages.read(told["package"]), tuple(told["needs"]))
