"""The article that comes next, proposed anew with what was taught since: in a process of its own, beside the app.

    a verdict ──> Refresher.taught(articles, shown) ── pipe ──> the process: reads those articles' decisions again,
                                                                  asks the engine for the next article
    Refresher: keeps the answer if nobody has begun that article and it is not on the screen  <── pipe ──┘

Nothing waits for it: the next article is opened as it stands in the store at that moment. An article on the screen never
moves. The process reads the store, and writes nothing; it starts with the first verdict and ends with the app.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from extract.items import Extraction
from store import articles, queue, runs
from store.database import Database, open_database
from store.lexicon import Lessons
from tui.jobs import Jobs
from tui.processes import beside
from tui.serving import Chosen

if TYPE_CHECKING:
    from extract.ontology import Ontology

PAUSE: Final = 1.0
"""Seconds between a verdict and what follows of it, which then follows of all that were made meanwhile."""

_NICE: Final = 10
"""The screen's work goes first."""


@dataclass(frozen=True, slots=True)
class Begin:
    """What the process needs before its first task."""

    store: Path
    types: Ontology | None
    engine: Chosen


@dataclass(frozen=True, slots=True)
class Task:
    """Articles whose decisions changed, and the one on the screen."""

    changed: tuple[int, ...]
    shown: int


@dataclass(frozen=True, slots=True)
class Renewed:
    """What the engine says now of the article that comes next."""

    article: int
    extraction: Extraction
    config: str


class Refresher:
    """Keeps the next article's proposals up to what was taught. Used from the app's event loop."""

    def __init__(self, jobs: Jobs, begin: Begin, *, pause: float = PAUSE) -> None:
        self._jobs = jobs
        self._begin = begin
        self._pause = pause
        self._changed: dict[int, None] = {}
        self._shown: int | None = None
        # Held while an article is read for the screen, and while one is kept: what is shown is not moved after.
        self._lock = Lock()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="refresher")
        self._process: _Process | None = None
        self._task: asyncio.Task[None] | None = None

    @contextmanager
    def showing(self, article: int) -> Iterator[None]:
        """Have an article stay as it is from now on, while the block reads it and until another one is shown."""
        with self._lock:
            self._shown = article
            yield

    def taught(self, changed: Iterable[int]) -> None:
        """Say that decisions on these articles were made or taken back."""
        self._changed.update(dict.fromkeys(changed))
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._follow())

    async def settled(self) -> None:
        """Wait until what was taught has been followed; for tests."""
        while self._task is not None and not self._task.done():
            await asyncio.wait([self._task])

    def close(self) -> None:
        """End the process."""
        if self._task is not None:
            self._task.cancel()
        if self._process is not None:
            self._process.end()
        self._thread.shutdown()

    async def _follow(self) -> None:
        while self._changed:
            await asyncio.sleep(self._pause)
            task = Task(tuple(self._changed), self._shown or 0)
            self._changed.clear()
            renewed = await asyncio.get_running_loop().run_in_executor(self._thread, self._ask, task)
            if renewed is not None:
                await self._jobs.write(lambda db, new=renewed: self._keep(db, new))  # type: ignore[misc]

    def _keep(self, db: Database, new: Renewed) -> None:
        with self._lock:
            if new.article != self._shown:
                runs.keep_untouched(db, new.article, new.extraction, config=new.config)

    def _ask(self, task: Task) -> Renewed | None:
        """Return what the process answers; None where there is nothing new, or no process to be had."""
        try:
            if self._process is None:
                self._process = _Process(self._begin)
            return self._process.ask(task)
        except (OSError, EOFError):
            # Without it the next article is as it was extracted: nothing is lost but what it would have learned.
            return None


class _Process:
    def __init__(self, begin: Begin) -> None:
        self._pipe, self._process = beside(__name__)
        self._pipe.send(begin)

    def ask(self, task: Task) -> Renewed | None:
        self._pipe.send(task)
        answer: Renewed | None = self._pipe.recv()
        return answer

    def end(self) -> None:
        with suppress(OSError):
            self._process.kill()
        self._process.wait()
        self._pipe.close()


def serve(descriptor: int) -> None:
    """Answer tasks that come through a pipe, until it is closed."""
    pipe = Connection(descriptor)
    with suppress(OSError):
        os.nice(_NICE)
    with suppress(EOFError, OSError):
        begin: Begin = pipe.recv()
        with open_database(begin.store, write=False, types=begin.types) as db:
            answer = answering(db, begin.engine)
            while True:
                task: Task = pipe.recv()
                pipe.send(answer(task))


def answering(db: Database, chosen: Chosen) -> Callable[[Task], Renewed | None]:
    """Return what answers tasks from a store, with the engine loaded and all that is taught so far read."""
    lessons, engine = Lessons(db), chosen.make()

    def answer(task: Task) -> Renewed | None:
        for changed in task.changed:
            lessons.refresh(changed)
        article = queue.next_open(db, task.shown)
        if article is None or article == task.shown or not runs.untouched(db, article):
            return None
        lexicon = lessons.lexicon()
        config = runs.configuration(lexicon)
        if runs.latest(db, article, *chosen.identity) == config:
            return None
        return Renewed(article, engine.propose(articles.read(db, article).article, lexicon), config)

    return answer
