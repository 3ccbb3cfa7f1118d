"""The next article is proposed anew with what was taught since; never the one on the screen, nor one somebody has begun."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import pytest

from extract.article import Article
from store import articles, decisions, queue, runs
from store.database import Database, open_database
from store.items import Item, of_article
from store.lexicon import learn
from tests.tui.driving import REVIEWER, Seat
from tests.tui.fake_engines import DIES, UNABLE, chosen
from tests.tui.test_extracting import filled
from tui.app import MurajiApp
from tui.jobs import Jobs
from tui.loading import extract
from tui.refreshing import Begin, Refresher, Renewed, Task, answering
from tui.serving import Chosen
from tui.view import View

BODIES = ["سالم وصل اليوم", "سالم وصل غدا", "سالم وصل أمس"]
Result = TypeVar("Result")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store of three articles, extracted."""
    path = filled(tmp_path / "a.db", BODIES)
    with open_database(path) as db:
        extract(db, engine=chosen())
    return path


def name(db: Database, n: int, text: str) -> Item:
    """Return the mention of an article that says this."""
    body = BODIES[n - 1]
    return next(i for i in of_article(db, n) if i.kind == "mention" and body[i.value.start : i.value.end] == text)


def reject(db: Database, n: int, text: str) -> None:
    """Reject a name of an article."""
    decisions.reject(db, [name(db, n, text).uid], by=REVIEWER)


# -- what the process answers


def test_the_next_article_is_proposed_with_what_the_one_on_the_screen_taught(store: Path) -> None:
    with open_database(store) as db:
        answer = answering(db, chosen())
        assert answer(Task((), 1)) is None, "nothing was taught: nothing to do"
        reject(db, 1, "سالم")
        renewed = answer(Task((1,), 1))
        assert renewed is not None
        assert (renewed.article, renewed.config) == (2, runs.configuration(learn(db)))
        texts = {BODIES[1][each.start : each.end] for each in renewed.extraction.mentions}
        assert texts == {"وصل", "غدا"}, "rejected in the same words and as the same type"
        runs.keep(db, 2, renewed.extraction, config=renewed.config)
        assert answer(Task((1,), 1)) is None, "it has that already"
        decisions.undo(db, by=REVIEWER)
        again = answer(Task((1,), 1))
        assert again is not None
        assert (again.config, len(again.extraction.mentions)) == ("", 3), "an undo takes back what was taught"


def test_an_article_that_somebody_has_begun_is_not_proposed_anew(store: Path) -> None:
    with open_database(store) as db:
        answer = answering(db, chosen())
        reject(db, 1, "سالم")
        decisions.accept(db, [name(db, 2, "غدا").uid], by="other")
        assert answer(Task((1, 2), 1)) is None


def test_without_a_next_article_there_is_nothing_to_do(store: Path) -> None:
    with open_database(store) as db:
        reject(db, 1, "سالم")
        for n in (2, 3):
            decisions.accept(db, [item.uid for item in of_article(db, n)], by=REVIEWER)
            decisions.finish(db, n, by=REVIEWER)
        assert queue.next_open(db, 1) == 1
        assert answering(db, chosen())(Task((1,), 1)) is None


BEGUN: dict[str, Callable[[Database], object]] = {
    "a verdict": lambda db: decisions.accept(db, [name(db, 2, "غدا").uid], by="a"),
    "an addition": lambda db: decisions.add(db, 2, name(db, 2, "غدا").value, by="a"),
    "a flag": lambda db: decisions.flag(db, article=2, by="a"),
    "an item's flag": lambda db: decisions.flag(db, item=name(db, 2, "غدا").uid, by="a"),
    "a note": lambda db: decisions.note(db, article=2, text="?", by="a"),
    "an item's note": lambda db: decisions.note(db, item=name(db, 2, "غدا").uid, text="?", by="a"),
    "its end": lambda db: decisions.finish(db, 2, by="a"),
}


@pytest.mark.parametrize("begin", BEGUN.values(), ids=BEGUN)
def test_what_counts_as_begun(store: Path, begin: Callable[[Database], object]) -> None:
    with open_database(store) as db:
        found = chosen().make().propose(items_article(db, 2), learn(db))
        assert runs.untouched(db, 2)
        assert runs.keep_untouched(db, 2, found, config="lexicon x") is not None
        begin(db)
        before = db.query("SELECT * FROM covered ORDER BY n"), of_article(db, 2)
        assert not runs.untouched(db, 2)
        assert runs.keep_untouched(db, 2, found, config="lexicon y") is None
        assert (db.query("SELECT * FROM covered ORDER BY n"), of_article(db, 2)) == before
        assert runs.latest(db, 2, *chosen().identity) == "lexicon x"
        assert runs.latest(db, 2, "fake", "7") is None
        assert not runs.untouched(db, 99)


def items_article(db: Database, n: int) -> Article:
    """Return an article's text."""
    return articles.read(db, n).article


# -- beside the app


@asynccontextmanager
async def refresher(store: Path, engine: Chosen | None = None) -> AsyncIterator[tuple[Database, Jobs, Refresher]]:
    """Give a store with its jobs and what refreshes it."""
    with open_database(store) as db:
        jobs = Jobs(db)
        refreshing = Refresher(jobs, Begin(store, None, engine or chosen()), pause=0)
        try:
            yield db, jobs, refreshing
        finally:
            refreshing.close()
            jobs.close()


async def test_a_verdict_reaches_the_next_article_through_the_process(store: Path) -> None:
    async with refresher(store) as (db, _, refreshing):
        with refreshing.showing(1):
            shown = of_article(db, 1)
        reject(db, 1, "سالم")
        before = of_article(db, 1)
        refreshing.taught([1])
        await refreshing.settled()
        assert name(db, 2, "سالم").status == "stale"
        assert name(db, 3, "سالم").status == "open", "only the next: others follow when they are next"
        assert of_article(db, 1) == before
        assert len(shown) == len(before)


async def test_an_article_that_came_on_the_screen_meanwhile_is_left_as_it_was_shown(store: Path) -> None:
    async with refresher(store) as (db, _, refreshing):
        with refreshing.showing(1):
            reject(db, 1, "سالم")
        keep = refreshing._keep

        def kept(db: Database, new: Renewed) -> None:
            with refreshing.showing(2):
                pass
            keep(db, new)

        refreshing._keep = kept  # type: ignore[method-assign]
        refreshing.taught([1])
        await refreshing.settled()
        assert name(db, 2, "سالم").status == "open"


async def test_many_verdicts_are_followed_and_the_last_one_counts(store: Path) -> None:
    async with refresher(store) as (db, _, refreshing):
        with refreshing.showing(1):
            pass
        for _ in range(3):
            reject(db, 1, "سالم")
            refreshing.taught([1])
            await asyncio.sleep(0)
            decisions.undo(db, by=REVIEWER)
            refreshing.taught([1])
        await refreshing.settled()
        assert name(db, 2, "سالم").status == "open"
        assert runs.latest(db, 2, *chosen().identity) == ""


@pytest.mark.parametrize("engine", [DIES, UNABLE], ids=["dies", "unable"])
async def test_without_its_process_nothing_else_is_lost(store: Path, engine: Chosen) -> None:
    async with refresher(store, engine) as (db, jobs, refreshing):
        with refreshing.showing(1):
            reject(db, 1, "سالم")
        for _ in range(2):
            refreshing.taught([1])
            await refreshing.settled()
        assert name(db, 2, "سالم").status == "open"
        assert await jobs.read(lambda reader: name(reader, 1, "سالم").status) == "rejected"


async def test_the_process_ends_with_the_app_also_when_that_is_in_the_middle_of_something(store: Path) -> None:
    async with refresher(store) as (db, _, refreshing):
        with refreshing.showing(1):
            reject(db, 1, "سالم")
        refreshing.taught([1])
        await refreshing.settled()
        assert refreshing._process is not None
        pid = refreshing._process._process.pid
        os.kill(pid, signal.SIGSTOP)
        refreshing.taught([1])
        await asyncio.sleep(0)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


async def test_the_screen_tells_it_of_every_verdict_and_undo_and_shows_what_stood_when_opened(store: Path) -> None:
    with open_database(store) as db:
        for n in range(1, 4):
            decisions.date(db, n, None, by=REVIEWER)
        app = MurajiApp(db, reviewer=REVIEWER, first=1, engine=Begin(store, None, chosen()))
        assert app._refresher is not None
        app._refresher._pause = 0
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            at = Seat(app, pilot, store)
            await at.settle()
            assert view(app).stored.n == 1
            await at.press("r")
            await app._refresher.settled()
            stale = [item for item in of_article(db, 2) if item.status == "stale"]
            assert [BODIES[1][item.value.start : item.value.end] for item in stale if item.kind == "mention"] == [
                "سالم"
            ]
            assert view(app).stored.n == 1
            await at.press("u")
            await app._refresher.settled()
            assert {item.status for item in of_article(db, 2) if item.kind == "mention"} == {"open"}


def view(app: MurajiApp) -> View:
    """Return what is on the desk."""
    return app.review.view
