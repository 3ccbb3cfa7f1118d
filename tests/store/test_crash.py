"""A process killed at any moment loses nothing that it acknowledged, and leaves a store that opens at once."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from extract.items import Extraction, Mention
from store import articles, chain, decisions, runs
from store.database import Database, open_database
from store.items import of_article
from store.refold import refold
from store.values import MentionValue
from tests.store import sample

KILLS = 40


def work(path: Path, acknowledged: int, *, seed: int) -> None:
    """Decide, undo, load and extract without end; write each id to the pipe once the call has returned."""
    chance = random.Random(seed)
    with open_database(path) as db:
        for count in range(1_000_000):
            os.write(acknowledged, step(db, chance, f"{seed} {count}"))


def step(db: Database, chance: random.Random, mark: str) -> bytes:
    uids = [each.uid for each in of_article(db, 1, include=["withdrawn"])]
    what = chance.randrange(7)
    if what == 0:
        # Two transactions, of which the first is acknowledged: with the second, what it stands on would be lost too.
        added = articles.add(db, sample.reading(f"{sample.BODY} {mark}"))
        runs.keep(db, added.n, sample.extraction())
        return added.uid
    if what == 1:
        runs.keep(db, 1, Extraction("other", mark, (Mention(0, chance.randint(1, 9), "ORG", "x", 0.5, ""),), ()))
        return articles.read(db, 1).uid
    if what == 2:
        start = chance.randint(0, 60)
        changes = decisions.add(db, 1, MentionValue(start, start + chance.randint(1, 5), "ORG", "x"), by="a")
    elif what == 3:
        changes = decisions.undo(db, by="a") or decisions.finish(db, 1, by="a")
    elif what == 4:
        changes = decisions.redo(db, by="a") or decisions.flag(db, article=1, by="a")
    else:
        act = decisions.accept if what == 5 else decisions.reject
        changes = act(db, chance.sample(uids, chance.randint(1, 6)), by="a")
    assert changes.decision
    return changes.decision


def killed(act: Callable[[int], None], after: float) -> list[bytes]:
    """Let a child act, kill it, and return the ids that it had written to the pipe."""
    acknowledged, pipe = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(acknowledged)
        try:
            act(pipe)
        finally:
            os._exit(1)
    os.close(pipe)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    with os.fdopen(acknowledged, "rb") as told:
        data = told.read()
    return [data[at : at + 16] for at in range(0, len(data) - 15, 16)]


def test_nothing_acknowledged_is_lost_by_kill_9(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with open_database(path) as db:
        sample.filled(db)
    chance = random.Random(7)
    total = 0
    for seed in range(KILLS):
        told = killed(partial(work, path, seed=seed), chance.uniform(0.005, 0.12))
        total += len(told)
        # Opens at once: the lock died with its holder.
        with open_database(path) as db:
            assert db.query("PRAGMA quick_check") == [("ok",)]
            for uid in told:
                assert db.query(
                    "SELECT 1 FROM decision WHERE uid = ?1 UNION SELECT 1 FROM article WHERE uid = ?1", (uid,)
                )
            assert chain.verify(db) == ()
            with db.writing():
                assert refold(db, [uid for (uid,) in db.query("SELECT uid FROM item")]) == []
            assert db.query("PRAGMA foreign_key_check") == []
            assert db.query("SELECT n, open, items FROM article") == db.query(
                "SELECT a.n, coalesce(sum(i.status IN ('open', 'conflict')), 0),"
                " coalesce(sum(i.status NOT IN ('withdrawn', 'stale')), 0)"
                " FROM article a LEFT JOIN item i ON i.article = a.n GROUP BY a.n"
            )
    assert total > KILLS


def make(folder: Path, acknowledged: int) -> None:
    """Make stores without end."""
    for count in range(1_000_000):
        open_database(folder / f"{count}.db").close()
        os.write(acknowledged, count.to_bytes(16, "big"))


def test_a_store_is_made_whole_or_not_at_all(tmp_path: Path) -> None:
    chance = random.Random(7)
    for seed in range(12):
        folder = tmp_path / str(seed)
        told = killed(partial(make, folder), chance.uniform(0.001, 0.08))
        names = sorted(path.name for path in folder.glob("*.db")) if folder.exists() else []
        assert {f"{int.from_bytes(each, 'big')}.db" for each in told} <= set(names)
        for name in names:
            with open_database(folder / name, create=False) as db:
                sample.filled(db)
                assert db.query("PRAGMA integrity_check") == [("ok",)]
