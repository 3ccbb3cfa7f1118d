"""How the app writes to its terminal: rows encoded, modes set and given back, late answers kept out of the keys.

The only module of this package that imports textual.
"""

from __future__ import annotations

import os
import selectors
import signal
from codecs import getincrementaldecoder
from types import FrameType
from typing import Protocol

# Private, and the only parser of keys that Textual has; `tests/tui/test_driver.py` holds it to what is needed of it.
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Resize
from textual.message import Message
from textual.messages import InBandWindowResize

from tui.rtl.encode import Encoding
from tui.rtl.stream import encode
from tui.terminal.answers import Answers, LateAnswers
from tui.terminal.changes import Shown

HUNG_UP = 129
"""Exit code when the terminal is gone, as a shell tells it."""

_READ = 4096
_TICK = 0.1
"""Seconds after which a lone Escape is a key."""


class Wire(Protocol):
    """What the driver has to know of the terminal."""

    @property
    def encoding(self) -> Encoding:
        """How it is spoken to."""
        ...

    @property
    def answers(self) -> Answers:
        """What it answered before the app began, and what was typed meanwhile."""
        ...


class TerminalDriver(LinuxDriver):
    """Textual's driver for terminals, speaking an encoding.

    Its modes go out before the alternate screen begins (VTE takes mode 8 for lines that begin after it) and are undone
    after it has ended, also on suspension, by a signal or by an error: all of these stop the application mode.
    """

    def __init__(
        self, app: App[object], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        wire: Wire = app.wire  # type: ignore[attr-defined] # the one app that asks for this driver has it
        self._encoding = wire.encoding
        self._late = LateAnswers(wire.answers)
        self._typed = wire.answers.typed
        self._started = False
        self._shown = Shown(self._encoding)
        self._stale = True

    def write(self, data: str) -> None:
        """Write what of the output is not on the screen yet, its rows encoded."""
        if self._stale:
            self._stale = False
            self._shown.forget()
        changes = self._shown.changes(data)
        if changes:
            super().write(encode(changes, self._encoding, at_edge=False))

    def forget(self) -> None:
        """Write the next output in full: something else may have written to the terminal."""
        self._stale = True

    def start_application_mode(self) -> None:
        """Set the encoding's modes, then take the screen."""
        self._started = True
        if self._encoding.start:
            # the writer's thread is not there yet
            os.write(2, self._encoding.start.encode())
        self.forget()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        resized = signal.getsignal(signal.SIGWINCH)

        def forget_first(number: int, frame: FrameType | None) -> None:
            # a terminal moves or drops what it shows when it is resized
            self.forget()
            if callable(resized):
                resized(number, frame)

        signal.signal(signal.SIGWINCH, forget_first)

    def stop_application_mode(self) -> None:
        """Give the screen back, then undo the encoding's modes."""
        super().stop_application_mode()
        if self._started and self._encoding.end:
            self.write(self._encoding.end)
        self._started = False

    def process_message(self, message: Message) -> None:
        """Pass a message on; a resize that the terminal tells in band makes what it shows unknown."""
        if isinstance(message, InBandWindowResize | Resize):
            self.forget()
        super().process_message(message)

    # -- the mouse: presses and drags only; bare movements would cost a slow line more than all keys

    def _enable_mouse_support(self) -> None:
        if self._mouse:
            self.write("\x1b[?1000h\x1b[?1002h\x1b[?1006h")

    def _disable_mouse_support(self) -> None:
        if self._mouse:
            self.write("\x1b[?1006l\x1b[?1002l\x1b[?1000l")

    # -- keys

    def run_input_thread(self) -> None:
        """Read keys until the app ends, without the answers among them."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode

        def take(text: str) -> None:
            for message in parser.feed(text) if text else ():
                self.process_message(message)

        take(decode(self._typed))
        self._typed = b""
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if not selector.select(_TICK):
                    take(self._late.feed(""))
                    for message in parser.tick():
                        self.process_message(message)
                    continue
                try:
                    data = os.read(self.fileno, _READ)
                except OSError:
                    data = b""
                if not data:
                    # the terminal is gone: nothing will be typed any more
                    self._app.call_later(self._app.exit, None, HUNG_UP)
                    return
                take(self._late.feed(decode(data)))
