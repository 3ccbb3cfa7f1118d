"""Asked in a pty, whoever is at its other end: the answers, the time, the keys, the terminal as it was."""

from __future__ import annotations

import os
import signal
import sys
import termios
import threading
import time

import pytest

from tests.tui.recognition.fake import FakeTerminal
from tests.tui.terminal import Terminal
from tui.terminal.answers import Answers, LateAnswers
from tui.terminal.asking import ask

KNOWN = {"TERM": "xterm-256color"}
LIMIT = 0.4

VTE = {
    "\x1b[>c": b"\x1b[>65;7006;1c",
    "\x1b[=c": b"\x1bP!|7E565445\x1b\\",
    "\x1b[8$p": b"\x1b[8;1$y",
    "\x1b[c": b"\x1b[?65;1;9c",
}
ANSWERED = Answers(asked=True, secondary="65;7006;1", tertiary="7E565445", bidi=1, primary="65;1;9")
ST = {"\x1b[c": b"\x1b[?6c"}
UNFINISHED = {"\x1b[>c": b"\x1b[>65;7006;1c"}


def asked(terminal: FakeTerminal, limit: float = LIMIT) -> tuple[Answers, float]:
    """The answers, and the seconds that they took; the terminal is as it was."""
    began = time.monotonic()
    answers = ask(terminal.fd, terminal.fd, limit=limit, environment=KNOWN)
    seconds = time.monotonic() - began
    assert termios.tcgetattr(terminal.fd) == terminal.before
    return answers, seconds


def test_all_answers() -> None:
    with FakeTerminal(VTE) as terminal:
        answers, seconds = asked(terminal)
        assert answers == ANSWERED
        # the last answer ends it, not the limit
        assert seconds < LIMIT
        assert terminal.left() == b""


def test_all_answers_a_byte_at_a_time() -> None:
    with FakeTerminal(VTE, at_once=1) as terminal:
        assert asked(terminal)[0] == ANSWERED
        assert terminal.left() == b""


def test_the_last_answer_alone() -> None:
    with FakeTerminal(ST) as terminal:
        answers, seconds = asked(terminal)
        assert answers == Answers(asked=True, primary="6")
        assert seconds < LIMIT


@pytest.mark.parametrize(("table", "secondary"), [({}, ""), (UNFINISHED, "65;7006;1")])
def test_no_last_answer_is_given_up_in_time(table: dict[str, bytes], secondary: str) -> None:
    with FakeTerminal(table) as terminal:
        answers, seconds = asked(terminal)
        assert answers == Answers(asked=True, secondary=secondary, outstanding=1)
        assert LIMIT <= seconds < LIMIT + 0.3


@pytest.mark.parametrize("at_once", [1, 4096])
def test_late_answers_are_no_keys_of_the_app(at_once: int) -> None:
    with FakeTerminal(VTE, delay=0.15, at_once=at_once, typed=b"j") as terminal:
        answers, _ = asked(terminal, limit=0.2)
        assert answers.outstanding == 1
        terminal.settle(lambda: terminal.asked.count(b"\x1b[K") == 1)
        late = LateAnswers(answers)
        # what an app would read
        rest = terminal.left(wait=0.5).decode()
        keys = "".join(late.feed(char) for char in rest) + late.feed("")
        assert answers.typed.decode() + keys == "jjjj"


def test_keys_between_and_before_are_kept_in_their_order() -> None:
    with FakeTerminal(VTE, at_once=1, typed="\x1b[Bش".encode()) as terminal:
        terminal.type(b"ab\x1b[A")
        answers, _ = asked(terminal)
        assert answers.typed == b"ab\x1b[A" + "\x1b[Bش".encode() * 4
        assert answers.primary == ANSWERED.primary
        assert terminal.left() == b""


def test_enter_is_the_key_that_the_app_knows() -> None:
    with FakeTerminal({"\x1b[c": b"\r\x1b[?6c"}) as terminal:
        assert asked(terminal)[0].typed == b"\r"


def test_stray_letters_are_erased_from_where_the_cursor_was() -> None:
    with FakeTerminal(VTE) as terminal:
        asked(terminal)
        terminal.settle(lambda: terminal.asked.endswith(b"\x1b8\x1b[K"))
        assert terminal.asked.startswith(b"\x1b7")


def test_apple_terminal_is_not_asked_what_it_would_print() -> None:
    with FakeTerminal(ST) as terminal:
        ask(terminal.fd, terminal.fd, limit=LIMIT, environment={**KNOWN, "TERM_PROGRAM": "Apple_Terminal"})
        assert b"$p" not in terminal.asked


def test_screen_hands_on_the_questions_to_the_terminal_outside() -> None:
    screen = {"\x1b[>c": b"\x1b[>83;40900;0c", "\x1b[c": b"\x1b[?1;2c"}
    through = {f"\x1bP{question}\x1b\\": answer for question, answer in VTE.items()}
    with FakeTerminal({**through, **screen}) as terminal:
        answers, _ = asked(terminal)
        assert answers.secondary == "83;40900;0"
        assert answers.outer == ANSWERED
        assert answers.outstanding == 0
        assert terminal.left() == b""


def test_a_screen_that_hands_nothing_on_is_given_up_in_time() -> None:
    swallowed = {f"\x1bP{question}\x1b\\": b"" for question in VTE}
    with FakeTerminal({**swallowed, "\x1b[>c": b"\x1b[>83;40900;0c", "\x1b[c": b"\x1b[?1;2c"}) as terminal:
        answers, seconds = asked(terminal)
        assert answers.outer == Answers(asked=True, outstanding=1)
        assert answers.outstanding == 1
        assert LIMIT <= seconds < LIMIT + 0.3


def test_two_terminals_answers_come_where_the_output_goes() -> None:
    with FakeTerminal({}) as keyboard, FakeTerminal(VTE) as screen:
        keyboard.type(b"j")
        answers = ask(keyboard.fd, screen.fd, limit=LIMIT, environment=KNOWN)
        assert (answers.secondary, answers.primary, answers.typed) == ("65;7006;1", "65;1;9", b"j")
        for terminal in (keyboard, screen):
            assert termios.tcgetattr(terminal.fd) == terminal.before


@pytest.mark.parametrize("term", ["", "dumb"])
def test_a_dumb_terminal_is_not_asked(term: str) -> None:
    with FakeTerminal(VTE) as terminal:
        assert ask(terminal.fd, terminal.fd, limit=LIMIT, environment={"TERM": term}) == Answers()
        assert terminal.asked == b""


def test_what_is_no_terminal_is_not_asked() -> None:
    read, write = os.pipe()
    with FakeTerminal(VTE) as terminal:
        assert ask(read, terminal.fd, limit=LIMIT, environment=KNOWN) == Answers()
        assert ask(terminal.fd, write, limit=LIMIT, environment=KNOWN) == Answers()
        assert terminal.asked == b""
    os.close(read)
    os.close(write)


def test_interrupted_the_terminal_is_as_it_was() -> None:
    with FakeTerminal({}) as terminal:
        main = threading.main_thread().ident
        assert main
        threading.Timer(0.1, lambda: signal.pthread_kill(main, signal.SIGINT)).start()
        began = time.monotonic()
        with pytest.raises(KeyboardInterrupt):
            ask(terminal.fd, terminal.fd, limit=5, environment=KNOWN)
        assert time.monotonic() - began < 2
        assert termios.tcgetattr(terminal.fd) == terminal.before
        terminal.settle(lambda: terminal.asked.endswith(b"\x1b8\x1b[K"))


def test_what_comes_after_an_interrupt_is_not_typed_at_the_shell() -> None:
    with FakeTerminal(VTE, delay=0.06) as terminal:
        main = threading.main_thread().ident
        assert main
        threading.Timer(0.1, lambda: signal.pthread_kill(main, signal.SIGINT)).start()
        with pytest.raises(KeyboardInterrupt):
            ask(terminal.fd, terminal.fd, limit=5, environment=KNOWN)
        assert terminal.left() == b""


def test_a_terminal_that_hangs_up_is_not_waited_for() -> None:
    master, fd = os.openpty()
    threading.Timer(0.1, lambda: os.close(master)).start()
    began = time.monotonic()
    assert ask(fd, fd, limit=5, environment=KNOWN).outstanding == 1
    assert time.monotonic() - began < 2
    os.close(fd)


WAITS = "import os; from tui.terminal.asking import ask; os.write(1, b'asking'); ask(0, 1, limit=20)"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_end_while_it_asks_it_gives_the_terminal_back(number: signal.Signals) -> None:
    with Terminal([sys.executable, "-c", WAITS]) as terminal:
        terminal.read(until="asking", limit=20)
        line = os.open(terminal.name, os.O_RDWR | os.O_NOCTTY)
        try:
            while termios.tcgetattr(line)[3] & termios.ECHO:
                time.sleep(0.01)
            os.kill(terminal.pid, number)
            assert terminal.wait() == 128 + number
            assert termios.tcgetattr(line)[3] & termios.ECHO
            assert termios.tcgetattr(line)[3] & termios.ICANON
        finally:
            os.close(line)


BEHIND = f"""
import os, signal, subprocess, sys, termios
signal.signal(signal.SIGTTOU, signal.SIG_DFL)
child = subprocess.Popen([sys.executable, "-c", {WAITS.replace("limit=20", "limit=1")!r}], process_group=0)
pid, status = os.waitpid(child.pid, os.WUNTRACED)
print("stopped" if os.WIFSTOPPED(status) else f"ended {{os.waitstatus_to_exitcode(status)}}", flush=True)
child.kill()
"""


def test_in_the_background_nothing_is_asked_and_nothing_stops() -> None:
    with Terminal([sys.executable, "-c", BEHIND]) as terminal:
        out = terminal.read(until="ed", limit=20)
        assert b"ended 0" in out
        assert b"\x1b" not in out
        terminal.wait()


TELLS = (
    "import os; from tui.terminal.asking import ask; os.write(1, b'asking'); print('typed', ask(0, 1, limit=1).typed)"
)


def test_keys_that_stop_or_end_a_program_wait_for_the_app() -> None:
    with Terminal([sys.executable, "-c", TELLS]) as terminal:
        terminal.read(until="asking", limit=20)
        line = os.open(terminal.name, os.O_RDWR | os.O_NOCTTY)
        try:
            while termios.tcgetattr(line)[3] & termios.ECHO:
                time.sleep(0.01)
            terminal.send(b"\x1a\x1c")
            assert b"\\x1a\\x1c" in terminal.read(until="typed", limit=20)
            assert terminal.wait() == 0
        finally:
            os.close(line)


IGNORES = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN); " + TELLS


def test_a_signal_that_is_ignored_stays_so() -> None:
    with Terminal([sys.executable, "-c", IGNORES]) as terminal:
        terminal.read(until="asking", limit=20)
        os.kill(terminal.pid, signal.SIGHUP)
        assert b"typed" in terminal.read(until="typed", limit=20)
        assert terminal.wait() == 0
