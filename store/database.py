"""One open store: its connection, its one write path, and the checks made before it is trusted.

Readers are connections of their own (`write=False`), in any thread or process, beside the one writer. This module
knows files and transactions; what the tables mean is the business of the modules named after them.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

from extract.ontology import Ontology, ontology
from store.errors import (
    Damaged,
    DiskFault,
    Full,
    Gone,
    Missing,
    NewerStore,
    NotAStore,
    ReadOnly,
    StoreError,
    translated,
)
from store.lock import WriterLock
from store.schema import APPLICATION, VERSION

Param = str | int | float | bytes | None
Row = tuple[Any, ...]
"""The one place where types come from the schema's promise (STRICT tables) rather than from the checker."""

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA cell_size_check = ON",
    "PRAGMA busy_timeout = 5000",
)


def _milliseconds() -> int:
    return time.time_ns() // 1_000_000


class Database:
    """An open store. Closing it, or leaving its `with` block, lets the next writer in."""

    __slots__ = ("_busy", "_file", "_lock", "_types", "connection", "now", "path", "replica", "writable")

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: WriterLock | None) -> None:
        self.path = path
        self.connection = connection
        self.writable = lock is not None
        self.now: Callable[[], int] = _milliseconds
        """Milliseconds since 1970: the wall clock, or a test's."""
        self._lock = lock
        self._types: Ontology | None = None
        self._file = _file_at(path)
        # Not a plain lock: a transaction begun inside another is an error to be told, not a wait without end.
        self._busy = threading.RLock()
        self.replica: bytes = self.query("SELECT replica FROM this")[0][0]
        """Id of this copy of the store: whose decisions are made here."""

    @property
    def types(self) -> Ontology:
        """The types that items here may have: the package's, with those that the store's project adds."""
        return self._types or ontology()

    @types.setter
    def types(self, types: Ontology) -> None:
        self._types = types

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection and give up the writer's lock. Closing twice is fine."""
        try:
            self.connection.close()
        except sqlite3.Error as error:
            raise translated(error, self.path) from error
        finally:
            if self._lock:
                self._lock.release()

    def query(self, sql: str, params: Sequence[Param] = ()) -> list[Row]:
        """Return all rows of one SELECT. Raises StoreError in place of SQLite's errors."""
        try:
            return self.connection.execute(sql, params).fetchall()
        except sqlite3.Error as error:
            raise translated(error, self.path) from error

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Run the block as one transaction: durable on leaving it, nothing of it kept when it raises.

        The only way anything is written. BEGIN IMMEDIATE takes SQLite's write lock first: a deferred one fails at once,
        whatever the timeout, when it reads before it writes. Raises Gone where the path names another file by now.
        """
        if not self.writable:
            raise ReadOnly(f"{self.path}: opened for reading only")
        with self._busy:
            self._still_there()
            try:
                self.connection.execute("BEGIN IMMEDIATE")
                try:
                    yield self.connection
                    self.connection.execute("COMMIT")
                except BaseException:
                    # A full disk has rolled back by itself already.
                    if self.connection.in_transaction:
                        self.connection.execute("ROLLBACK")
                    raise
            except sqlite3.Error as error:
                raise translated(error, self.path) from error

    def _still_there(self) -> None:
        # SQLite goes on in a file that has lost its name, without a word, and it is freed with the last who holds it.
        if self._file is not None and _file_at(self.path) != self._file:
            raise Gone(
                f"{self.path}: the file was removed or replaced, this was not kept; put it back, or leave and start again"
            )


def _file_at(path: Path) -> tuple[int, int] | None:
    """Return what tells the file of this name from any other; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def open_database(path: Path, *, write: bool = True, create: bool = True, types: Ontology | None = None) -> Database:
    """Return the store at `path`, open; `types` are those that its items may have, where its project adds some.

    With `write`, as the one writer; a missing store is made when `create`, an older one brought up to date. Without,
    for reading beside a writer. Raises Missing, NotAStore, NewerStore, Locked, ReadOnly, Full, Damaged.
    """
    try:
        # One file has one lock, whichever link it is reached by.
        path = Path(path).resolve()
        if path.is_symlink():
            # From Python 3.13 on, a ring of links is left as it is in place of an error.
            raise NotAStore(f"{str(path)!r}: links that lead round in a ring; name a file")
        if path.is_dir():
            raise NotAStore(f"{path}: a folder, not a store; name a file in it")
        if write:
            return _with_types(_open_writer(path, create=create), types)
        if not path.exists():
            raise Missing(f"{path}: there is no store; load something into it first")
        _look(path)
        return _with_types(_open_reader(path), types)
    except (ValueError, RuntimeError) as error:
        # A zero byte in the name; links that lead round in a ring.
        raise NotAStore(f"{str(path)!r}: no file can have this name") from error
    except sqlite3.Error as error:
        raise translated(error, path) from error
    except OSError as error:
        raise _translated_os(error, path) from error


def _with_types(db: Database, types: Ontology | None) -> Database:
    if types is not None:
        db.types = types
    return db


def _translated_os(error: OSError, path: Path) -> StoreError:
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ReadOnly(f"{path}: {error.strerror}; give another path with --store")
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Full(f"{path}: the disk is full; free some space and try again")
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return NotAStore(f"{path}: lies in something that is no folder; give another path with --store")
    return DiskFault(f"{path}: {error.strerror or error}; give another path with --store")


def _open_writer(path: Path, *, create: bool) -> Database:
    if not path.exists():
        if not create:
            raise Missing(f"{path}: there is no store; load something into it first")
        _make_folders(path.parent)
    else:
        # Before the lock file: a foreign file gets none beside it.
        _look(path)
    lock = WriterLock.take(path)
    try:
        # Again under the lock: another process may have made it meanwhile.
        if not path.exists():
            # Deferred: imports sqlite_utils, 45 ms that a start with a store at hand does not pay.
            from store.migrations import make  # noqa: PLC0415

            make(path)
        connection = _connect(path, "rw")
        try:
            if _version(path, connection) < VERSION:
                from store.migrations import migrate  # noqa: PLC0415 - as above

                migrate(connection)
                _up_to_date(path, connection)
            _make_durable(path, connection)
            return Database(path, connection, lock)
        except BaseException:
            connection.close()
            raise
    except BaseException:
        lock.release()
        raise


def _make_folders(folder: Path) -> None:
    """Make the folder and those above it, so that a power cut can't take them back from under the store."""
    new = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for each in new:
        sync(each.parent)


def _up_to_date(path: Path, connection: sqlite3.Connection) -> None:
    if _version(path, connection) < VERSION:
        raise Damaged(f"{path}: says it is older than any version was; go back to a backup")


def _make_durable(path: Path, connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
        raise DiskFault(f"{path}: this file system can't hold a store in use; put it on a local disk")
    connection.execute("PRAGMA synchronous = FULL")
    # KiB. A run's new ids fall all over their index: with the usual 2,000 keeping 250 items took 15 ms in a store of
    # 375,000, with these 9.5; a reviewer's decisions never fill it.
    connection.execute("PRAGMA cache_size = -16000")
    # SQLite opens a file that it may not write to, and even begins a transaction, without a word: write and take back.
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE this SET hlc = hlc")
    connection.execute("ROLLBACK")


def _not_older(path: Path, version: int) -> None:
    if version < VERSION:
        raise ReadOnly(f"{path}: made by an older version; open it for writing once, that brings it up to date")


def _open_reader(path: Path) -> Database:
    connection = _connect(path, "ro")
    try:
        try:
            version = _version(path, connection)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY) or _has_wal(
                path
            ):
                raise
            # Where we may not write SQLite can't make the shared memory of a WAL; with no WAL there is nothing to share.
            connection.close()
            connection = _connect(path, "ro", immutable=True)
            version = _version(path, connection)
        _not_older(path, version)
        connection.execute("PRAGMA query_only = ON")
        return Database(path, connection, None)
    except BaseException:
        connection.close()
        raise


def _has_wal(path: Path) -> bool:
    wal = path.with_name(path.name + "-wal")
    return wal.exists() and wal.stat().st_size > 0


def _connect(path: Path, mode: str, *, immutable: bool = False) -> sqlite3.Connection:
    address = f"file:{quote(os.fsencode(path))}?mode={mode}{'&immutable=1' if immutable else ''}"
    # Autocommit: transactions are ours alone to begin. Threads: one at a time, seen to by who uses it.
    connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    return connection


def sync(path: Path) -> None:
    """Have the disk hold a file, or a folder's list of names, before returning."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _look(path: Path) -> None:
    """Raise NotAStore or NewerStore where the first bytes say so; SQLite is not asked, and changes nothing."""
    with path.open("rb") as file:
        head = file.read(100)
    if len(head) < 100 or not head.startswith(b"SQLite format 3\x00"):
        raise NotAStore(f"{path}: not a store of ours; give another path with --store")
    if int.from_bytes(head[68:72], "big") != APPLICATION:
        raise NotAStore(f"{path}: an SQLite file, but not a store of ours; give another path with --store")
    if int.from_bytes(head[60:64], "big") > VERSION:
        raise NewerStore(f"{path}: made by a newer version of this program; use that version")


def _version(path: Path, connection: sqlite3.Connection) -> int:
    """Return the schema's version. Raises NotAStore, NewerStore; Damaged where the file is ours but has no tables."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION:
        raise NotAStore(f"{path}: an SQLite file, but not a store of ours; give another path with --store")
    if version > VERSION:
        raise NewerStore(f"{path}: made by a newer version of this program; use that version")
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'decision'").fetchone():
        raise Damaged(f"{path}: the file is damaged; go back to a backup")
    return version


__all__ = ["Database", "Param", "Row", "StoreError", "open_database"]
