"""Work on the store away from the screen: one writer thread, one reader thread, each with its own connection.

The only place, beside the command line's top, that catches broadly: a job ends with its result or with `Failed`, and
the screen goes on. A write's result comes after its commit, so what is shown as decided is on the disk.
"""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from store.database import Database, open_database
from store.errors import StoreError

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Failed:
    """A job that ended with an error; nothing was changed."""

    message: str
    """One line: what happened, and what to do."""


class Jobs:
    """Runs jobs on one store. `close` waits for what is running."""

    def __init__(self, db: Database, *, log: Path | None = None) -> None:
        self._db = db
        self._log = log
        self._reader: Database | None = None
        self._writing = ThreadPoolExecutor(1, thread_name_prefix="store-writer")
        self._reading = ThreadPoolExecutor(1, thread_name_prefix="store-reader")

    async def write(self, job: Callable[[Database], Result]) -> Result | Failed:
        """Return what the job returns, after its commit; or what went wrong."""
        return await self._run(self._writing, lambda: job(self._db))

    async def read(self, job: Callable[[Database], Result]) -> Result | Failed:
        """Return what the job reads, on a connection that cannot write."""
        return await self._run(self._reading, lambda: job(self._open_reader()))

    def close(self) -> None:
        """Wait for running jobs, then close the reader. The writer's connection is its opener's to close."""
        self._writing.shutdown()
        self._reading.shutdown()
        if self._reader is not None:
            self._reader.close()

    def _open_reader(self) -> Database:
        if self._reader is None:
            self._reader = open_database(self._db.path, write=False, types=self._db.types)
        return self._reader

    async def _run(self, threads: ThreadPoolExecutor, job: Callable[[], Result]) -> Result | Failed:
        try:
            return await asyncio.get_running_loop().run_in_executor(threads, job)
        except StoreError as error:
            return Failed(str(error))
        except Exception as error:  # noqa: BLE001 - the screen must go on; the details go to the log
            if self._log is not None:
                with self._log.open("a", encoding="utf-8") as log:
                    log.write(traceback.format_exc())
            return Failed(f"Unexpected error, nothing was changed: {error}")
