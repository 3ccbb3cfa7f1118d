"""A program: forks a reviewer again and again, kills it at the keyboard, and looks at what it left.

    python -m tests.tui.killing STORE ROUNDS SEED

Imports once and runs no thread, so that forking is cheap and safe. Prints one JSON object: what was lost (nothing).
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import select
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from store import items, queue
from store.chain import verify
from store.database import Database, open_database
from store.values import to_json
from tests.tui.driving import Seat, seat

Rows = list[tuple[str, str, str]]
"""(id, status, value) of each item, in the order of the list."""

ARTICLE = 2
# What a reviewer presses, by weight; each is one key or a few that belong together.
HABITS = (
    (8, ("a",)), (4, ("r",)), (4, ("u",)), (2, ("y",)), (2, ("s",)), (1, ("f",)), (3, ("j",)), (2, ("o",)), (1, ("i",)),
    (3, ("x", "left", "enter")), (2, ("x", "right", "enter")), (2, ("t", "o", "enter")), (1, ("z",)),
    (2, ("plus", "a", "enter", "p")), (2, ("e", "j", "enter", "left", "enter")), (1, ("d", "enter")),
)  # fmt: skip
BACK = {"queue": "enter", "field": "enter", "choose": "enter", "select": "enter", "card": "q"}
"""The key with which one comes back to the list from elsewhere."""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What the screen had shown as done."""

    decisions: list[str]
    """Ids of all decisions in the store's own chain, the oldest first."""
    rows: Rows


@dataclass(slots=True)
class Report:
    """What all rounds came to."""

    kills: int = 0
    acknowledged_keys: int = 0
    decisions: int = 0
    in_flight: int = 0
    """Kills after which one decision more was kept than had been acknowledged."""
    between_decisions: int = 0
    verbs: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)


def decisions_of(db: Database) -> list[str]:
    """Return the ids of the store's decisions in order."""
    return [row[0].hex() for row in db.query("SELECT uid FROM decision ORDER BY seq")]


def rows_of(found: tuple[items.Item, ...]) -> Rows:
    """Return what a screen or store says of an article's items."""
    return [(item.uid.hex(), item.status, to_json(item.value)) for item in found]


def keys(at: Seat, seed: int) -> Iterator[str]:
    """Yield what this reviewer presses, for ever."""
    chance = random.Random(seed)
    weights = [weight for weight, _ in HABITS]
    while True:
        while at.mode != "review":
            yield BACK[at.mode]
        yield from chance.choices(HABITS, weights)[0][1]


async def review(path: Path, seed: int, out: int) -> None:
    """Press keys; after each that has acted, write one line with what the screen shows."""
    with open_database(path, write=False) as reader:
        async with seat(path, first=ARTICLE) as at:
            for key in keys(at, seed):
                await at.press(key)
                line = {"decisions": decisions_of(reader), "rows": rows_of(at.view.items)}
                os.write(out, json.dumps(line, separators=(",", ":")).encode() + b"\n")


def killed(path: Path, seed: int) -> list[Acknowledged]:
    """Let a reviewer work until a moment that chance chooses, end it, and return what it had acknowledged."""
    chance = random.Random(-seed)
    after = chance.randint(1, 6)
    # half of them at once, the others while the next key is at work
    late = chance.choice([0.0, chance.uniform(0, 0.02)])
    source, sink = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(source)
        try:
            asyncio.run(review(path, seed, sink))
        finally:
            os._exit(1)
    os.close(sink)
    data = b""
    ends = time.monotonic() + 30
    while data.count(b"\n") < after:
        ready, _, _ = select.select([source], [], [], max(0, ends - time.monotonic()))
        more = os.read(source, 1 << 20) if ready else b""
        if not more:
            os.kill(child, signal.SIGKILL)
            raise SystemExit(f"round {seed}: the reviewer stopped by itself")
        data += more
    time.sleep(late)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(source, 1 << 20):
        data += more
    os.close(source)
    lines = data.split(b"\n")[:-1]
    return [Acknowledged(**json.loads(line)) for line in lines]


def look(path: Path, seed: int, told: list[Acknowledged], report: Report) -> None:
    """Open the store again and compare it with what was acknowledged."""
    with open_database(path) as db:
        last = Acknowledged(told[-1].decisions, [(uid, status, value) for uid, status, value in told[-1].rows])
        kept, rows = decisions_of(db), rows_of(items.of_article(db, ARTICLE))
        more = len(kept) - len(last.decisions)
        faults = [str(fault) for fault in verify(db)]
        if kept[: len(last.decisions)] != last.decisions:
            faults.append("an acknowledged decision is gone")
        if more not in (0, 1):
            faults.append(f"{more} decisions were kept that no acknowledged key made")
        if more == 0 and rows != last.rows:
            faults.append("the items are not as they were shown")
        if more == 1:
            changed = set(rows) ^ set(last.rows)
            touched = {item.hex() for item in _touched(db, kept[-1])}
            if any(not _near(row, touched, [*rows, *last.rows]) for row in changed):
                faults.append("an item moved that the last decision has no effect on")
        if db.query("PRAGMA quick_check") != [("ok",)]:
            faults.append("the file is damaged")
        if queue.row(db, ARTICLE).open != sum(status in ("open", "conflict") for _, status, _ in rows):
            faults.append("the count of open items is wrong")
        report.lost += [f"round {seed}: {fault}" for fault in faults]
        report.kills += 1
        report.acknowledged_keys += len(told)
        report.in_flight += more == 1
        report.between_decisions += more == 0
        report.decisions = len(kept)


def _touched(db: Database, decision: str) -> set[bytes]:
    """Return the items that a decision, or the verdict that it takes back or gives back, has effect on."""
    uid = bytes.fromhex(decision)
    named = db.query("SELECT names FROM decision WHERE uid = ?", (uid,))[0][0]
    sql = "SELECT e.item FROM effect e JOIN decision d ON d.n = e.decision WHERE d.uid IN (?, ?)"
    return {row[0] for row in db.query(sql, (uid, named))} | ({named} if named else set())


def _near(row: tuple[str, str, str], touched: set[str], rows: Rows) -> bool:
    """Return whether an item is touched, or shares text with one that is (set aside, or filled by it)."""
    span = json.loads(row[2])
    return row[0] in touched or any(
        other["start"] < span["end"] and span["start"] < other["end"]
        for other in (json.loads(value) for uid, _, value in rows if uid in touched)
    )


def main(path: Path, rounds: int, seed: int) -> Report:
    """Kill so many reviewers of one store, one after the other."""
    report = Report()
    for number in range(seed, seed + rounds):
        look(path, number, killed(path, number), report)
        if report.lost:
            break
    with open_database(path, write=False) as db:
        report.verbs = Counter(dict(db.query("SELECT verb, count(*) FROM decision GROUP BY verb")))
    return report


if __name__ == "__main__":
    result = main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    sys.stdout.write(json.dumps({name: getattr(result, name) for name in Report.__slots__}, indent=1) + "\n")
