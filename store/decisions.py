"""Every decision there is, by the name of its verb. Each is one transaction, durable when it returns."""

from __future__ import annotations

from store.remarks import date, finish, flag, note, unflag
from store.scripting import decide
from store.undoing import redo, restore, undo, withdraw
from store.verdicts import accept, add, adjudicate, edit, edit_many, reject

__all__ = [
    "accept",
    "add",
    "adjudicate",
    "date",
    "decide",
    "edit",
    "edit_many",
    "finish",
    "flag",
    "note",
    "redo",
    "reject",
    "restore",
    "undo",
    "unflag",
    "withdraw",
]
