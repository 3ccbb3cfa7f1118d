"""What every command prints through: JSON for scripts, progress on a terminal only, one line for an error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

DONE, PARTLY, FAILED = 0, 1, 2
"""Exit codes: all done; some of the input could not be used and the rest was; nothing was done."""


class Step(Protocol):
    """Tells that one more of the counted things is done."""

    def __call__(self) -> None: ...


def say(text: str) -> None:
    """Print a line for a person, outside text made harmless."""
    sys.stdout.write(harmless(text) + "\n")


def complain(text: str) -> None:
    """Print one line to standard error."""
    sys.stderr.write("muraji: " + harmless(text) + "\n")


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
