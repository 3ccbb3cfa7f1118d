"""The terminal is given back as it was, however the app ends; what it answers late is no key."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.tui.driving import REVIEWER, seed_like
from tests.tui.terminal import Terminal, muraji
from tui.rtl.encode import ENCODINGS, NAMES

SHOWN = "accept"
"""A word of the review screen's last line."""

_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_BEFORE = {b"25": b"h", b"7": b"h"}
"""Modes that a terminal begins with; all others are off."""


def modes(out: bytes) -> dict[bytes, bytes]:
    """Return the state of each private mode that was touched."""
    state: dict[bytes, bytes] = {}
    for match in _MODE.finditer(out):
        for number in match[1].split(b";"):
            state[number] = match[2]
    return state


def assert_as_it_was(out: bytes) -> None:
    """All that was switched on is off again: modes, the kitty keyboard, the encoding's own."""
    for number, state in modes(out).items():
        assert state == _BEFORE.get(number, b"l"), number
    assert out.count(b"\x1b[>") == out.count(b"\x1b[<u"), "kitty's keyboard modes"
    for encoding in ENCODINGS.values():
        if encoding.start:
            assert out.count(encoding.start.encode()) == out.count(encoding.end.encode())
            assert out.rfind(encoding.end.encode()) >= out.rfind(encoding.start.encode())


@contextmanager
def reviewing(folder: Path, *arguments: str) -> Iterator[Terminal]:
    """Open the review; yield its terminal when the screen stands."""
    path = seed_like(folder)
    with Terminal(muraji("review", "--store", str(path), "--by", REVIEWER, *arguments)) as terminal:
        terminal.read(until=SHOWN, limit=30)
        yield terminal


def assert_ended(terminal: Terminal, code: int) -> None:
    """It ends, with this exit code, and the terminal is as it was."""
    terminal.read(quiet=0.5, limit=10)
    assert terminal.wait() == code
    assert_as_it_was(terminal.written)


@pytest.mark.parametrize("name", NAMES)
def test_modes_are_set_before_the_screen_and_undone_after_it(name: str, tmp_path: Path) -> None:
    encoding = next(each for each in ENCODINGS.values() if each.name == name)
    with reviewing(tmp_path, "--bidi", name) as terminal:
        assert terminal.written.startswith(encoding.start.encode() + b"\x1b[?1049h")
        assert len(modes(terminal.written)) > 5
        terminal.press("j")
        terminal.send(b"\x11")
        assert_ended(terminal, 0)
        assert encoding.end.encode() in terminal.written.partition(b"\x1b[?1049l")[2]


def test_the_test_of_modes_would_see_one_left_on() -> None:
    with pytest.raises(AssertionError, match="2004"):
        assert_as_it_was(b"\x1b[?2004h\x1b[?25l\x1b[?25h")
    with pytest.raises(AssertionError):
        assert_as_it_was(b"\x1b[8l\x1b[?25h")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_ends_it_in_order(number: signal.Signals, code: int, tmp_path: Path) -> None:
    with reviewing(tmp_path, "--bidi", "explicit") as terminal:
        terminal.press("a")
        os.kill(terminal.pid, number)
        assert_ended(terminal, code)


def test_suspended_it_leaves_the_terminal_and_comes_back(tmp_path: Path) -> None:
    with reviewing(tmp_path, "--bidi", "konsole") as terminal:
        terminal.send(b"\x1a")
        terminal.read(quiet=0.4)
        _, status = os.waitpid(terminal.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        assert_as_it_was(terminal.written)
        os.kill(terminal.pid, signal.SIGCONT)
        back = terminal.read(quiet=0.4, until=SHOWN, limit=10)
        assert back.startswith(ENCODINGS["konsole"].start.encode() + b"\x1b[?1049h")
        assert SHOWN in terminal.text
        assert terminal.answer("j")
        terminal.send(b"\x11")
        assert_ended(terminal, 0)


CRASH = """
import sys
from tui.screens.review import ReviewScreen
from tui.__main__ import main

def broken(self):
    raise RuntimeError("a fault of ours")

ReviewScreen.action_accept = broken
sys.exit(main(sys.argv[1:]))
"""


def test_a_fault_gives_the_terminal_back_too(tmp_path: Path) -> None:
    path = seed_like(tmp_path)
    command = [sys.executable, "-c", CRASH, "review", "--store", str(path), "--bidi", "explicit"]
    with Terminal(command) as terminal:
        terminal.read(until=SHOWN, limit=30)
        terminal.send(b"a")
        assert_ended(terminal, 1)
        assert b"a fault of ours" in terminal.written


@pytest.mark.skipif(shutil.which("reset") is None, reason="`reset` comes with ncurses")
def test_killed_it_leaves_a_terminal_that_reset_mends(tmp_path: Path) -> None:
    with reviewing(tmp_path) as terminal:
        # kept open, or the pty would be gone with the app
        line = os.open(terminal.name, os.O_RDWR | os.O_NOCTTY)
        try:
            terminal.kill()
            assert not termios.tcgetattr(line)[3] & termios.ECHO, "the app's own modes are still there"
            environment = {**os.environ, "TERM": "xterm-256color"}
            subprocess.run(["reset"], stdin=line, stdout=line, stderr=line, env=environment, check=True, timeout=20)
            out = terminal.read(quiet=0.3)
            flags = termios.tcgetattr(line)[3]
            assert flags & termios.ECHO
            assert flags & termios.ICANON
            assert b"\x1bc" in out, "the terminal's own reset: modes 8 and 1049, mouse and all"
        finally:
            os.close(line)


LATE = [
    b"\x1bP>|XTerm(379)\x1b\\",
    b"\x1b[>65;7006;1c",
    b"\x1bP!|7E565445\x1b\\",
    b"\x1b[8;1$y",
    b"\x1b[?65;1;9c",
]
"""In the order of the questions; the last one ends them."""


def test_answers_that_come_late_are_no_keys(tmp_path: Path) -> None:
    path = seed_like(tmp_path)
    settings = tmp_path / "settings.toml"
    settings.write_text('bidi = "auto"\n')
    command = muraji("review", "--store", str(path), "--by", REVIEWER)
    with Terminal(command, environment={"MURAJI_SETTINGS": str(settings), "TMUX": "", "STY": ""}) as terminal:
        terminal.read(until=SHOWN, limit=30)
        before = terminal.text
        for answer in LATE:
            terminal.send(answer[:3])
            time.sleep(0.03)
            terminal.send(answer[3:])
        terminal.read(quiet=0.5)
        assert terminal.text == before
        assert terminal.answer("j")
        assert terminal.text != before
        terminal.send(b"\x11")
        assert terminal.wait() == 0


def test_bytes_that_are_no_text_do_no_harm(tmp_path: Path) -> None:
    with reviewing(tmp_path) as terminal:
        terminal.send(b"\xff\xfe\x80")
        terminal.read(quiet=0.3)
        assert terminal.answer("j")
        terminal.send(b"\x11")
        assert terminal.wait() == 0


def test_a_terminal_that_goes_away_ends_it(tmp_path: Path) -> None:
    with reviewing(tmp_path) as terminal:
        terminal.hang_up()
        began = time.monotonic()
        while time.monotonic() - began < 10:
            pid, status = os.waitpid(terminal.pid, os.WNOHANG)
            if pid:
                terminal.status = status
                break
            time.sleep(0.05)
        assert terminal.status is not None


def test_the_mouse_tells_presses_and_drags_and_no_bare_movement(tmp_path: Path) -> None:
    with reviewing(tmp_path) as terminal:
        assert b"\x1b[?1002h" in terminal.written
        assert b"\x1b[?1003h" not in terminal.written
        terminal.send(b"\x11")
        assert_ended(terminal, 0)


def test_without_the_mouse_nothing_is_said_of_it(tmp_path: Path) -> None:
    with reviewing(tmp_path, "--no-mouse") as terminal:
        terminal.send(b"\x11")
        assert_ended(terminal, 0)
        assert not {b"1000", b"1002", b"1003", b"1006", b"1016"} & set(modes(terminal.written))
