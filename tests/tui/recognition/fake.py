"""A terminal that is a thread: it reads what is asked at its end of a pty and answers as it was told to."""

from __future__ import annotations

import os
import select
import termios
import threading
import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Self


class FakeTerminal:
    """Answers questions by a table, `delay` seconds late, `at_once` bytes a write, with `typed` before each answer.

    `fd` is the program's end.
    """

    def __init__(
        self, answers: Mapping[str, bytes], *, delay: float = 0.0, at_once: int = 4096, typed: bytes = b""
    ) -> None:
        self._master, self.fd = os.openpty()
        self._answers = answers
        self._delay, self._at_once, self._typed = delay, at_once, typed
        self._over = threading.Event()
        self.asked = b""
        """All that the program wrote."""
        self.before = termios.tcgetattr(self.fd)
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join(5)
        os.close(self._master)
        os.close(self.fd)

    def type(self, keys: bytes) -> None:
        """Press keys."""
        os.write(self._master, keys)

    def left(self, wait: float = 0.05) -> bytes:
        """Return what a program that reads key by key would find on its input now."""
        mode = termios.tcgetattr(self.fd)
        mode[3] &= ~(termios.ICANON | termios.ECHO)
        termios.tcsetattr(self.fd, termios.TCSANOW, mode)
        left = b""
        while select.select([self.fd], [], [], wait)[0]:
            left += os.read(self.fd, 4096)
        return left

    def settle(self, done: Callable[[], bool], limit: float = 5.0) -> None:
        """Wait until the fake has come so far."""
        end = time.monotonic() + limit
        while not done() and time.monotonic() < end:
            time.sleep(0.005)
        assert done()

    def _serve(self) -> None:
        unread = b""
        while not self._over.is_set():
            if not select.select([self._master], [], [], 0.02)[0]:
                continue
            data = os.read(self._master, 4096)
            self.asked += data
            unread += data
            while found := min(
                ((unread.find(q.encode()), q) for q in self._answers if q.encode() in unread), default=None
            ):
                at, question = found
                unread = unread[at + len(question) :]
                self._answer(self._typed + self._answers[question])

    def _answer(self, data: bytes) -> None:
        if self._delay:
            self._over.wait(self._delay)
        for start in range(0, len(data), self._at_once):
            os.write(self._master, data[start : start + self._at_once])
