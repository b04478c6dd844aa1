"""The desk's pages of links."""

from darna.domains.links.views.following import cancel, renew, reply, sheet, sheet_pdf
from darna.domains.links.views.showing import link_list, show
from darna.domains.links.views.writing import drop, edit, preview, start

__all__ = ["cancel", "drop", "edit", "link_list", "preview", "renew", "reply", "sheet", "sheet_pdf", "show", "start"]
