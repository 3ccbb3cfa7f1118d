"""`muraji extract`: propose items for every article that has none from this version of the engine."""

from __future__ import annotations

import argparse
import sys
import time

from extract.engines import BUILTIN, engine_names
from store.database import open_database
from tui.commands.output import complain, print_json, say
from tui.commands.proposing import exit_code, propose, summary
from tui.loading import Done
from tui.own_models import usable
from tui.rules import rules_beside, types_of
from tui.serving import chosen
from tui.workers import USUAL_JOBS, a_number_of_jobs


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument(
        "--engine", default=BUILTIN.name, metavar="NAME", help=f"one of {', '.join(engine_names())}; default: builtin"
    )
    parser.add_argument("--again", action="store_true", help="also the articles that it was given before")
    parser.add_argument(
        "--jobs",
        type=a_number_of_jobs,
        metavar="N",
        help=f"processes that the engine works in, 1: this one; default: as many as cores, at most {USUAL_JOBS}",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(options: argparse.Namespace) -> int:
    """Extract; say how many articles."""
    began = time.monotonic()
    skipped: list[Done] = []

    def told(done: Done) -> None:
        if done.error:
            skipped.append(done)

    rules = rules_beside(options.store)
    engine = chosen(options.engine, rules, usable(options.store, complain) if options.engine == BUILTIN.name else b"")
    with open_database(options.store, create=False, types=types_of(rules)) as db:
        result = propose(db, engine=engine, jobs=options.jobs, again=options.again, told=told)
    seconds = time.monotonic() - began
    if options.json:
        print_json(
            {
                "engine": result.engine.name,
                "version": result.engine.version,
                "jobs": result.jobs,
                "articles": result.articles,
                "words": result.words,
                "seconds": round(seconds, 3),
                "skipped": [{"article": done.article, "name": done.name, "error": done.error} for done in skipped],
            }
        )
        return exit_code(result)
    say(summary(result, seconds if sys.stdout.isatty() else None, again=options.again))
    return exit_code(result)
