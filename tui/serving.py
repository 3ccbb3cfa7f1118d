"""An engine at work on one article after the other: here, or in a process that serves another through a pipe.

The values are those that go through the pipe. A process that serves imports this module and the engine, so nothing of
the store and nothing that starts processes.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from traceback import extract_tb
from typing import TYPE_CHECKING

from extract.article import Article
from extract.engines import BUILTIN, EngineId, engine_id, load, works_alone
from extract.errors import ExtractError
from extract.items import Engine, Extraction, Lexicon

if TYPE_CHECKING:
    # a project without a file of its own pays nothing for reading one
    from extract.extension import Extension


@dataclass(frozen=True, slots=True)
class Chosen:
    """An engine to work with, not loaded yet."""

    identity: EngineId
    """What its proposals must say they are from: coverage is looked up by it."""
    make: Callable[[], Engine]
    """Loads it. It is pickled, so a module's function or class, or a partial of one."""
    alone: bool = False
    """It is best run in one process, where nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class Start:
    """What a worker needs before its first article."""

    engine: Chosen
    lexicon: Lexicon


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the engine found in an article."""

    article: int
    extraction: Extraction
    seconds: float


@dataclass(frozen=True, slots=True)
class Failed:
    """An article that the engine got nowhere with."""

    article: int
    why: str
    """One line."""


Task = tuple[int, Article]
Answer = Proposed | Failed


@dataclass(frozen=True, slots=True)
class Ready:
    """The engine is loaded."""


@dataclass(frozen=True, slots=True)
class Unable:
    """The engine can't be loaded here."""

    why: str


def chosen(name: str = BUILTIN.name, extension: Extension | None = None, local: bytes = b"") -> Chosen:
    """Return the engine of this name, with what a project adds to it; `local` is the store's own model, empty for none.

    Raises UnknownEngine, and EngineMissing where it can't run here.
    """
    return Chosen(engine_id(name, extension, local), partial(load, name, extension, local), works_alone(name))


def answer(engine: Engine, task: Task, start: Start) -> Answer:
    """Return what the engine makes of an article; what it raises is an answer too."""
    number, article = task
    began = time.perf_counter()
    try:
        extraction = engine.propose(article, start.lexicon)
    except Exception as error:  # noqa: BLE001 - one article must not stop ten thousand
        return Failed(number, _in_a_line(error))
    if (extraction.engine, extraction.version) != start.engine.identity:
        return Failed(number, f"the engine says that it is {extraction.engine} {extraction.version}")
    return Proposed(number, extraction, time.perf_counter() - began)


def _in_a_line(error: Exception) -> str:
    """Return an error and where it was raised: nobody sees a traceback that would say so."""
    words = " ".join(f"{type(error).__name__}: {error}".split())[:300].rstrip(": ")
    frames = extract_tb(error.__traceback__)
    return f"{words} ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else words


def serve(descriptor: int) -> None:
    """Answer articles that come through a pipe, until it is closed."""
    pipe = Connection(descriptor)
    start: Start = pipe.recv()
    tasks: SimpleQueue[Task] = SimpleQueue()
    # A thread, so that the program's end is noticed in the middle of an article as well.
    Thread(target=_listen, args=(pipe, tasks), daemon=True).start()
    try:
        engine = start.engine.make()
    except Exception as error:  # noqa: BLE001 - told to the program, which says it
        pipe.send(Unable(str(error) if isinstance(error, ExtractError) else _in_a_line(error)))
        return
    pipe.send(Ready())
    while True:
        pipe.send(answer(engine, tasks.get(), start))


def _listen(pipe: Connection, tasks: SimpleQueue[Task]) -> None:
    try:
        while True:
            tasks.put(pipe.recv())
    except (EOFError, OSError):
        os._exit(0)
