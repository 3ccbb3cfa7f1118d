"""One writing process at a time: a lock file beside the store that says who holds it.

The lock is the kernel's (flock), so it is gone the moment its holder is, however that ended; the file's text only
serves to name the holder. SQLite releases before 3.51.3 can also corrupt a WAL when two connections write and checkpoint at the
same instant (sqlite.org/wal.html#walresetbug): with this lock there is only one that does either.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import socket
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from weakref import WeakSet

from store.errors import DiskFault, Locked, ReadOnly


def lock_path(path: Path) -> Path:
    """Return the path of the lock file of a store."""
    return path.with_name(path.name + ".lock")


def held_by(path: Path) -> str | None:
    """Return who has the store at `path` open for writing, on one line; None for nobody, or where it can't be told."""
    try:
        descriptor = os.open(lock_path(path), os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _holder(descriptor)
    except OSError:
        return None
    finally:
        os.close(descriptor)
    return None


class WriterLock:
    """Held from `take` until `release` or the end of the process."""

    __slots__ = ("__weakref__", "_descriptor")

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        _held.add(self)

    @classmethod
    def take(cls, path: Path) -> WriterLock:
        """Return the lock of the store at `path`.

        Raises Locked, naming the holder, ReadOnly where no lock file can be made, DiskFault where locks don't work.
        """
        beside = lock_path(path)
        try:
            descriptor = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
                raise
            raise ReadOnly(
                f"{path}: its folder can't be written to ({error.strerror}); give another path with --store"
            ) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = _holder(descriptor)
            os.close(descriptor)
            raise Locked(f"{path}: in use by {holder}; close that program first") from error
        except OSError as error:
            os.close(descriptor)
            raise DiskFault(
                f"{path}: this file system has no locks ({error.strerror}); put the store on a local disk"
            ) from error
        # A full disk leaves the lock without a name; it locks all the same.
        with suppress(OSError):
            _sign(descriptor)
        return cls(descriptor)

    def release(self) -> None:
        """Let the next writer in. Releasing twice is fine."""
        if self._descriptor >= 0:
            os.ftruncate(self._descriptor, 0)
            self.forget()

    def forget(self) -> None:
        """Close the lock's file without a word in it."""
        # Closing the last copy is what unlocks. The file stays: were it unlinked, two processes could each lock a file
        # of this name.
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


_held: WeakSet[WriterLock] = WeakSet()


def _in_child() -> None:
    for lock in list(_held):
        lock.forget()


# A forked child (an engine at work) shares the lock: were this process killed, the child would go on holding it.
os.register_at_fork(after_in_child=_in_child)


def _sign(descriptor: int) -> None:
    text = json.dumps(
        {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "user": _user(),
            "since": datetime.now(UTC).isoformat(timespec="seconds"),
        }
    )
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, text.encode(), 0)


def _user() -> str:
    # Deferred: pwd is in no other import of the start-up path.
    import pwd  # noqa: PLC0415

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def _holder(descriptor: int) -> str:
    """Return who signed the lock, on one line; a holder that is just signing is 'another process'."""
    try:
        signed = json.loads(os.pread(descriptor, 4096, 0))
        pid, user, host, since = (str(signed[key])[:80] for key in ("pid", "user", "host", "since"))
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
    words = f"process {pid} of {user} on {host} since {since}"
    return "".join(letter if letter.isprintable() else "?" for letter in words)
