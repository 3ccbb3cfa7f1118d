"""What can go wrong in `store`, by what the caller can do about it.

StoreError
├── NotAStore          this file is something else: give another path
│   └── Missing        there is no file: load something first
├── NewerStore         made by a newer version: use that one
├── Locked             another process writes to it: the message names it
├── ReadOnly           the file or its folder can't be written to
├── Full               the disk is full; nothing of the last step was kept
├── Damaged            the file is broken: take a backup
├── DiskFault          the disk answers with an error; nothing of the last step was kept
├── UnknownItem        no item with this id here
├── UnknownArticle     no article with this number or id here
├── BadArticle         this text can't be kept
├── BadExtraction      an engine proposed something that does not fit the article
├── BadDecision        this verdict says something impossible: correct it
└── Forked             two decisions claim the same place: this store was copied and both copies went on
"""

from __future__ import annotations

import sqlite3
from pathlib import Path


class StoreError(Exception):
    """Root. `str()` is one line: what happened, to which file or item, and what to do."""


class NotAStore(StoreError):
    """The path names something that is no store of ours."""


class Missing(NotAStore):
    """There is no file at the path."""


class NewerStore(StoreError):
    """The store was written by a newer version of this program."""


class Locked(StoreError):
    """Another process writes to the store."""


class ReadOnly(StoreError):
    """The store, or the folder it lies in, can't be written to."""


class Full(StoreError):
    """The disk is full; the step was rolled back."""


class Gone(StoreError):
    """The file was removed or replaced while it was open; the step was not begun."""


class Damaged(StoreError):
    """The file is a store of ours, but broken."""


class DiskFault(StoreError):
    """Reading or writing failed below SQLite; the step was rolled back."""


class UnknownItem(StoreError):
    """No item has this id."""


class UnknownArticle(StoreError):
    """No article has this number or id."""


class BadArticle(StoreError):
    """A text that can't be kept."""


class BadExtraction(StoreError):
    """A proposal that does not fit its article."""


class BadDecision(StoreError):
    """A verdict that says something impossible."""


class Forked(StoreError):
    """Two different decisions carry the same replica and number."""


_BY_CODE: dict[int, tuple[type[StoreError], str]] = {
    sqlite3.SQLITE_FULL: (Full, "the disk is full; the last step was not kept. Free some space and do it again"),
    sqlite3.SQLITE_BUSY: (Locked, "another program is writing to it; close that program and try again"),
    sqlite3.SQLITE_LOCKED: (Locked, "another program is writing to it; close that program and try again"),
    sqlite3.SQLITE_READONLY: (ReadOnly, "it can't be written to; copy it to a place where you may write"),
    sqlite3.SQLITE_PERM: (ReadOnly, "it can't be written to; copy it to a place where you may write"),
    sqlite3.SQLITE_CANTOPEN: (ReadOnly, "it can't be opened; look at the rights of the file and its folder"),
    sqlite3.SQLITE_CORRUPT: (Damaged, "the file is damaged; go back to a backup"),
    sqlite3.SQLITE_NOTADB: (NotAStore, "this file is not a store; give another path"),
    sqlite3.SQLITE_IOERR: (DiskFault, "the disk answered with an error; the last step was not kept"),
}


def translated(error: sqlite3.Error, path: Path) -> StoreError:
    """Return our error for one of SQLite's; the original becomes its cause where it is raised."""
    code = getattr(error, "sqlite_errorcode", None)
    if isinstance(code, int):
        # Extended codes carry the primary one in their low byte.
        kind, words = _BY_CODE.get(code & 0xFF, (StoreError, f"SQLite says: {error}"))
        return kind(f"{path}: {words}")
    if "Could not decode to UTF-8" in str(error):
        return Damaged(f"{path}: the file is damaged; go back to a backup")
    return StoreError(f"{path}: {error}")
