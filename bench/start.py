"""Print what opening the app costs beside a bare Textual program, and the bytes of its first paint.

python -m bench.start [RUNS]

CPU of the whole process until its screen is painted and quiet, both programs in turn in one run, since the machine's
speed varies; the ratio of the medians is the figure.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median

from store.database import open_database
from tests.tui.terminal import Terminal, muraji
from tui.files import find
from tui.loading import extract, load

BARE = """
from textual.app import App
from textual.widgets import Static

class Bare(App):
    def compose(self):
        yield Static("hello")

Bare().run(mouse=False)
"""
TICK_MS = 10
"""Milliseconds in one tick of /proc/PID/stat on Linux."""


def cost(command: list[str], until: str) -> tuple[int, int]:
    """Return the CPU milliseconds and the bytes written until the screen holds this text and is quiet."""
    with Terminal(command) as terminal:
        written = len(terminal.read(until=until, quiet=0.5))
        fields = Path(f"/proc/{terminal.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) * TICK_MS, written


def main() -> None:
    """Print both, run by run in turn, and the ratio."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "start.db"
        with open_database(store) as db:
            list(load(db, find(["samples"])))
            extract(db)
        pairs = [
            (cost(muraji("review", "--store", str(store)), "accept"), cost([sys.executable, "-c", BARE], "hello"))
            for _ in range(runs + 1)
        ][1:]  # the first run compiles
    ours, bare = median(mine[0] for mine, _ in pairs), median(other[0] for _, other in pairs)
    print(f"review, samples     {ours:.0f} ms of CPU, first paint {median(mine[1] for mine, _ in pairs):.0f} bytes")
    print(f"bare Textual        {bare:.0f} ms of CPU, first paint {median(other[1] for _, other in pairs):.0f} bytes")
    print(f"ratio               {ours / bare:.2f} (median of {runs} runs each)")


if __name__ == "__main__":
    main()
