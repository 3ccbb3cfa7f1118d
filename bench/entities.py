"""What entities over a store cost. Usage: python -m bench.entities [articles, default 2000]

Articles are made up as in `bench.store`: 110 mentions each, two words of its vocabulary a name, so most names are their
own. Times are of this process's work (CPU), of this machine.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bench.store import readings, say
from extract.items import Extraction, Mention
from store import articles, entities, runs
from store.database import Database, open_database

_MENTIONS = 110
_WORD = re.compile(r"\S+")

Result = TypeVar("Result")


def fill(db: Database, count: int) -> None:
    """Keep articles with mentions."""
    prepared = list(readings(count))
    for reading, added in zip(prepared, articles.add_many(db, prepared), strict=True):
        body = reading.article.body
        tokens = list(_WORD.finditer(body))[: _MENTIONS * 4]
        mentions = tuple(
            Mention(
                first.start(), last.end(), ("PERSON", "ORG", "LOC")[place % 3], f"{first[0]} {last[0]}", 0.5, "made"
            )
            for place, (first, last) in enumerate(zip(tokens[::4], tokens[1::4], strict=True))
        )
        runs.keep(db, added.n, Extraction("bench", "1", mentions, ()))


def timed(what: str, act: Callable[[], Result], count: Callable[[Result], int]) -> Result:
    """Do something, print how long the processor took and how much came of it, return that."""
    before = time.process_time()
    result = act()
    say(what, f"{(time.process_time() - before) * 1000:8.1f} ms, {count(result):,} found")
    return result


def main(count: int) -> None:
    """Print the figures for a store of `count` articles."""
    with tempfile.TemporaryDirectory() as folder, open_database(Path(folder) / "bench.db") as db:
        fill(db, count)
        [(items,)] = db.query("SELECT count(*) FROM item")
        say("mentions", f"{items:8,}")
        found = timed("all entities", lambda: entities.entities(db), len)
        usual = next(each for each in found if each.type == "PERSON")
        rare = next(each for each in reversed(found) if each.type == "PERSON")
        for how, each in (("usual", usual), ("rare", rare)):
            surname = each.name.split()[-1]
            timed(f"entities, search for a {how} word", lambda word=surname: entities.entities(db, search=word), len)  # type: ignore[misc]
            timed(f"names offered, {how} surname", lambda name=surname: entities.offers(db, "PERSON", name), len)  # type: ignore[misc]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
