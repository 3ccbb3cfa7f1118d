"""A program to be ended: extracts a store with the fake engine, and prints each article's number after its commit.

    python -m tests.tui.extracting_program STORE JOBS [AT]

Ends as the command line does: 2 after Ctrl+C or SIGTERM.
"""

from __future__ import annotations

import sys
from pathlib import Path

from store.database import open_database
from tests.tui.fake_engines import chosen
from tui.commands.output import FAILED
from tui.commands.proposing import exit_code, propose
from tui.loading import Done


def main() -> int:
    """Extract."""
    store, jobs, at = Path(sys.argv[1]), int(sys.argv[2]), next(iter(sys.argv[3:]), "")

    def told(done: Done) -> None:
        print(done.article, flush=True)  # noqa: T201 - what this program is for

    try:
        with open_database(store) as db:
            return exit_code(propose(db, engine=chosen(at=at), jobs=jobs, told=told))
    except KeyboardInterrupt:
        return FAILED


if __name__ == "__main__":
    sys.exit(main())
