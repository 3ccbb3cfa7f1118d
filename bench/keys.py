"""What a key costs in CPU and bytes, from the terminal's end: the app in a pty on a 5,000-word article.

python -m bench.keys [KEYS]

KEYS (default 100) of each kind are pressed one by one; the CPU time of the whole app, threads included, is read from
/proc before and after, so a mean is told, not a distribution. Linux only.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from store.database import open_database
from tests.tui.terminal import Terminal, muraji
from tui.files import find
from tui.loading import extract, load

WORDS = 5_000
TICK_MS = 10
"""Milliseconds in one tick of /proc/PID/stat on Linux."""

KINDS = {
    "move to the next item": ("", "j", ""),
    "accept": ("", "a", ""),
    "undo": ("", "u", ""),
    "page of the text": ("", " ", ""),
    "caret, a letter": ("+", "\x1b[D", "\x1b"),
    "caret, a line": ("+", "\x1b[B", "\x1b"),
    "selection grown by a word": ("+ ", "\x1b[1;5D", "\x1b"),
}


def ticks(pid: int) -> int:
    """Return the CPU time of a process so far, in ticks."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def article() -> str:
    """Return the samples one after the other until there are words enough."""
    # one of them is in an older encoding
    texts = [path.read_bytes().decode("utf-8", "ignore") for path in sorted(Path("samples").glob("*.txt"))]
    words: list[str] = []
    while len(words) < WORDS:
        for text in texts:
            words.extend(text.split(" "))
    return "2022-03-09\n" + " ".join(words[:WORDS])


def main() -> None:
    """Print a row a kind of key."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.txt"
        path.write_text(article(), encoding="utf-8")
        store = Path(folder) / "keys.db"
        with open_database(store) as db:
            list(load(db, find([str(path)])))
            extract(db)
        with Terminal(muraji("review", "--store", str(store))) as terminal:
            terminal.read(until="accept", limit=30)
            for kind, (before, key, after) in KINDS.items():
                if before:
                    terminal.press(before)
                began, written = ticks(terminal.pid), 0
                for _ in range(count):
                    written += len(terminal.press(key, quiet=0.05))
                spent = (ticks(terminal.pid) - began) * TICK_MS
                print(f"{kind:<28}{spent / count:6.1f} ms of CPU{written / count:8.0f} bytes")
                if after:
                    terminal.press(after)


if __name__ == "__main__":
    main()
