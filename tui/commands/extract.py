"""`muraji extract`: propose items for every article that has none from this version of the engine."""

from __future__ import annotations

import argparse

from extract.builtin import Builtin
from store.database import open_database
from tui.commands.output import DONE, print_json, progress, say
from tui.loading import extract, waiting


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(options: argparse.Namespace) -> int:
    """Extract; say how many articles."""
    with open_database(options.store, create=False) as db, progress("extracting", waiting(db)) as step:
        count = extract(db, lambda _: step())
    engine = Builtin()
    if options.json:
        print_json({"engine": engine.name, "version": engine.version, "articles": count})
    else:
        say(f"{count} articles extracted with {engine.name} {engine.version}")
    return DONE
