"""What every command prints through: JSON for scripts, progress on a terminal only, one line for an error.

On a terminal, right-to-left text is drawn as in the app and in the encoding that the terminal needs; in a file or a
pipe it stays as it is.
"""

from __future__ import annotations

import atexit
import json
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING, Protocol, TextIO

if TYPE_CHECKING:
    from tui.terminal.display import Display

DONE, PARTLY, FAILED = 0, 1, 2
"""Exit codes: all done; some of the input could not be used and the rest was; nothing was done."""


class Step(Protocol):
    """Tells that one more of the counted things is done."""

    def __call__(self) -> None: ...


_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def say(text: str) -> None:
    """Print a line for a person, outside text made harmless."""
    sys.stdout.write(readable(text, sys.stdout) + "\n")


def complain(text: str) -> None:
    """Print one line to standard error."""
    sys.stderr.write(readable("muraji: " + text, sys.stderr) + "\n")


def readable(text: str, out: TextIO) -> str:
    """Return a line of ours as it must be written there to be read: drawn for a terminal, else as it is.

    Longer than the terminal is wide, it becomes several.
    """
    if not _RIGHT_TO_LEFT.search(text) or not out.isatty():
        return harmless(text)
    # a terminal and Arabic to be shown: only then is it asked who it is, and the drawing imported
    from tui.rtl.encode import for_lines  # noqa: PLC0415
    from tui.rtl.layout import layout  # noqa: PLC0415
    from tui.rtl.stream import encode  # noqa: PLC0415

    here = _display()
    encoding = for_lines(here.encoding)
    edge = " " * encoding.left
    width = max(20, shutil.get_terminal_size().columns - len(edge))
    # the sentence is ours, from left to right, whatever it names
    lines = layout(text.replace("\n", " "), width, base=0, rendering=here.rendering).lines
    rows = (edge + "".join(cell.text for cell in line.padded()).rstrip() for line in lines)
    return "\n".join(encode(row, encoding) for row in rows)


@cache
def _display() -> Display:
    from tui.errors import BadSettings  # noqa: PLC0415
    from tui.settings import Settings, read_settings  # noqa: PLC0415
    from tui.terminal.display import display  # noqa: PLC0415

    try:
        settings = read_settings()
    except BadSettings:
        # it is said by who needs the settings; an error must still be told
        settings = Settings()
    here = display(bidi=None, settings=settings)
    if here.answers.outstanding:
        # what is still to come would be typed at the shell's prompt
        atexit.register(_discard_input)
    return here


def _discard_input() -> None:
    import termios  # noqa: PLC0415 - only where a terminal was asked

    with suppress(termios.error):
        termios.tcflush(0, termios.TCIFLUSH)


def print_json(record: object) -> None:
    """Print one JSON line, characters as they are."""
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


def harmless(text: str) -> str:
    """Return one line without control characters: what comes from outside must not steer the terminal."""
    return "".join(char if char.isprintable() else "·" for char in text)


@contextmanager
def progress(words: str, total: int) -> Iterator[Step]:
    """Show a progress bar on standard error while it is a terminal; yield what advances it."""
    if not sys.stderr.isatty() or total < 2:
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal pays for it
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words, total=total)
        yield lambda: bar.advance(task)
