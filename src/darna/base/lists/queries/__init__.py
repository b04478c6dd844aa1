"""Reads of lists, one file per noun; each says how many queries it makes."""

from darna.base.lists.queries.exports import SHOWN, ExportLine, ExportPage, export_line, exports_page
from darna.base.lists.queries.saved import SavedLine, saved_line, saved_of

__all__ = ["SHOWN", "ExportLine", "ExportPage", "SavedLine", "export_line", "exports_page", "saved_line", "saved_of"]
