"""`muraji load PATH...`: read files into the store."""

from __future__ import annotations

import argparse

from store.database import open_database
from tui.commands.output import DONE, FAILED, PARTLY, complain, print_json, progress, say
from tui.commands.proposing import propose, summary
from tui.files import find_usable
from tui.loading import Loaded, load
from tui.rules import rules_beside, types_of


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("paths", nargs="+", metavar="PATH")
    parser.add_argument("--extract", action="store_true", help="go on as `muraji extract` does")
    parser.add_argument("--json", action="store_true", help="one JSON object an article or error")


def run(options: argparse.Namespace) -> int:
    """Load; say how many were new, known, unreadable."""
    files = find_usable(options.paths, complain)
    new = known = bad = skipped = 0
    # first: a mistake in the rules is said before anything is loaded
    rules = rules_beside(options.store) if options.extract else None
    with open_database(options.store, types=types_of(rules)) as db:
        with progress("loading", len(files)) as step:
            for loaded in load(db, files, lambda _: step()):
                new += loaded.new
                known += loaded.article is not None and not loaded.new
                bad += loaded.article is None
                for words in (*loaded.warnings, *((loaded.error,) if loaded.error else ())):
                    complain(words)
                if options.json:
                    print_json(_record(loaded))
        if not options.json:
            say(f"{new} new, {known} already there, {bad} could not be read")
        if options.extract:
            extracted = propose(db, rules=rules)
            skipped = extracted.failed
            if not options.json:
                say(summary(extracted))
    if bad or skipped:
        return PARTLY if new + known else FAILED
    return DONE


def _record(loaded: Loaded) -> dict[str, object]:
    return {
        "file": loaded.name,
        "record": loaded.record,
        "article": loaded.article,
        "id": loaded.uid.hex() or None,
        "new": loaded.new,
        "warnings": list(loaded.warnings),
        "error": loaded.error,
    }
