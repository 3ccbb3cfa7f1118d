"""Loading files into a store and extracting what is new: what `load`, `extract` and `review` share."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from extract.article import Reading
from extract.engines import EngineId
from extract.errors import Unreadable
from store import articles, lexicon, queue, runs
from store.changes import Changes
from store.database import Database
from tui.files import Found, readings
from tui.serving import Answer, Chosen, Failed, Proposed, Start, Task, chosen
from tui.workers import proposals

KEPT_AT_ONCE: Final = 16
"""Extracted articles a transaction at most: each commit waits for the disk."""
KEPT_AFTER: Final = 0.5
"""Seconds after which what was extracted is kept, however little: a slow engine's work does not wait for a full lot."""
BATCH = 200
"""Articles a transaction: a commit costs a disk flush, a crash costs at most a batch that is loaded again."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one article or one bad file."""

    name: str
    article: int | None
    """Its number in the store; None when it could not be read."""
    new: bool = False
    uid: bytes = b""
    """Its id, the same in every store; empty when it could not be read."""
    record: str = ""
    """Its id in a file of many articles, as that file says it; else empty."""
    error: str = ""
    warnings: tuple[str, ...] = ()


def load(db: Database, files: Sequence[Found], progress: Callable[[Found], None] = lambda _: None) -> Iterator[Loaded]:
    """Load every article of the files, in batches; yield what became of each, in order of the files."""
    batch: list[Reading | Loaded] = []
    for found in files:
        for reading in readings(found):
            # An error waits for the articles before it: what is said keeps the order of the files.
            batch.append(Loaded(found.name, None, error=str(reading)) if isinstance(reading, Unreadable) else reading)
            if len(batch) >= BATCH:
                yield from _keep(db, batch)
                batch = []
        progress(found)
    yield from _keep(db, batch)


def _keep(db: Database, batch: Sequence[Reading | Loaded]) -> Iterator[Loaded]:
    kept = articles.add_many(db, [each for each in batch if isinstance(each, Reading)])
    for each in batch:
        if isinstance(each, Loaded):
            yield each
            continue
        added, source = next(kept), each.source
        yield Loaded(
            source.name,
            added.n,
            new=added.new,
            uid=added.uid,
            record=source.record,
            warnings=tuple(f"{source.name}: {words}" for words in each.warnings),
        )


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one article's extraction."""

    article: int
    name: str
    """The file that it came from, and its id there in a file of many."""
    words: int
    error: str = ""
    """Why nothing of it was kept, on one line; empty when all went well."""


@dataclass(slots=True)
class Extracted:
    """What an extraction came to."""

    engine: EngineId
    jobs: int
    articles: int = 0
    """With what was found in them kept."""
    failed: int = 0
    words: int = 0
    """In the articles that were kept."""


def waiting(db: Database, engine: EngineId, *, again: bool = False) -> int:
    """Return how many articles the engine would be given: those that this version of it has not covered, or all."""
    return queue.counts(db)["all"] if again else runs.uncovered(db, *engine)


def extract(
    db: Database,
    told: Callable[[Done], None] = lambda _: None,
    *,
    engine: Chosen | None = None,
    jobs: int = 1,
    again: bool = False,
    new: bool = False,
) -> Extracted:
    """Have an engine (the builtin one) propose items for the articles that its version has not covered, or `again` for all.

    `new`: for those alone that no engine covered, of whatever version.

    What was learned from the reviewers is asked once, at the start. What is kept is the same for any number of jobs;
    `told` hears of each article, in order, after the commit that holds it, and of each that failed. Raises NoWorkers, and
    what loading the engine raises; what was told of before is kept.
    """
    engine = engine or chosen()
    result = Extracted(engine.identity, jobs)
    if again:
        numbers = runs.every_article(db)
    else:
        numbers = articles.unproposed(db) if new else articles.unextracted(db, *engine.identity)
    first = next(numbers, None)
    if first is None:
        return result
    learned = lexicon.learn(db)
    names: dict[int, Done] = {}
    tasks = _tasks(db, chain([first], numbers), names)
    with closing(proposals(tasks, Start(engine, learned), jobs)) as answers:
        for batch in _batches(answers):
            for done in _keep_batch(db, batch, names, runs.configuration(learned)):
                if done.error:
                    result.failed += 1
                else:
                    result.articles += 1
                    result.words += done.words
                told(done)
    return result


def _tasks(db: Database, numbers: Iterable[int], names: dict[int, Done]) -> Iterator[Task]:
    """Yield the articles as they are asked for; note in `names` what is to be told of each."""
    for number in numbers:
        stored = articles.read(db, number)
        name = next((", ".join(filter(None, (each.name, each.record))) for each in stored.sources), "")
        names[number] = Done(number, name, len(stored.article.body.split()))
        yield number, stored.article


def _batches(answers: Iterator[Answer | None]) -> Iterator[list[Answer]]:
    """Yield the answers in lots: so many, or what there is when the last lot is so long ago."""
    batch: list[Answer] = []
    since = time.monotonic()
    for answer in answers:
        if answer is not None:
            batch.append(answer)
        if len(batch) >= KEPT_AT_ONCE or (batch and time.monotonic() - since >= KEPT_AFTER):
            yield batch
            batch = []
            since = time.monotonic()
    if batch:
        yield batch


def _keep_batch(db: Database, batch: Sequence[Answer], names: dict[int, Done], config: str) -> Iterator[Done]:
    found = [(answer.article, answer.extraction) for answer in batch if isinstance(answer, Proposed)]
    kept = iter(runs.keep_many(db, found, config=config))
    for answer in batch:
        done = names.pop(answer.article)
        if isinstance(answer, Failed):
            yield replace(done, error=answer.why)
            continue
        changes = next(kept)
        yield done if isinstance(changes, Changes) else replace(done, error=str(changes))
