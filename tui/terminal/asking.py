"""Asks the terminal who it is, before anything is drawn.

The environment tells less: it does not cross ssh, and inside a multiplexer it is of the terminal that started it. All
questions go out at once; each terminal answers in order, and all answer the last. Nothing stays on the screen, no key
pressed meanwhile is lost, and the terminal's settings are as they were, whatever happens.
"""

from __future__ import annotations

import os
import re
import select
import signal
import termios
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Final, Protocol, TypeVar

from tui.terminal.answers import Answers, parse

LIMIT: Final = 1.5
"""Seconds to wait for the last answer: a slow line's round trip, with room."""

_IDENTITY: Final = ("\x1b[>q", "\x1b[>c", "\x1b[=c")
_BIDI: Final = "\x1b[8$p"
_LAST: Final = "\x1b[c"
_LETS_THROUGH: Final = re.compile(r"83;")
"""Secondary attributes of GNU screen, which hands the string of a DCS to the terminal around it, and answers back."""
_BEFORE, _AFTER = "\x1b7", "\x1b8\x1b[K"
# What does not know a question may print a letter of it: erased from where the cursor was.


_NO_KEY: Final = b"\0"
"""In place of a control character: no key has this meaning (Linux)."""


class Outstanding(Protocol):
    """What was read, as far as it has come."""

    @property
    def outstanding(self) -> int:
        """How much is still to come."""


_Read = TypeVar("_Read", bound=Outstanding)


def questions(environment: Mapping[str, str]) -> Sequence[str]:
    """Return one round of questions; the answer to the last ends it."""
    if environment.get("TERM_PROGRAM") == "Apple_Terminal":
        # prints the letter p for the question after the mode
        return (*_IDENTITY, _LAST)
    return (*_IDENTITY, _BIDI, _LAST)


def ask(
    input_fd: int, output_fd: int, *, limit: float = LIMIT, environment: Mapping[str, str] | None = None
) -> Answers:
    """Return the terminal's answers; those of `Answers()` where there is no terminal, or a dumb one.

    `limit`: seconds after which it is given up; `Answers.outstanding` then says that more may come.
    """
    known = os.environ if environment is None else environment
    if known.get("TERM", "dumb") in {"", "dumb"} or not (os.isatty(input_fd) and os.isatty(output_fd)):
        return Answers()
    if not _in_front(input_fd):
        # a program in the background that touches its terminal is stopped
        return Answers()
    end = time.monotonic() + limit
    round_ = questions(known)
    answers = converse(input_fd, output_fd, "".join(round_), read=parse, limit=limit)
    if not _LETS_THROUGH.match(answers.secondary):
        return answers
    through = "".join(f"\x1bP{question}\x1b\\" for question in round_)
    outer = converse(input_fd, output_fd, through, read=parse, limit=max(0.0, end - time.monotonic()))
    return replace(
        answers,
        outer=outer,
        outstanding=answers.outstanding + outer.outstanding,
        typed=answers.typed + outer.typed,
        begun=outer.begun,
    )


def _in_front(fd: int) -> bool:
    try:
        return os.tcgetpgrp(fd) == os.getpgrp()
    except OSError:
        # a terminal that controls no jobs of ours stops none
        return True


def converse(input_fd: int, output_fd: int, text: str, *, read: Callable[[bytes], _Read], limit: float) -> _Read:
    """Send a text that is seen as nothing; return what `read` makes of all that comes until nothing is outstanding."""
    sources = _sources(input_fd, output_fd)
    with _ending_by_signal(), _unechoed(sources):
        data = b""
        try:
            _write(output_fd, _BEFORE + text)
            for piece in _pieces(sources, limit):
                data += piece
                if not read(data).outstanding:
                    break
        except BaseException:
            # Interrupted: what is still on its way would be typed at the shell's prompt.
            for _ in _pieces(sources, 0.2):
                pass
            raise
        finally:
            with suppress(OSError):
                _write(output_fd, _AFTER)
    return read(data)


def _sources(input_fd: int, output_fd: int) -> Sequence[int]:
    """Return where answers may come: a terminal answers on its own input, which may not be ours."""
    same = os.fstat(input_fd).st_rdev == os.fstat(output_fd).st_rdev
    return (input_fd,) if same else (input_fd, output_fd)


def _pieces(sources: Sequence[int], limit: float) -> Iterator[bytes]:
    """Yield what can be read within so many seconds."""
    end = time.monotonic() + limit
    open_ = list(sources)
    while open_ and (left := end - time.monotonic()) > 0:
        ready, _, _ = select.select(open_, [], [], left)
        for source in ready:
            try:
                piece = os.read(source, 4096)
            except OSError:
                # hung up, or opened for writing only
                piece = b""
            if piece:
                yield piece
            else:
                open_.remove(source)


@contextmanager
def _ending_by_signal() -> Iterator[None]:
    """Let a signal that ends the program raise, so that the terminal is given back first."""

    def end(number: int, _frame: object) -> None:
        raise SystemExit(128 + number)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    # what is ignored, or cared for by somebody else, stays so
    ours = [number for number in (signal.SIGTERM, signal.SIGHUP) if signal.getsignal(number) is signal.SIG_DFL]
    before = {number: signal.signal(number, end) for number in ours}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _unechoed(sources: Sequence[int]) -> Iterator[None]:
    """Have keys come one by one and unseen; Ctrl+C still interrupts, and what was typed ahead stays."""
    saved = [(source, termios.tcgetattr(source)) for source in sources]
    try:
        for source, _ in saved:
            mode = termios.tcgetattr(source)
            mode[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR)
            mode[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
            mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
            # stopped or ended here, it would leave the terminal so; as keys they reach the app
            mode[6][termios.VSUSP] = mode[6][termios.VQUIT] = _NO_KEY
            termios.tcsetattr(source, termios.TCSANOW, mode)
        yield
    finally:
        for source, mode in saved:
            with suppress(termios.error):
                termios.tcsetattr(source, termios.TCSANOW, mode)


def _write(fd: int, text: str) -> None:
    data = text.encode()
    while data:
        data = data[os.write(fd, data) :]
