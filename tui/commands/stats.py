"""`muraji stats`: how much is loaded, open, decided, and by whom."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from store.database import open_database
from store.stats import stats
from tui.commands.output import DONE, print_json, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(options: argparse.Namespace) -> int:
    """Print the counts."""
    with open_database(options.store, write=False, create=False) as db:
        counted = asdict(stats(db))
    if options.json:
        print_json(counted)
        return DONE
    for heading, value in counted.items():
        if isinstance(value, dict):
            say(f"{heading}")
            for key, count in value.items():
                if isinstance(count, dict):
                    inner = ", ".join(f"{name} {number}" for name, number in count.items())
                    say(f"  {key:<14}{inner}")
                else:
                    say(f"  {key:<14}{count:>8}")
        else:
            say(f"{heading:<16}{value:>8}")
    return DONE
