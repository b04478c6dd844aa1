"""What may be done with lists, one file per noun; each verb is one transaction with one sentence of the trail."""

from darna.base.lists.actions.exports import ask_export, note_taking
from darna.base.lists.actions.saved import keep_list, open_by_itself, remove_list, rename_list

__all__ = ["ask_export", "keep_list", "note_taking", "open_by_itself", "remove_list", "rename_list"]
