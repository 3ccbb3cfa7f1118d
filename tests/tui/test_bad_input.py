"""Input that can't be used gives one line that says what to do: no traceback, no half-written file, a code of its own.

Each in a process of its own, as a person would see it.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest

from store import queue
from store.database import open_database
from tests.tui.desk import desk
from tests.tui.driving import SAMPLES
from tests.tui.terminal import Terminal, muraji
from tui.words import WORDS

ROOT = Path(__file__).parents[2]
TEXT = "زيارة\n\nوصل سليم الوادي إلى بغداد أمس.\n"


def humble() -> None:
    """Lay down root's right to pass over the rights of files; the program that is then run does not have it."""
    set_bounds, pass_over, read_anyway = 24, 1, 2  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
    for right in (pass_over, read_anyway):
        if ctypes.CDLL(None, use_errno=True).prctl(set_bounds, right, 0, 0, 0):
            raise OSError(ctypes.get_errno(), "root can't lay down its rights here")


def run(*arguments: str | Path, stdin: bytes = b"", stopped: bool = False) -> tuple[int, str, str]:
    """Run the program, on request as one whom the rights of files stop; return its exit code, output and errors."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "tui", *map(str, arguments)],
        input=stdin, capture_output=True, timeout=60, check=False, cwd=ROOT, env=environment,
        preexec_fn=humble if stopped and os.geteuid() == 0 else None,
    )  # fmt: skip
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def one_line(err: str, *words: str) -> None:
    """Assert that this is one line of ours, with these words in it."""
    assert err.count("\n") == 1, err
    assert err.startswith("muraji: ")
    assert "Traceback" not in err
    for word in words:
        assert word in err, (word, err)
    assert len(err) > len("muraji: ") + 20


def listing(folder: Path) -> list[str]:
    """Return the names of all that is in a folder."""
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("command", ["load", "predict"])
def test_a_missing_file(tmp_path: Path, command: str) -> None:
    more: list[str | Path] = [] if command == "predict" else ["--store", tmp_path / "store.db"]
    code, out, err = run(command, tmp_path / "none.txt", *more)
    assert (code, out) == (2, "")
    one_line(err, "none.txt", "no such file", "check the path")
    assert listing(tmp_path) == []


def test_a_folder_without_articles(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.png").write_bytes(b"\x89PNG")
    code, out, err = run("load", tmp_path / "pictures", "--store", tmp_path / "store.db")
    assert (code, out) == (2, "")
    one_line(err, "pictures", "no articles")
    assert listing(tmp_path) == ["pictures"]


@pytest.mark.parametrize("command", ["load", "predict"])
def test_paths_of_no_use_are_a_line_each_and_the_others_are_read(tmp_path: Path, command: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").write_text(TEXT)
    store = tmp_path / "store.db"
    more: list[str | Path] = [] if command == "predict" else ["--store", store]
    code, out, err = run(command, tmp_path / "none.txt", tmp_path / "a.txt", tmp_path / "empty", *more)
    assert code == 1
    assert out.count("\n") == 1
    first, second = err.splitlines(keepends=True)
    one_line(first, "none.txt", "check the path")
    one_line(second, "empty", "no articles")
    store.unlink(missing_ok=True)
    code, out, err = run(command, tmp_path / "none.txt", tmp_path / "empty", *more)
    assert (code, out, err.count("\n")) == (2, "", 2)
    assert not store.exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("command", ["stats", "predict"], ids=["less than a buffer", "more"])
def test_output_that_can_not_be_written(tmp_path: Path, command: str) -> None:
    more = ["--json", "--store", desk(tmp_path)] if command == "stats" else [SAMPLES]
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tui", command, *map(str, more)],
            stdout=full, stderr=subprocess.PIPE, timeout=60, check=False, cwd=ROOT, env=buffered,
        )  # fmt: skip
    assert done.returncode == 2
    one_line(done.stderr.decode(), "standard output: No space left", "nothing more was written")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x7fELF\x02\x01\x01" + bytes(500), ("a.txt",)),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, ("a.txt",)),
        (os.urandom(4096), ("a.txt",)),
        (
            ("وصل الوفد إلى بغداد أمس. " * 40).encode() + b"\xff\xd8\x81" + ("وعاد اليوم. " * 40).encode()[:-1],
            ("a.txt",),
        ),
        (("وصل الوفد إلى بغداد أمس. " * 40).encode() + ("وعاد اليوم إلى أربيل. " * 40).encode("cp1256"), ("a.txt",)),
        (b"", ("a.txt", "empty", "leave it out")),
        (b" \n\t\n", ("a.txt", "no text", "leave it out")),
        ("خبر\x00عاجل".encode(), ("a.txt", "NUL", "save its text as UTF-8")),
        (b"\xef\xbb\xbf", ("a.txt",)),
    ],
    ids=["program", "picture", "random", "broken", "half UTF-8", "empty", "blank", "zero byte", "mark alone"],
)
@pytest.mark.parametrize("command", ["load", "predict"])
def test_a_file_that_is_no_text(tmp_path: Path, data: bytes, words: tuple[str, ...], command: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    more: list[str | Path] = [] if command == "predict" else ["--store", tmp_path / "store.db"]
    code, out, err = run(command, tmp_path / "a.txt", *more)
    assert code == 2
    one_line(err, *words)
    if command == "load":
        assert out == "0 new, 0 already there, 1 could not be read\n"
        with open_database(tmp_path / "store.db", write=False) as db:
            assert queue.counts(db)["all"] == 0


def test_a_text_of_five_megabytes_is_loaded_with_a_warning(tmp_path: Path) -> None:
    line = "وصل سليم الوادي إلى بغداد أمس قادما من أربيل، وقال إن الطريق طويل وإن العودة أطول.\n"
    (tmp_path / "long.txt").write_text(line * (5_000_000 // len(line.encode()) + 1), "utf-8")
    code, out, err = run("load", tmp_path / "long.txt", "--store", tmp_path / "store.db")
    assert (code, out) == (0, "1 new, 0 already there, 0 could not be read\n")
    one_line(err, "long.txt", "very long")
    with open_database(tmp_path / "store.db", write=False) as db:
        assert queue.row(db, 1).words > 400_000


# -- stores


def _foreign(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE diary(day)")
    other.close()


@pytest.mark.parametrize("command", [["load", "IN"], ["extract"], ["decide"], ["export"], ["stats"]])
@pytest.mark.parametrize("kind", ["text", "sqlite", "folder", "short", "under a file"])
def test_a_store_that_is_not_ours(tmp_path: Path, command: list[str], kind: str) -> None:
    store = tmp_path / "store.db"
    match kind:
        case "text":
            store.write_text("يوميات " * 100)
        case "sqlite":
            _foreign(store)
        case "folder":
            store.mkdir()
        case "short":
            store.write_bytes(b"SQLite format 3\x00")
        case _:
            (tmp_path / "file").write_text("x")
            store = tmp_path / "file" / "store.db"
    (tmp_path / "in.txt").write_text(TEXT)
    before = store.read_bytes() if store.is_file() else b""
    names = listing(tmp_path)
    code, out, err = run(*(str(tmp_path / "in.txt") if word == "IN" else word for word in command), "--store", store)
    assert (code, out) == (2, "")
    one_line(err, str(store))
    assert (store.read_bytes() if store.is_file() else b"") == before
    assert listing(tmp_path) == names, "nothing is put beside what is not ours"


@pytest.mark.parametrize("command", ["extract", "decide", "export", "stats"])
def test_a_store_that_is_not_there(tmp_path: Path, command: str) -> None:
    code, out, err = run(command, "--store", tmp_path / "none.db")
    assert (code, out) == (2, "")
    one_line(err, "none.db", "load")
    assert listing(tmp_path) == []


@pytest.fixture
def others() -> Iterator[Path]:
    """Give a folder with an article that everyone may read and nobody else may write to."""
    folder = Path(mkdtemp(prefix="muraji-tests-"))
    (folder / "in.txt").write_text(TEXT)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_read_only_folder(others: Path) -> None:
    code, out, err = run("load", others / "in.txt", "--store", others / "store.db", stopped=True)
    assert (code, out) == (2, "")
    one_line(err, "store.db", "--store")
    assert listing(others) == ["in.txt"]


def test_a_store_in_a_read_only_folder(others: Path) -> None:
    others.chmod(0o755)
    desk(others).chmod(0o444)
    others.chmod(0o555)
    code, out, err = run("decide", "--store", others / "store.db", stdin=b'{"verb": "undo"}\n', stopped=True)
    assert (code, out) == (2, "")
    one_line(err, "store.db")
    assert listing(others) == ["in.txt", "store.db"]
    code, out, err = run("stats", "--json", "--store", others / "store.db", stopped=True)
    assert (code, err) == (0, ""), "reading needs no right to write"
    assert '"all": 4' in out


def test_a_file_that_may_not_be_read(others: Path) -> None:
    (others / "in.txt").chmod(0o000)
    code, out, err = run("predict", others / "in.txt", stopped=True)
    assert (code, out) == (2, "")
    one_line(err, "in.txt", "permissions")


def test_an_export_into_a_read_only_folder(others: Path) -> None:
    others.chmod(0o755)
    store = desk(others)
    store.chmod(0o644)
    others.chmod(0o555)
    code, out, err = run("export", "--store", store, "--out", others / "out.jsonl", stopped=True)
    assert (code, out) == (2, "")
    one_line(err, "out.jsonl")
    assert "out.jsonl" not in "".join(listing(others))


@pytest.mark.parametrize("command", ["load", "extract", "decide"])
def test_a_locked_store_names_who_holds_it(tmp_path: Path, command: str) -> None:
    store = desk(tmp_path)
    (tmp_path / "in.txt").write_text(TEXT)
    with open_database(store):
        code, out, err = run(command, *([tmp_path / "in.txt"] if command == "load" else []), "--store", store)
        assert (code, out) == (2, "")
        one_line(err, str(store), f"process {os.getpid()} ")
        code, out, _ = run("stats", "--json", "--store", store)
        assert (code, '"all": 4' in out) == (0, True), "reading goes on beside a writer"
    assert run(command, *([tmp_path / "in.txt"] if command == "load" else []), "--store", store)[0] == 0


# -- terminals and pipes


def test_a_terminal_that_is_none(tmp_path: Path) -> None:
    code, out, err = run("review", SAMPLES, "--store", tmp_path / "store.db")
    assert (code, out) == (2, "")
    one_line(err, "terminal")
    assert listing(tmp_path) == []


@pytest.mark.parametrize("kind", ["dumb", ""])
def test_a_terminal_that_can_not_place_text(tmp_path: Path, kind: str) -> None:
    command = muraji("review", str(SAMPLES), "--store", str(tmp_path / "store.db"))
    with Terminal(command, environment={"TERM": kind}) as terminal:
        said = terminal.read(quiet=1.0, until="TERM").decode()
        assert terminal.wait() == 2
    assert said.count("\n") == 1
    assert said.startswith("muraji: ")
    assert listing(tmp_path) == []


@pytest.mark.parametrize(
    "wrong", [["none.txt"], ["--store", "STORE"]], ids=["a file that is not there", "a store that is a folder"]
)
def test_review_says_it_before_the_screen_is_taken(tmp_path: Path, wrong: list[str]) -> None:
    arguments = [str(tmp_path) if word == "STORE" else word for word in wrong]
    more = [] if "--store" in wrong else ["--store", str(tmp_path / "store.db")]
    with Terminal(muraji("review", *arguments, *more)) as terminal:
        said = terminal.read(quiet=1.0, until="muraji").decode()
        assert terminal.wait() == 2
    assert said.startswith("muraji: ")
    assert "\x1b[" not in said
    assert "Traceback" not in said


def test_review_goes_on_with_the_paths_that_are_there(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    paths = [str(tmp_path / "none.txt"), str(tmp_path / "a.txt")]
    with Terminal(muraji("review", *paths, "--store", str(tmp_path / "store.db"))) as terminal:
        said = terminal.read(quiet=0.5, until=WORDS.say("ask_date")[:14]).decode()
        # Colours and the width of the screen break the line as they like.
        assert "nosuchfileorfolder" in re.sub(r"\x1b\[[^a-zA-Z]*[a-zA-Z]|\s", "", said)
        terminal.send(b"\x11")
        assert terminal.wait() == 0


def test_review_of_nothing_that_can_be_read_says_it_and_leaves(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    with Terminal(muraji("review", str(tmp_path / "a.txt"), "--store", str(tmp_path / "store.db"))) as terminal:
        said = terminal.read(quiet=1.0, until="muraji").decode()
        assert terminal.wait() == 2
    assert said.startswith("muraji: ")
    assert "\x1b[" not in said


@pytest.mark.parametrize("command", ["predict", "export"])
def test_a_reader_that_leaves_early(tmp_path: Path, command: str) -> None:
    """As with `| head -1`."""
    store = desk(tmp_path)
    words = (
        ["predict", *[str(SAMPLES)] * 8] if command == "predict" else ["export", "--rejected", "--store", str(store)]
    )
    running = subprocess.Popen(
        [sys.executable, "-m", "tui", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    )
    assert running.stdout is not None
    assert running.stderr is not None
    if command == "predict":
        assert running.stdout.read(1) == b"{"
    running.stdout.close()
    err = running.stderr.read()
    running.wait(60)
    running.stderr.close()
    assert err == b""
    assert running.returncode == 2 if command == "predict" else running.returncode in {0, 2}


def test_an_interrupt_is_said_in_a_line(tmp_path: Path) -> None:
    store = desk(tmp_path)
    running = subprocess.Popen(
        [sys.executable, "-m", "tui", "decide", "--store", str(store)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT,
    )  # fmt: skip
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write(b'{"verb": "nonsense"}\n')
    running.stdin.flush()
    assert running.stdout.readline().startswith(b'{"line": 1')
    running.send_signal(2)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 2
    one_line(err.decode(), "interrupted")


def test_control_characters_in_a_name_do_not_reach_the_terminal(tmp_path: Path) -> None:
    name = "bad\x1b[31m\nname.txt"
    (tmp_path / name).write_bytes(b"\x00\x01" * 40)
    code, _, err = run("load", tmp_path, "--store", tmp_path / "store.db")
    assert code == 2
    one_line(err, "bad·[31m·name.txt")
