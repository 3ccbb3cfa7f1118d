"""A store is made safely, opened with its guards up, written by one process at a time, and refused in one line."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store import articles, decisions
from store.chain import verify
from store.database import Database, open_database
from store.errors import (
    Damaged,
    DiskFault,
    Full,
    Gone,
    Locked,
    Missing,
    NewerStore,
    NotAStore,
    ReadOnly,
    StoreError,
    translated,
)
from store.lock import lock_path
from store.migrations import migrate
from store.schema import APPLICATION, VERSION
from tests.store import sample

HOLD = """
import sys, time
from pathlib import Path
from store.database import open_database
db = open_database(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def as_anyone() -> Iterator[Path]:
    """Give a folder, and the rights of an ordinary user while in it: root may write anywhere."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    # Whatever is imported late must be in: that user may have no rights where Python lies.
    open_database(folder / "first.db").close()
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield folder
    finally:
        if root:
            os.seteuid(0)
        for path in folder.rglob("*"):
            path.chmod(stat.S_IRWXU)
        shutil.rmtree(folder)


def test_a_new_store_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "مخزن.db"
    with open_database(path) as db:
        asked = ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "recursive_triggers")
        assert [db.query(f"PRAGMA {name}")[0][0] for name in asked] == ["wal", 2, 1, 0, 1]
        assert db.query("PRAGMA cell_size_check") == [(1,)]
        assert db.query("PRAGMA busy_timeout")[0][0] >= 1000
        assert len(db.replica) == 16
    head = path.read_bytes()[:100]
    assert int.from_bytes(head[68:72], "big") == APPLICATION
    assert int.from_bytes(head[60:64], "big") == VERSION
    # Nothing of the making is left, and what a power cut could replay is not there.
    assert sorted(each.name for each in path.parent.iterdir()) == ["مخزن.db", "مخزن.db.lock"]


@pytest.mark.parametrize("name", ["a?b#c%20&d.db", "a b;'\".db", "a\udce9.db", "x" * 200])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with open_database(path) as db:
        sample.filled(db)
    with open_database(path, write=False) as db:
        assert articles.read(db, 1).article.body == sample.BODY
    assert path.exists()


def test_a_link_leads_to_the_same_lock(tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(tmp_path / "a.db")
    with open_database(link), pytest.raises(Locked):
        open_database(tmp_path / "a.db")
    assert (tmp_path / "a.db").exists()


@pytest.mark.parametrize("name", ["a\x00.db", "ring.db", "x" * 300])
def test_what_is_no_file_name_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "ring.db").symlink_to(tmp_path / "ring.db")
    for write in (True, False):
        with pytest.raises(StoreError) as caught:
            open_database(tmp_path / name, write=write)
        assert "\n" not in str(caught.value)


def test_a_store_that_another_tool_writes_to_is_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.db"
    open_database(path).close()
    monkeypatch.setattr("store.database._PRAGMAS", ("PRAGMA busy_timeout = 50",))
    tool = sqlite3.connect(path, isolation_level=None)
    tool.execute("BEGIN IMMEDIATE")
    with pytest.raises(Locked, match="another program"):
        open_database(path)
    tool.close()


def test_bringing_up_to_date_twice_changes_nothing(on_disk: Database) -> None:
    before = on_disk.query("SELECT sql FROM sqlite_schema")
    migrate(on_disk.connection)
    assert on_disk.query("SELECT sql FROM sqlite_schema") == before
    assert on_disk.query("SELECT migration_set, name FROM _sqlite_migrations") == [("muraji", "0001")]


def test_two_stores_are_two_replicas_and_one_stays_itself(tmp_path: Path) -> None:
    with open_database(tmp_path / "a.db") as one, open_database(tmp_path / "b.db") as two:
        assert one.replica != two.replica
    with open_database(tmp_path / "a.db") as again:
        assert again.replica == one.replica


def test_a_crash_while_making_leaves_no_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("store.migrations.sync", crash)
    with pytest.raises(DiskFault):
        open_database(tmp_path / "a.db")
    assert not (tmp_path / "a.db").exists()
    monkeypatch.undo()
    (tmp_path / ".a.db.0123.new-wal").write_bytes(b"left by a power cut")
    open_database(tmp_path / "a.db").close()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.db", "a.db.lock"]


def test_every_step_of_making_is_synced_before_the_name_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[str, bool]] = []
    path = tmp_path / "a.db"
    monkeypatch.setattr("store.migrations.sync", lambda which: synced.append((which.name, path.exists())))
    open_database(path).close()
    assert [(name.startswith(".a.db."), there) for name, there in synced] == [(True, False), (False, True)]


def test_new_folders_are_synced_into_those_above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[Path] = []
    monkeypatch.setattr("store.database.sync", synced.append)
    open_database(tmp_path / "one" / "two" / "a.db").close()
    assert synced == [tmp_path / "one", tmp_path]


def folder(path: Path) -> None:
    path.mkdir()


def text(path: Path) -> None:
    path.write_text("هذا نص وليس مخزنا. " * 50, encoding="utf-8")


def nothing(path: Path) -> None:
    path.touch()


def elsewhere(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE decision(n)")
    connection.close()


def newer(path: Path) -> None:
    open_database(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()


def ancient(path: Path) -> None:
    open_database(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 0")
    connection.close()


def emptied(path: Path) -> None:
    open_database(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("DELETE FROM sqlite_schema")
    connection.commit()
    connection.close()


def cut(path: Path) -> None:
    open_database(path).close()
    path.write_bytes(path.read_bytes()[:8192])


def under_a_file(path: Path) -> None:
    path.parent.rmdir()
    path.parent.write_text("no folder")


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (folder, NotAStore),
        (text, NotAStore),
        (nothing, NotAStore),
        (elsewhere, NotAStore),
        (newer, NewerStore),
        (ancient, Damaged),
        (emptied, Damaged),
        (cut, Damaged),
        (under_a_file, NotAStore),
    ],
)
@pytest.mark.parametrize("write", [True, False])
def test_what_is_no_store_of_ours_is_refused_and_left_alone(
    tmp_path: Path, spoil: Callable[[Path], None], error: type[StoreError], write: bool
) -> None:
    path = tmp_path / "in" / "a.db"
    path.parent.mkdir()
    spoil(path)
    before = path.read_bytes() if path.is_file() else b""
    if not write:
        error = Missing if spoil is under_a_file else ReadOnly if spoil is ancient else error
    with pytest.raises(error) as caught:
        open_database(path, write=write)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert (path.read_bytes() if path.is_file() else b"") == before
    if error is NotAStore and spoil is not under_a_file:
        assert not lock_path(path).exists()


def test_a_missing_store_is_missing(tmp_path: Path) -> None:
    for write in (True, False):
        with pytest.raises(Missing, match="no store"):
            open_database(tmp_path / "a.db", write=write, create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_read_only_folder_is_said(as_anyone: Path) -> None:
    folder = as_anyone / "closed"
    folder.mkdir(mode=0o555)
    for path in (folder / "a.db", folder / "deeper" / "a.db"):
        with pytest.raises(ReadOnly) as caught:
            open_database(path)
        assert str(path) in str(caught.value)


def test_a_read_only_file_is_read_and_not_written(as_anyone: Path) -> None:
    path = as_anyone / "a.db"
    with open_database(path) as db:
        sample.filled(db)
    path.chmod(0o444)
    with pytest.raises(ReadOnly):
        open_database(path)
    with open_database(path, write=False) as db:
        assert articles.read(db, 1).article.body == sample.BODY


def test_a_store_on_a_read_only_medium_is_read(as_anyone: Path) -> None:
    folder = as_anyone / "stick"
    folder.mkdir()
    with open_database(folder / "a.db") as db:
        sample.filled(db)
    (folder / "a.db").chmod(0o444)
    folder.chmod(0o555)
    with open_database(folder / "a.db", write=False) as db:
        assert articles.read(db, 1).article.body == sample.BODY
    with pytest.raises(ReadOnly):
        open_database(folder / "a.db")
    folder.chmod(0o755)


def test_readers_stand_beside_the_writer_and_see_what_is_committed(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with open_database(path) as writer, open_database(path, write=False) as reader:
        n = sample.filled(writer)
        assert articles.read(reader, n).article.body == sample.BODY
        with pytest.raises(ReadOnly):
            decisions.finish(reader, n, by="a")
        with pytest.raises(ReadOnly):
            reader.query("DELETE FROM source")


def test_a_second_writer_is_told_who_holds_the_store(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    try:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(Locked) as caught:
            open_database(path)
        assert f"process {holder.pid} of " in str(caught.value)
        assert "\n" not in str(caught.value)
        open_database(path, write=False).close()
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()
    # Gone with its holder, however that ended.
    open_database(path).close()


def test_a_closed_store_and_one_that_failed_to_open_leave_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    db = open_database(path)
    db.close()
    db.close()
    assert lock_path(path).read_bytes() == b""
    newer(path)
    for _ in range(2):
        with pytest.raises(NewerStore):
            open_database(path)


def test_a_forked_child_does_not_keep_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    db = open_database(path)
    ends, begins = os.pipe()
    ready, born = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(begins)
        os.write(born, b"!")
        os.read(ends, 1)
        os._exit(0)
    os.close(ends)
    assert os.read(ready, 1) == b"!"
    db.connection.close()
    # As when this process is killed: its own copy closed, no word to the lock.
    assert db._lock is not None
    db._lock.forget()
    open_database(path).close()
    for descriptor in (begins, ready, born):
        os.close(descriptor)
    os.waitpid(child, 0)


@pytest.mark.parametrize("signed", [b"", b"{", b'{"pid": 1}', b"\xff\xfe", b'["a"]'])
def test_a_lock_that_nobody_signed_still_locks(tmp_path: Path, signed: bytes) -> None:
    path = tmp_path / "a.db"
    with open_database(path):
        lock_path(path).write_bytes(signed)
        with pytest.raises(Locked, match="another process"):
            open_database(path)


def test_a_name_in_the_lock_can_not_speak_to_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with open_database(path):
        lock_path(path).write_text('{"pid": 1, "host": "h", "user": "\\u001b[2J\\n", "since": "now"}')
        with pytest.raises(Locked) as caught:
            open_database(path)
    assert str(caught.value).isprintable()


def until_full(db: Database, n: int) -> int:
    """Return how many notes were acknowledged before the disk was full."""
    for kept in range(2000):
        try:
            decisions.note(db, article=n, text="ن" * 900, by="a")
        except Full as error:
            assert "\n" not in str(error)  # noqa: PT017 - which call of many fails is what is asked
            return kept
    return 2000


def test_a_full_disk_keeps_what_was_acknowledged(on_disk: Database) -> None:
    n = sample.filled(on_disk)
    [(pages,)] = on_disk.query("PRAGMA page_count")
    on_disk.query(f"PRAGMA max_page_count = {pages}")
    kept = until_full(on_disk, n)
    assert 0 < kept < 2000
    assert not on_disk.connection.in_transaction
    assert len(articles.read(on_disk, n).notes) == kept
    on_disk.query("PRAGMA max_page_count = 1000000")
    decisions.finish(on_disk, n, by="a")
    assert on_disk.query("PRAGMA quick_check") == [("ok",)]


def test_a_damaged_page_is_said_when_it_is_met(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with open_database(path) as db:
        list(articles.add_many(db, (sample.reading(f"{sample.BODY}\n{n}") for n in range(200))))
        [(page,)] = db.query("SELECT rootpage FROM sqlite_schema WHERE name = 'article'")
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    path.write_bytes(data)
    with pytest.raises(Damaged), open_database(path) as db:
        articles.read(db, 1)


def test_text_that_is_no_utf_8_is_damage(on_disk: Database) -> None:
    with on_disk.writing() as connection:
        connection.execute(
            "INSERT INTO article(uid, title, published, published_from, words)"
            " VALUES(zeroblob(16), CAST(x'ff' AS TEXT), '', '', 1)"
        )
    with pytest.raises(Damaged):
        on_disk.query("SELECT title FROM article")


def test_a_write_that_fails_leaves_nothing(db: Database) -> None:
    n = sample.filled(db)
    before = db.query("SELECT * FROM tally")
    with pytest.raises(StoreError, match="UNIQUE"), db.writing() as connection:
        connection.executemany("INSERT INTO run VALUES(?, zeroblob(16), 'x', '1', '')", [(7,), (8,)])
    assert db.query("SELECT count(*) FROM run WHERE n = 7") == [(0,)]
    assert db.query("SELECT * FROM tally") == before
    decisions.finish(db, n, by="a")


def test_a_transaction_inside_another_is_an_error_and_no_wait(db: Database) -> None:
    n = sample.filled(db)
    with db.writing() as connection:
        with pytest.raises(StoreError, match="within a transaction"):
            decisions.finish(db, n, by="a")
        connection.execute("UPDATE article SET title = 'x'")
    assert articles.read(db, n).article.title == "x"
    assert not articles.read(db, n).finished


def test_threads_take_turns_at_writing(on_disk: Database) -> None:
    n = sample.filled(on_disk)
    failed: list[StoreError] = []

    def note(who: str) -> None:
        try:
            for _ in range(20):
                decisions.note(on_disk, article=n, text="x", by=who)
        except StoreError as error:
            failed.append(error)

    threads = [threading.Thread(target=note, args=(who,)) for who in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(articles.read(on_disk, n).notes) == 60
    assert verify(on_disk) == ()


def test_an_error_nobody_foresaw_is_ours_too(db: Database) -> None:
    with pytest.raises(StoreError, match="no such table"):
        db.query("SELECT * FROM nowhere")
    assert isinstance(translated(sqlite3.Error("?"), Path("a.db")), StoreError)


def test_opening_a_store_imports_no_sqlite_utils(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    open_database(path).close()
    code = (
        "import sys; from pathlib import Path; from store.database import open_database;"
        "from store import articles, decisions, export, items, lexicon, queue, runs, stats;"
        "open_database(Path(sys.argv[1])).close();"
        "print([name for name in ('sqlite_utils', 'textual', 'rich', 'click') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("other", [False, True], ids=["removed", "replaced"])
def test_a_store_that_is_taken_away_while_open_says_so(on_disk: Database, other: bool) -> None:
    n = sample.filled(on_disk)
    uid = sample.item(on_disk, n, "وصل", kind="event").uid
    aside = on_disk.path.with_name("aside.db")
    on_disk.path.rename(aside)
    if other:
        shutil.copy(aside, on_disk.path)
    with pytest.raises(Gone) as error:
        decisions.accept(on_disk, [uid], by="a")
    assert str(on_disk.path) in str(error.value)
    assert "put it back" in str(error.value)
    assert on_disk.query("SELECT count(*) FROM decision") == [(0,)]
    aside.rename(on_disk.path)
    assert decisions.accept(on_disk, [uid], by="a").items, "put back, it goes on"
