"""`muraji doctor`: on a terminal, in a pipe, as JSON; the answer to which line reads right is kept."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import termios
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pyte
import pytest
from rich.cells import cell_len

import tui
from store.database import open_database
from tests.tui.recognition.fake import FakeTerminal
from tests.tui.terminal import Terminal, muraji
from tui.commands.doctor import lines
from tui.rtl.encode import ENCODINGS, NAMES
from tui.settings import SETTINGS_VARIABLE, Settings, read_settings
from tui.terminal.specimen import SENTENCE, pages, specimen
from tui.terminal.widths import SAMPLES, is_sent, measure, wrong
from tui.words import WORDS

QUESTION = "Which one"


def piped(*arguments: str, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run it with no terminal anywhere."""
    return subprocess.run(
        muraji("doctor", *arguments),
        env={**os.environ, "TERM": "xterm-256color", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {SETTINGS_VARIABLE: str(tmp_path / "settings.toml")}


def test_in_a_pipe_it_tells_all_and_asks_nothing(tmp_path: Path, environment: dict[str, str]) -> None:
    done = piped("--store", str(tmp_path / "none.db"), environment=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    labels = [line.split()[0] for line in done.stdout.splitlines() if not line.startswith(" ")]
    assert labels == [
        "terminal", "encoding", "advice", "screen", "colours", "widths", "Python", "SQLite", "packages", "store", "settings",
    ]  # fmt: skip
    assert WORDS.say("doctor_no_store") in done.stdout
    # looking makes nothing
    assert list(tmp_path.iterdir()) == []


def test_json_is_one_object(tmp_path: Path, environment: dict[str, str]) -> None:
    store = tmp_path / "a.db"
    open_database(store).close()
    done = piped(
        "--json", "--store", str(store), environment={**environment, "TERM": "xterm-kitty", "COLORTERM": "truecolor"}
    )
    assert done.stdout.count("\n") == 1
    found = json.loads(done.stdout)
    assert (found["terminal"]["name"], found["terminal"]["colours"]) == ("kitty", "true")
    assert found["encoding"] == {
        "name": "words",
        "chosen": "recognised",
        "recognised": "words",
        "letters": "joined",
        "settings": environment[SETTINGS_VARIABLE],
    }
    assert (found["store"]["exists"], found["store"]["check"], found["store"]["journal"]) == (True, "ok", "wal")
    assert found["widths"] == {"asked": len(SAMPLES), "answered": 0, "wrong": {}}


@pytest.mark.parametrize(
    ("arguments", "text", "name", "chosen"),
    [
        (("--bidi", "lro"), "", "lro", "flag"),
        ((), 'bidi = "runs"\n', "runs", "settings"),
        (("--bidi", "auto"), 'bidi = "runs"\n', "visual", "recognised"),
    ],
)
def test_it_shows_what_follows_from_flag_and_settings(
    arguments: tuple[str, ...], text: str, name: str, chosen: str, tmp_path: Path
) -> None:
    environment = {SETTINGS_VARIABLE: str(tmp_path / "settings.toml")}
    (tmp_path / "settings.toml").write_text(text, encoding="utf-8")
    done = piped("--json", "--store", str(tmp_path / "n.db"), *arguments, environment={**environment, "TERM": "st"})
    encoding = json.loads(done.stdout)["encoding"]
    assert (encoding["name"], encoding["chosen"]) == (name, chosen)


def test_a_broken_store_is_a_line_too(tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / "b.db").write_bytes(b"nothing of the kind")
    done = piped("--store", str(tmp_path / "b.db"), environment=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert "not a store" in done.stdout


def test_NO_COLOR_is_seen(tmp_path: Path, environment: dict[str, str]) -> None:
    done = piped("--json", "--store", str(tmp_path / "n.db"), environment={**environment, "NO_COLOR": "1"})
    assert json.loads(done.stdout)["terminal"]["colours"] == "none"


# -- on a terminal


@contextmanager
def doctor(folder: Path, *arguments: str) -> Iterator[Terminal]:
    known = {SETTINGS_VARIABLE: str(folder / "settings.toml"), "TERM": "st-256color"}
    with Terminal(
        muraji("doctor", "--store", str(folder / "n.db"), *arguments), rows=60, environment=known
    ) as terminal:
        yield terminal


def test_the_answer_is_kept_as_the_setting_of_this_terminal(tmp_path: Path) -> None:
    with doctor(tmp_path) as terminal:
        terminal.read(until=QUESTION, limit=20)
        encodings = [each.name for each in pages("st")[0].encodings]
        terminal.send(b"9\nno\n")
        terminal.read()
        # what is no number of a line is asked again
        assert terminal.text.count(QUESTION) == 3
        terminal.send(f"{encodings.index('runs') + 1}\n".encode())
        assert terminal.wait() == 0
    assert read_settings(tmp_path / "settings.toml") == Settings(terminals={"st": "runs"})


def test_digits_of_an_arabic_keyboard_are_numbers(tmp_path: Path) -> None:
    with doctor(tmp_path) as terminal:
        terminal.read(until=QUESTION, limit=20)
        terminal.send("٢\n".encode())
        assert terminal.wait() == 0
    assert read_settings(tmp_path / "settings.toml").terminals == {"st": pages("st")[0].encodings[1].name}


@pytest.mark.parametrize("keys", [b"\n", b"\x04", b"\x03"])
def test_enter_end_or_interrupt_keep_things_as_they_are(keys: bytes, tmp_path: Path) -> None:
    with doctor(tmp_path) as terminal:
        terminal.read(until=QUESTION, limit=20)
        terminal.send(keys)
        assert terminal.wait() == (2 if keys == b"\x03" else 0)
        assert "Traceback" not in terminal.text
    assert not (tmp_path / "settings.toml").exists()


def test_json_on_a_terminal_asks_nothing_of_a_person(tmp_path: Path) -> None:
    with doctor(tmp_path, "--json") as terminal:
        assert terminal.wait() == 0
        assert QUESTION not in terminal.text


def test_nothing_of_the_questions_stays_on_the_screen(tmp_path: Path) -> None:
    with doctor(tmp_path) as terminal:
        terminal.read(until=QUESTION, limit=20)
        assert terminal.lines[0].startswith("terminal")


# -- the sentence


@pytest.mark.parametrize(
    ("terminal", "inside", "apart"),
    [
        ("xterm", "", []),
        ("vte", "", []),
        ("konsole", "", ["konsole"]),
        ("mlterm", "", ["explicit"]),
        ("tmux", "vte", []),
    ],
)
def test_a_switch_of_the_whole_screen_has_a_page_of_its_own(terminal: str, inside: str, apart: list[str]) -> None:
    *own, together = pages(terminal, inside)
    assert [page.encodings[0].name for page in own] == apart
    assert all(len(page.encodings) == 1 and page.start and page.end for page in own)
    assert (together.start, together.end) == ("", "")
    # Konsole's switch is the name of a font elsewhere
    assert {each.name for each in together.encodings} == set(NAMES) - set(apart) - {"konsole"}


def test_where_no_order_is_changed_the_visual_line_reads_right() -> None:
    screen = pyte.Screen(80, 6)
    pyte.Stream(screen).feed(specimen(1, ENCODINGS["visual"], switched=False))
    shown = unicodedata.normalize("NFKC", screen.display[1]).split("1", 1)[1].strip()
    # from the right: as the sentence, its left-to-right stretches and brackets turned round
    back = re.sub(r"[(A-Z)]+|[0-9]+|[٠-٩]+", lambda match: match[0][::-1], shown[::-1])
    assert back == SENTENCE


@pytest.mark.parametrize("name", NAMES)
def test_a_specimen_gives_back_what_it_switched(name: str) -> None:
    encoding = next(each for each in ENCODINGS.values() if each.name == name)
    alone = specimen(3, encoding, switched=False)
    assert alone.startswith(f"{encoding.start}\r\n")
    assert alone.endswith(encoding.end)
    assert re.match(r"\s*[\u200e\u202d]*3 ", alone.removeprefix(encoding.start))
    assert "\x1b[8" not in specimen(3, encoding, switched=True)


# -- widths


def test_widths_of_a_terminal_that_counts_as_we_do() -> None:
    measured = measured_in(cell_len)
    assert set(measured) == set(SAMPLES)
    differing = {name for name in wrong(measured) if is_sent(name, "visual")}
    assert differing == set()


def test_a_terminal_that_gives_controls_a_column_is_found_out() -> None:
    measured = measured_in(lambda text: sum(not unicodedata.combining(char) for char in text))
    assert wrong(measured)["LRO"] == (1, 0)
    assert wrong(measured)["wide"] == (1, 2)


def test_one_that_does_not_answer_is_not_waited_for() -> None:
    with FakeTerminal({}) as terminal:
        assert measure(terminal.fd, terminal.fd, limit=0.2) == {}


def measured_in(width: Callable[[str], int]) -> dict[str, int]:
    # each text is asked for by its own place in what is sent
    answers = {f"\rb{text}b\x1b[6n": f"\x1b[1;{1 + width('b' + text + 'b')}R".encode() for text, _ in SAMPLES.values()}
    with FakeTerminal(answers) as terminal:
        return measure(terminal.fd, terminal.fd, limit=2)


SIGNS = {"So", "Sm", "Po", "Ps", "Pe", "Pi", "Pf", "Sc", "Sk"}


def test_every_sign_of_ours_is_among_the_samples() -> None:
    known = {char for text, _ in SAMPLES.values() for char in text}
    drawn = {
        char
        for file in Path(tui.__file__).parent.rglob("*.py")
        if file.parent.name in {"screens", "widgets"}
        or file.name in {"words.py", "view.py", "drawing.py", "palette.py"}
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and not is_docstring(node.value)
        for char in node.value
        if char > "\x7f" and unicodedata.category(char) in SIGNS and unicodedata.bidirectional(char) != "AL"
    }
    assert len(drawn) > 5
    assert drawn - known == set()


def is_docstring(text: str) -> bool:
    return "\n" in text or (text.endswith(".") and " " in text)


@pytest.mark.parametrize("name", ["LRM", "LRO"])
def test_controls_are_of_no_matter_where_none_are_sent(name: str) -> None:
    assert not is_sent(name, "visual")
    assert is_sent("ticks", "visual")
    assert is_sent("LRO", "lro")
    assert is_sent("LRM", "runs")


def test_long_lines_are_broken_for_a_person() -> None:
    done = subprocess.run(
        muraji("doctor", "--json"), capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL
    )
    found = json.loads(done.stdout)
    assert max(map(len, lines(found, 60))) < 60 or " " not in max(lines(found, 60), key=len).strip()
    assert len(lines(found, 60)) > len(lines(found))


# -- a terminal that answers


VTE = {
    "\x1b[>c": b"\x1b[>65;7006;1c",
    "\x1b[=c": b"\x1bP!|7E565445\x1b\\",
    "\x1b[8$p": b"\x1b[8;1$y",
    "\x1b[c": b"\x1b[?65;1;9c",
}


def run_in(terminal: FakeTerminal, folder: Path, *, answer: bytes) -> str:
    """Run it in a fake terminal until it ends; return what it wrote there."""
    with subprocess.Popen(
        muraji("doctor", "--store", str(folder / "n.db")),
        env={**os.environ, "TERM": "xterm-256color", SETTINGS_VARIABLE: str(folder / "settings.toml")},
        stdin=terminal.fd,
        stdout=terminal.fd,
        stderr=terminal.fd,
    ) as process:
        terminal.settle(lambda: QUESTION.encode() in terminal.asked, limit=20)
        terminal.type(answer)
        assert process.wait(20) == 0
    return terminal.asked.decode()


def test_the_answers_are_told_and_the_choice_is_of_that_terminal(tmp_path: Path) -> None:
    with FakeTerminal(VTE) as terminal:
        written = run_in(terminal, tmp_path, answer=b"1\r")
        assert "vte 0.70.6" in written
        assert terminal.left() == b""
        assert termios.tcgetattr(terminal.fd)[3] & termios.ECHO == 0
    assert list(read_settings(tmp_path / "settings.toml").terminals) == ["vte"]


def test_answers_that_come_after_all_is_over_are_not_left_for_the_shell(tmp_path: Path) -> None:
    # four answers, the last after 2 s: later than it is waited for
    with FakeTerminal(VTE, delay=0.5) as terminal:
        written = run_in(terminal, tmp_path, answer=b"\r")
        assert "Traceback" not in written
    assert not (tmp_path / "settings.toml").exists()


# -- what is told


def told(**changed: dict[str, object]) -> str:
    """The lines of a report in which these tables have other values."""
    done = subprocess.run(
        muraji("doctor", "--json"), capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL
    )
    found = json.loads(done.stdout)
    for table, values in changed.items():
        found[table].update(values)
    return "\n".join(lines(found))


def test_widths_that_differ_are_named_where_they_are_drawn() -> None:
    differing = {
        "wide": {"terminal": 1, "expected": 2, "drawn": True},
        "ticks": {"terminal": 5, "expected": 4, "drawn": True},
        "LRO": {"terminal": 1, "expected": 0, "drawn": False},
    }
    text = told(widths={"answered": 24, "wrong": differing})
    assert "wide" in text
    assert "ticks" in text
    assert "LRO" not in text
    assert WORDS.say("doctor_widths_right", count=24) in told(widths={"answered": 24, "wrong": {}})


def test_faults_of_sqlite_are_told_only_where_they_are() -> None:
    sentence = WORDS.say("flaw_wal_reset")
    assert sentence in told(sqlite={"version": "3.40.1", "flaws": ["wal_reset"]})
    assert sentence not in told(sqlite={"version": "3.54.0", "flaws": []})


def test_who_holds_the_store_is_told(tmp_path: Path, environment: dict[str, str]) -> None:
    store = tmp_path / "a.db"
    with open_database(store):
        done = piped("--store", str(store), environment=environment)
    assert f"process {os.getpid()}" in done.stdout


@pytest.mark.parametrize(
    ("size", "shown"), [(0, "0 B"), (999, "999 B"), (1000, "1 kB"), (5_400_000, "5 MB"), (7 * 10**15, "7000 TB")]
)
def test_sizes_are_told_in_their_unit(size: int, shown: str) -> None:
    store: dict[str, object] = {"exists": True, "error": "", "size": size, "waiting": 0, "free": None}
    assert f"{shown}: " in told(store=store)
