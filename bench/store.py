"""What the store costs: load, extract, decide, page. Usage: python -m bench.store [articles, default 500]

Articles are made up: 250 words of a Zipf-like vocabulary, 110 mentions and 28 events with 112 arguments each. Times are
of this machine and its disk; statements are counts and the same everywhere.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from extract.article import Article, Part, Reading, Source
from extract.items import Argument, Event, Extraction, Mention
from store import articles, decisions, items, lexicon, queue, runs
from store.database import Database, open_database

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def vocabulary(chance: random.Random) -> list[str]:
    """Return 20,000 invented words, the frequent ones first."""
    words = ["".join(chance.choices(LETTERS, k=chance.randint(2, 8))) for _ in range(20_000)]
    return [f"{chance.choice(('', '', '', 'و', 'ال', 'ب', 'لل'))}{word}" for word in words]


def readings(count: int) -> Iterator[Reading]:
    """Yield articles, the same in every run."""
    chance = random.Random(7)
    words = vocabulary(chance)
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    for n in range(count):
        text = chance.choices(words, weights, k=500)
        title = " ".join(text[:8])
        body = f"{title}\n\n" + " ".join(text[8:])
        yield Reading(
            Article(body, (Part("title", 0, len(title)), Part("body", len(title) + 2, len(body))), title),
            Source(f"{n}.txt", sha256(body.encode()).digest(), "utf-8", "text/1"),
        )


def extraction(n: int) -> Extraction:
    """Return 250 items for an article."""
    mentions = tuple(
        Mention(at * 10, at * 10 + 6, ("PERSON", "ORG", "LOC")[at % 3], f"name {at % 20 + n}", 0.5, "gazetteer: place")
        for at in range(110)
    )
    events = []
    for at in range(28):
        fillers = [(at * 30 + step, at * 30 + step + 6) for step in (0, 10, 20, 30)]
        arguments = tuple(
            Argument(role, *span, span, 0.5, "nearest")
            for role, span in zip(("actor", "target", "location", "date"), fillers, strict=True)
        )
        events.append(Event(at * 30 + 7, at * 30 + 9, "ATTACK", None, "asserted", arguments, 0.6, "trigger"))
    return Extraction("bench", "1", mentions, tuple(events))


def timed(act: Callable[[], object], times: int) -> tuple[float, float]:
    """Return (median, 99th percentile) of an action, in milliseconds."""
    taken = []
    for _ in range(times):
        before = time.perf_counter()
        act()
        taken.append((time.perf_counter() - before) * 1000)
    taken.sort()
    return statistics.median(taken), taken[min(len(taken) - 1, int(len(taken) * 0.99))]


def statements(db: Database, act: Callable[[], object]) -> int:
    """Return how many statements an action runs; a trigger's and a batch's count once."""
    seen: list[str] = []
    db.connection.set_trace_callback(seen.append)
    act()
    db.connection.set_trace_callback(None)
    return len([sql for sql, _ in groupby(sql[:40] for sql in seen if sql[:2] != "--")])


def say(what: str, figure: str) -> None:
    print(f"{what:<44}{figure}", flush=True)


def say_times(what: str, times: tuple[float, float]) -> None:
    say(what, f"{times[0]:8.2f} ms   p99 {times[1]:8.2f} ms")


def main(count: int) -> None:
    """Print the figures for a store of `count` articles."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        before = time.perf_counter()
        db = open_database(path)
        say("make a store", f"{(time.perf_counter() - before) * 1000:8.2f} ms")
        prepared = list(readings(count))
        before = time.perf_counter()
        added = [each.n for each in articles.add_many(db, prepared)]
        say("load", f"{count / (time.perf_counter() - before):8.0f} articles/s")
        with_items = added
        kept = []
        for n in with_items:
            found = extraction(n)
            before = time.perf_counter()
            runs.keep(db, n, found)
            kept.append((time.perf_counter() - before) * 1000)
        say_times("keep 250 items", (statistics.median(kept), sorted(kept)[int(len(kept) * 0.99)]))
        say_times("keep the same again", timed(lambda: runs.keep(db, 1, extraction(1)), 20))
        say("store", f"{path.stat().st_size / 1e6:8.1f} MB, {count * 250:,} items")
        decide(db)
        read(db, count)
        db.close()
        say_times("open, read only, and close", timed(lambda: open_database(path, write=False).close(), 20))
        say_times("open and close", timed(lambda: open_database(path).close(), 20))


def decide(db: Database) -> None:
    """Print what decisions cost."""
    found = items.of_article(db, 1) + items.of_article(db, 2)
    mentions = iter([item.uid for item in found if item.kind == "mention"])
    events = iter([item.uid for item in found if item.kind == "event"])
    say("statements: accept a mention", f"{statements(db, lambda: decisions.accept(db, [next(mentions)], by='b')):8}")
    say("statements: accept an event of 4", f"{statements(db, lambda: decisions.accept(db, [next(events)], by='b')):8}")
    say("statements: undo", f"{statements(db, lambda: decisions.undo(db, by='b')):8}")
    one = timed(lambda: decisions.accept(db, [next(mentions)], by="b"), 200)
    say_times("accept a mention (durable)", one)
    say("decisions", f"{1000 / one[0]:8.0f} a second")
    say_times("accept an event with 4 arguments", timed(lambda: decisions.accept(db, [next(events)], by="b"), 50))
    say_times("undo", timed(lambda: decisions.undo(db, by="b"), 100))
    say_times("redo", timed(lambda: decisions.redo(db, by="b"), 100))
    everything = [item.uid for item in items.of_article(db, 3) if item.kind == "mention"]
    say_times("reject 110 mentions at once", timed(lambda: decisions.reject(db, everything, by="b"), 1))
    # The same work without the disk: what is ours of the time above.
    db.connection.execute("PRAGMA synchronous = OFF")
    quick = iter([item.uid for item in items.of_article(db, 4) if item.kind == "mention"])
    say_times(
        "accept a mention (not waiting for the disk)", timed(lambda: decisions.accept(db, [next(quick)], by="b"), 100)
    )
    db.connection.execute("PRAGMA synchronous = FULL")


def read(db: Database, count: int) -> None:
    """Print what the screens' reads cost."""
    say_times("items of an article (250)", timed(lambda: items.of_article(db, 5), 50))
    say_times("an article", timed(lambda: articles.read(db, 5), 50))
    say_times("queue page, open, in the middle", timed(lambda: queue.page(db, "open", after=count // 2), 50))
    say_times("counts", timed(lambda: queue.counts(db), 50))
    say_times("next open", timed(lambda: queue.next_open(db, count // 2), 50))
    word = articles.read(db, 1).article.body.split()[3]
    say_times("search page, a frequent word", timed(lambda: queue.page(db, "all", search=word), 20))
    say_times("search counts, a frequent word", timed(lambda: queue.counts(db, search=word), 20))
    say_times("learn", timed(lambda: lexicon.learn(db), 3))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
