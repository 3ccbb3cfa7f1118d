"""Work away from the screen: in order, on a connection of its own, an error is a result."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

from store import decisions, queue
from store.database import Database, open_database
from store.errors import BadDecision, StoreError
from tests.tui.desk import VISIT_N, desk
from tests.tui.driving import REVIEWER
from tui.jobs import Failed, Jobs


async def test_writes_happen_one_after_the_other_in_the_order_asked(tmp_path: Path) -> None:
    with open_database(desk(tmp_path)) as db:
        jobs = Jobs(db)
        flags = [jobs.write(lambda db: decisions.flag(db, article=VISIT_N, by=REVIEWER).decision) for _ in range(5)]
        made = await asyncio.gather(*flags)
        assert [row[0] for row in db.query("SELECT uid FROM decision ORDER BY seq")] == made
        jobs.close()


async def test_a_read_can_not_write_and_sees_what_was_written(tmp_path: Path) -> None:
    with open_database(desk(tmp_path)) as db:
        jobs = Jobs(db)
        refused = await jobs.read(lambda db: decisions.flag(db, article=VISIT_N, by=REVIEWER))
        assert isinstance(refused, Failed)
        await jobs.write(lambda db: decisions.flag(db, article=VISIT_N, by=REVIEWER))
        assert await jobs.read(lambda db: queue.row(db, VISIT_N).flagged) is True
        jobs.close()


async def test_work_is_done_off_the_screens_thread(tmp_path: Path) -> None:
    with open_database(desk(tmp_path)) as db:
        jobs = Jobs(db)
        threads = {await jobs.write(lambda _: threading.get_ident()), await jobs.read(lambda _: threading.get_ident())}
        assert len(threads) == 2
        assert threading.get_ident() not in threads
        jobs.close()


async def test_an_error_of_the_store_is_told_as_it_is_and_any_other_goes_to_the_log(tmp_path: Path) -> None:
    log = tmp_path / "store.log"

    def refused(_: Database) -> None:
        raise BadDecision("this verdict says something impossible")

    def broken(_: Database) -> None:
        raise ZeroDivisionError("by zero")

    with open_database(desk(tmp_path)) as db:
        jobs = Jobs(db, log=log)
        assert await jobs.write(refused) == Failed("this verdict says something impossible")
        assert not log.exists()
        failed = await jobs.read(broken)
        assert isinstance(failed, Failed)
        assert "by zero" in failed.message
        assert "\n" not in failed.message
        assert "ZeroDivisionError" in log.read_text()
        assert await jobs.write(lambda _: 7) == 7, "the next one is not disturbed"
        jobs.close()
        silent = Jobs(db)
        assert isinstance(await silent.write(broken), Failed)
        silent.close()


async def test_closing_waits_for_what_runs(tmp_path: Path) -> None:
    with open_database(desk(tmp_path)) as db:
        jobs = Jobs(db)
        begun, go_on = threading.Event(), threading.Event()

        def slow(db: Database) -> None:
            begun.set()
            go_on.wait(10)
            decisions.flag(db, article=VISIT_N, by=REVIEWER)

        waiting = asyncio.ensure_future(jobs.write(slow))
        assert await asyncio.to_thread(begun.wait, 10)
        threading.Timer(0.05, go_on.set).start()
        jobs.close()
        await waiting
        assert queue.row(db, VISIT_N).flagged
        assert issubclass(BadDecision, StoreError)
