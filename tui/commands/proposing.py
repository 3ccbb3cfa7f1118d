"""What `extract`, `load` and `review` share: an extraction with its bar, a line for each article that it skipped, signals."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Final

from store import runs
from store.database import Database
from tui.commands.output import DONE, FAILED, PARTLY, complain
from tui.loading import Done, Extracted, extract, waiting
from tui.own_models import usable
from tui.serving import Chosen, chosen
from tui.words import WORDS
from tui.workers import jobs_for

if TYPE_CHECKING:
    from extract.extension import Extension


AT_ONCE: Final = 200
"""Articles that another engine or version read which are read anew before the app opens: some seconds."""


def propose(
    db: Database,
    *,
    engine: Chosen | None = None,
    rules: Extension | None = None,
    jobs: int | None = None,
    again: bool = False,
    new: bool = False,
    told: Callable[[Done], None] = lambda _: None,
) -> Extracted:
    """Extract what waits by an engine (the builtin one, with the project's rules), by as many jobs as so many articles are worth where `jobs` is None.

    `again`: all articles; `new`: those alone that no engine covered.

    On a terminal a bar shows how far it is and how fast. An article that is skipped is a line on standard error.
    """
    engine = engine or chosen(extension=rules, local=usable(db.path, complain))
    count = runs.unproposed(db) if new else waiting(db, engine.identity, again=again)

    def step(done: Done) -> None:
        if done.error:
            complain(WORDS.say("extract_skipped", article=done.article, file=done.name, why=done.error))
        advance(done)
        told(done)

    with _ends_on_sigterm(), _bar(count) as advance:
        jobs = jobs or (1 if engine.alone else jobs_for(count))
        return extract(db, step, engine=engine, jobs=jobs, again=again, new=new)


def propose_before_opening(db: Database, engine: Chosen) -> Extracted:
    """Extract what is new, and what an older version read where that is soon done; say so where it is not."""
    behind = waiting(db, engine.identity) - runs.unproposed(db)
    if behind > AT_ONCE:
        name, version = engine.identity
        complain(WORDS.say("review_behind", count=behind, engine=name, version=version))
    return propose(db, engine=engine, new=behind > AT_ONCE)


def exit_code(extracted: Extracted) -> int:
    """Return the exit code of an extraction."""
    if not extracted.failed:
        return DONE
    return PARTLY if extracted.articles else FAILED


def summary(extracted: Extracted, seconds: float | None = None, *, again: bool = False) -> str:
    """Return a line about an extraction; where `seconds` are given, how fast it was."""
    name, version = extracted.engine
    words = WORDS.say("extract_done", count=extracted.articles, engine=name, version=version)
    if seconds is not None and extracted.articles:
        fast = rate(extracted.articles, extracted.words, seconds)
        words += WORDS.say("extract_took", seconds=f"{seconds:.1f}", rate=fast)
    if not extracted.failed:
        return words
    # what was covered before stays so, and is given to the engine only when it is asked for again
    return words + WORDS.say("extract_again_failed" if again else "extract_failed", count=extracted.failed)


def rate(articles: int, words: int, seconds: float) -> str:
    """Return how fast it goes, in words."""
    per_second = [count / max(seconds, 1e-3) for count in (articles, words)]
    return WORDS.say("extract_rate", articles=f"{per_second[0]:.3g}", words=f"{per_second[1]:,.0f}")


@contextmanager
def _bar(total: int) -> Iterator[Callable[[Done], None]]:
    """Show a bar with the rate on standard error while it is a terminal; yield what advances it."""
    if not sys.stderr.isatty() or total < 2:
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal pays for it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    began = time.monotonic()
    articles = words = 0

    def advance(done: Done) -> None:
        nonlocal articles, words
        articles += 1
        words += done.words
        bar.update(task, advance=1, rate=rate(articles, words, time.monotonic() - began))

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}")
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(WORDS.say("extracting"), total=total, rate="")
        yield advance


@contextmanager
def _ends_on_sigterm() -> Iterator[None]:
    """Have SIGTERM end the block as Ctrl+C does: workers ended, the terminal's caret shown again."""

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
