"""How a store is, without changing it: for people who look for what is wrong, and for their reports."""

from __future__ import annotations

import shutil
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from store import queue
from store.database import Database, open_database
from store.errors import StoreError
from store.lock import held_by

CHECKED_FOR: Final = 5.0
"""Seconds that the look through the file may take; a store of millions of items needs longer."""

_STEPS: Final = 100_000
"""Of SQLite's machine between two looks at the clock, a few milliseconds."""


@dataclass(frozen=True, slots=True)
class Health:
    """What was found at a store's path."""

    path: str
    exists: bool
    error: str = ""
    """Why it can't be opened; the fields below are then as they begin."""
    size: int = 0
    """Bytes of the file."""
    waiting: int = 0
    """Bytes of its write-ahead log."""
    free: int | None = None
    """Bytes that may still be written to its disk; None where the folder is not there either."""
    journal: str = ""
    """SQLite's journal mode; `wal` while all is well."""
    check: str = ""
    """`ok`, or SQLite's first complaint, or `not finished`."""
    articles: int = 0
    items: int = 0
    decisions: int = 0
    holder: str = ""
    """Who has it open for writing; empty for nobody."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """A known fault of a version of SQLite."""

    name: str
    first: tuple[int, int, int]
    fixed: tuple[int, int, int]
    """The version that is free of it."""


FLAWS: Final = (
    # sqlite.org/wal.html#walresetbug; our lock keeps a second writer away, which it takes
    Flaw("wal_reset", (3, 7, 0), (3, 51, 3)),
)


def sqlite_version() -> str:
    """Return the version of SQLite that stores are kept with."""
    return sqlite3.sqlite_version


def flaws(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> list[str]:
    """Return the names of the faults that a version of SQLite has."""
    return [flaw.name for flaw in FLAWS if flaw.first <= version < flaw.fixed]


def health(path: Path, *, limit: float = CHECKED_FOR) -> Health:
    """Return how the store at a path is. A store that is missing or broken is a finding, not an error."""
    free = _free(path)
    try:
        if not path.exists():
            return Health(str(path), exists=False, free=free)
        size = path.stat().st_size
        holder = held_by(path) or ""
        waiting = path.with_name(path.name + "-wal")
        wal = waiting.stat().st_size if waiting.exists() else 0
    except (OSError, ValueError) as error:
        return Health(str(path), exists=False, error=f"{path}: {error}", free=free)
    try:
        with open_database(path, write=False, create=False) as db:
            return Health(
                str(path),
                exists=True,
                size=size,
                waiting=wal,
                free=free,
                journal=str(db.query("PRAGMA journal_mode")[0][0]),
                check=_check(db, limit),
                articles=queue.counts(db)["all"],
                items=int(
                    db.query("SELECT coalesce(sum(n), 0) FROM tally WHERE kind IN ('mention', 'event', 'argument')")[0][
                        0
                    ]
                ),
                decisions=int(db.query("SELECT coalesce(sum(n), 0) FROM effort")[0][0]),
                holder=holder,
            )
    except StoreError as error:
        return Health(str(path), exists=True, error=str(error), size=size, waiting=wal, free=free, holder=holder)


def _check(db: Database, limit: float) -> str:
    end = time.monotonic() + limit
    # a true answer ends the statement
    db.connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
    try:
        row = db.connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            return "not finished"
        return str(error)
    except sqlite3.DatabaseError as error:
        return str(error)
    finally:
        db.connection.set_progress_handler(None, 0)
    return " ".join(str(row[0]).split())


def _free(path: Path) -> int | None:
    for folder in path.absolute().parents:
        try:
            return shutil.disk_usage(folder).free
        except OSError:
            continue
    return None
