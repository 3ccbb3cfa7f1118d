"""A program in a pseudo-terminal: its bytes counted, its screen read back through a terminal model (pyte)."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from codecs import getincrementaldecoder
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

VISUAL = Path(__file__).with_name("visual.toml")
"""Settings that leave nothing to be asked."""


_PTY_NUMBER = 0x80045430
"""TIOCGPTN of Linux, which `termios` has no name for."""

_INVISIBLE = dict.fromkeys(map(ord, "\u200c\u200e\u202d"))
"""What encodings put between letters."""


class Terminal:
    """Runs one command on a screen of `columns` x `rows`. Leaving the context ends it."""

    def __init__(
        self, command: Sequence[str], *, columns: int = 80, rows: int = 24, environment: Mapping[str, str] | None = None
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self.written = b""
        """All that was written to it."""
        self.status: int | None = None
        """Exit status as `os.waitpid` gave it, once it has ended."""
        pid, fd = pty.fork()
        if pid == 0:
            os.environ.update({"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "TEXTUAL_FPS": "60"})
            # this terminal answers no questions, and nobody's own settings may decide
            os.environ["MURAJI_SETTINGS"] = str(VISUAL)
            os.environ.update(environment or {})
            for name in ("COLUMNS", "LINES"):
                # readline puts them into the environment behind Python's back; they would hide a resize
                if name not in (environment or {}):
                    os.unsetenv(name)
            os.execvp(command[0], list(command))
        self.pid, self._fd = pid, fd
        fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def read(self, *, quiet: float = 0.25, limit: float = 15.0, until: str = "") -> bytes:
        """Return what it writes until it is quiet; `until`: and until the screen holds this text."""
        out = b""
        began = last = time.monotonic()
        while time.monotonic() - began < limit:
            ready, _, _ = select.select([self._fd], [], [], 0.02)
            if ready:
                try:
                    data = os.read(self._fd, 65536)
                except OSError:
                    break
                if not data:
                    break
                self._feed(self._decode(data))
                out += data
                self.written += data
                last = time.monotonic()
            elif time.monotonic() - last > quiet and (not until or until in self.text):
                break
        return out

    def _feed(self, text: str) -> None:
        # pyte takes the invisible for the end of what is to be drawn
        self._stream.feed(text.translate(_INVISIBLE))

    def press(self, keys: str, *, quiet: float = 0.25) -> bytes:
        """Send keys as a keyboard would, and return what is written in answer."""
        os.write(self._fd, keys.encode())
        return self.read(quiet=quiet)

    def answer(self, keys: str, *, quiet: float = 0.06, limit: float = 10.0) -> bytes:
        """Send keys that must change something on the screen, and return all that is written in answer."""
        os.write(self._fd, keys.encode())
        out = b""
        began = time.monotonic()
        while not out and time.monotonic() - began < limit:
            out = self.read(quiet=quiet, limit=limit)
        return out

    def send(self, keys: bytes) -> None:
        """Send bytes as they are and wait for nothing."""
        os.write(self._fd, keys)

    @property
    def lines(self) -> list[str]:
        """The screen, a string a row, as drawn from left to right."""
        return list(self._screen.display)

    @property
    def text(self) -> str:
        """The screen as one string."""
        return "\n".join(self.lines)

    @property
    def fd(self) -> int:
        """The terminal's own end of the line."""
        return self._fd

    @property
    def name(self) -> str:
        """The device file of the line's other end (Linux)."""
        number = struct.unpack("I", fcntl.ioctl(self._fd, _PTY_NUMBER, b"\0" * 4))[0]
        return f"/dev/pts/{number}"

    def scribble(self, text: str) -> None:
        """Have something else than the program write on the screen."""
        self._feed(text)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size; what it showed is gone."""
        self._screen.resize(rows, columns)
        self._screen.erase_in_display(2)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def hang_up(self) -> None:
        """Take the terminal away, as a dropped connection does."""
        os.close(self._fd)
        self._fd = os.open(os.devnull, os.O_RDWR)

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        os.kill(self.pid, signal.SIGKILL)
        self._wait()

    def end(self) -> None:
        """End it if it still runs."""
        if self.status is None:
            os.kill(self.pid, signal.SIGTERM)
            self.read(quiet=0.1, limit=2)
            if self.status is None:
                pid, status = os.waitpid(self.pid, os.WNOHANG)
                if pid == 0:
                    os.kill(self.pid, signal.SIGKILL)
                    self._wait()
                else:
                    self.status = status
        os.close(self._fd)

    def wait(self) -> int:
        """Wait for its end and return its exit code."""
        self.read(quiet=0.1, limit=5)
        self._wait()
        assert self.status is not None
        return os.waitstatus_to_exitcode(self.status)

    def _wait(self) -> None:
        _, self.status = os.waitpid(self.pid, 0)


def muraji(*arguments: str) -> list[str]:
    """Return the command line of this project's program, under this interpreter."""
    return [sys.executable, "-m", "tui", *arguments]
