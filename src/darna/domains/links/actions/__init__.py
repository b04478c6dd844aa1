"""What is done with links: one verb, one transaction, one sentence of the trail."""

from darna.domains.links.actions.drafting import begin_link, drop_link, write_link
from darna.domains.links.actions.following import cancel_link, look_at_link, print_link, renew_link, reply_by_link
from darna.domains.links.actions.sending import send_link
from darna.domains.links.actions.waiting import escalate_links, expire_links, remind_partners

__all__ = [
    "begin_link",
    "cancel_link",
    "drop_link",
    "escalate_links",
    "expire_links",
    "look_at_link",
    "print_link",
    "remind_partners",
    "renew_link",
    "reply_by_link",
    "send_link",
    "write_link",
]
