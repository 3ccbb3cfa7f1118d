"""Loading files into a store and extracting what is new: what `load`, `extract` and `review` share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from extract.article import Reading
from extract.engines import BUILTIN
from extract.errors import Unreadable
from store import articles, lexicon, runs
from store.database import Database
from tui.files import Found, readings

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


def waiting(db: Database) -> int:
    """Return how many articles this engine's version has not covered yet."""
    return sum(1 for _ in articles.unextracted(db, *BUILTIN))


def extract(db: Database, progress: Callable[[int], None] = lambda _: None) -> int:
    """Extract every article that this engine's version has not covered yet; return how many."""
    from extract.builtin import Builtin  # noqa: PLC0415 - its tables load only when there is something to extract

    engine = Builtin()
    uncovered = list(articles.unextracted(db, engine.name, engine.version))
    learned = lexicon.learn(db) if uncovered else None
    for article in uncovered:
        stored = articles.read(db, article)
        if learned is not None:
            runs.keep(db, article, engine.propose(stored.article, learned))
        progress(article)
    return len(uncovered)
