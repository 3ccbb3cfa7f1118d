"""Engines at work in processes of their own: articles out, proposals back, in the order the articles went out.

A worker is a process of `tui.processes`. Articles are drawn from the iterable only as workers get through them, so neither
articles nor answers pile up.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import wait
from typing import Final

from tui.errors import CommandError
from tui.processes import beside
from tui.serving import Answer, Failed, Proposed, Ready, Start, Task, Unable, answer

MOST_JOBS: Final = 64
USUAL_JOBS: Final = 4
"""Workers where nobody says how many and there are as many cores: what they find with the builtin engine, one process that
writes just keeps up with (`python -m bench.extract_jobs` prints what both need)."""
WORTH_WORKERS: Final = 64
"""Articles from which on workers are used unasked: their start, which the same prints, is then the lesser part."""

_WAIT: Final = 0.25
"""Seconds without an answer after which None is yielded: what is at hand can be kept meanwhile."""
_AHEAD: Final = 0.2
"""Seconds of work that a worker has before it, so that it is not idle while the writer writes."""
_DEEPEST: Final = 8
_WINDOW: Final = 16
"""Articles a worker that are out at once, those included whose answers wait for an earlier one."""
_LETTERS: Final = 4_000_000
"""Code points that are out at once, unless one article alone has more."""


class NoWorkers(CommandError):
    """No worker process comes to life."""


def a_number_of_jobs(text: str) -> int:
    """Return the value of `--jobs`; for argparse."""
    if not text.isascii() or not text.isdigit() or len(text) > 3 or not 1 <= int(text) <= MOST_JOBS:
        raise argparse.ArgumentTypeError(f"{text[:20]!r} is no number from 1 to {MOST_JOBS}")
    return int(text)


def jobs_for(articles: int) -> int:
    """Return how many jobs are best for so many articles where nobody says: 1 is in this process."""
    if articles < WORTH_WORKERS:
        return 1
    return min(USUAL_JOBS, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def proposals(tasks: Iterable[Task], start: Start, jobs: int) -> Generator[Answer | None, None, None]:
    """Yield an answer for each article, in their order; None whenever the next answer is still to be waited for.

    With one job the engine works here, with more in as many processes. Raises what loading the engine raises here, and
    NoWorkers. Close the iterator to end the processes.
    """
    if jobs == 1:
        yield from _here(iter(tasks), start)
        return
    crew = _Crew(iter(tasks), start, jobs)
    try:
        yield from crew.answers()
    finally:
        crew.dismiss()


def _here(tasks: Iterator[Task], start: Start) -> Iterator[Answer | None]:
    engine = start.engine.make()
    for task in tasks:
        yield None
        yield answer(engine, task, start)


class _Worker:
    """One process, and what it was given and has not answered, the first of which it is at."""

    __slots__ = ("given", "pipe", "process", "ready")

    def __init__(self, start: Start) -> None:
        self.given: deque[Task] = deque()
        self.ready = False
        self.pipe, self.process = beside("tui.serving")
        with suppress(OSError):
            self.pipe.send(start)

    def give(self, task: Task) -> bool:
        """Send an article; False when the process has ended."""
        try:
            self.pipe.send(task)
        except OSError:
            return False
        self.given.append(task)
        return True

    def end(self) -> str:
        """End the process, if it has not ended; return how it ended, in words."""
        self.pipe.close()
        self.process.kill()
        return _how(self.process.wait())

    def ended(self) -> str:
        """Return how the process ended, which closed its end of the pipe."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(5)
        return self.end()


def _how(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    return f"{name}, as when memory runs out" if -code == signal.SIGKILL else name


class _Crew:
    """The workers, what is out with them, and what has come back too early."""

    def __init__(self, tasks: Iterator[Task], start: Start, jobs: int) -> None:
        self._tasks = tasks
        self._start = start
        self._places = jobs
        self._workers: list[_Worker] = []
        self._left: deque[Task] = deque()
        """What ended workers were given and did not come to."""
        self._out: dict[int, int] = {}
        """Article -> its letters, of those whose answer was not yielded yet, in order."""
        self._back: dict[int, Answer] = {}
        self._seconds = _AHEAD
        """What an article takes of late."""

    def answers(self) -> Iterator[Answer | None]:
        """Yield the answers in order, None when there was none for a while."""
        while True:
            self._hand_out()
            if not self._out:
                return
            first = next(iter(self._out))
            if first in self._back:
                del self._out[first]
                yield self._back.pop(first)
                self._listen(0)
            elif not self._listen(_WAIT):
                yield None

    def dismiss(self) -> None:
        """End all workers; they hold nothing that could be lost."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def _hand_out(self) -> None:
        """Give articles to those who have the least, as long as there is room."""
        deepest = min(_DEEPEST, 2 + int(_AHEAD / max(self._seconds, 1e-6)))
        while True:
            free = min(self._workers, key=lambda worker: len(worker.given), default=None)
            if free is None or (free.given and len(self._workers) < self._places):
                free = None
            elif len(free.given) >= deepest:
                return
            task = self._next()
            if task is None:
                return
            free = free or self._hire() or min(self._workers, key=lambda worker: len(worker.given), default=None)
            if free is None:
                raise NoWorkers("no worker process could be started; --jobs 1 does without")
            if not free.give(task):
                # It has ended; what it may have answered before stands in its pipe and is read first.
                self._left.appendleft(task)
                return

    def _next(self) -> Task | None:
        if self._left:
            return self._left.popleft()
        if len(self._out) >= _WINDOW * self._places or sum(self._out.values()) >= _LETTERS:
            return None
        task = next(self._tasks, None)
        if task is not None:
            self._out[task[0]] = len(task[1].body)
        return task

    def _hire(self) -> _Worker | None:
        try:
            worker = _Worker(self._start)
        except OSError:
            # No more processes, no more memory: those that there are do it.
            self._places = len(self._workers)
            return None
        self._workers.append(worker)
        return worker

    def _listen(self, seconds: float) -> bool:
        """Take in what workers say within so many seconds; False when none said anything."""
        said = wait([worker.pipe for worker in self._workers], seconds)
        for worker in [worker for worker in self._workers if worker.pipe in said]:
            try:
                message = worker.pipe.recv()
            except (EOFError, OSError):
                self._lost(worker)
                continue
            if isinstance(message, Unable):
                raise NoWorkers(f"{self._start.engine.identity.name}: {message.why}")
            if isinstance(message, Ready):
                worker.ready = True
                continue
            worker.given.popleft()
            self._back[message.article] = message
            if isinstance(message, Proposed):
                self._seconds += (message.seconds - self._seconds) / 8
        return bool(said)

    def _lost(self, worker: _Worker) -> None:
        """Do without a worker that ended: what it was at is a failure, the rest goes to others."""
        self._workers.remove(worker)
        how = worker.ended()
        if not worker.ready:
            # It would most likely be the same with the next.
            self._places -= 1
            if self._places == 0:
                raise NoWorkers(f"the worker processes end before they begin ({how}); --jobs 1 does without")
        elif worker.given:
            number = worker.given.popleft()[0]
            self._back[number] = Failed(number, f"its worker process ended ({how})")
        self._left.extendleft(reversed(worker.given))
