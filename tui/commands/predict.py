"""`muraji predict FILE...`: files in, one JSON object an article out. No store."""

from __future__ import annotations

import argparse
from pathlib import Path

from extract.article import Reading
from extract.engines import BUILTIN, engine_names, load
from extract.errors import Unreadable
from extract.items import Lexicon
from extract.predictions import prediction, prediction_ids
from tui.commands.output import DONE, FAILED, PARTLY, complain, print_json, progress
from tui.files import find_usable, readings
from tui.rules import read_rules


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("paths", nargs="+", metavar="FILE")
    parser.add_argument(
        "--engine", default=BUILTIN.name, metavar="NAME", help=f"one of {', '.join(engine_names())}; default: builtin"
    )
    parser.add_argument(
        "--rules",
        type=Path,
        default=None,
        metavar="FILE",
        help="a project's own rules, as `muraji rules --example` has them",
    )


def run(options: argparse.Namespace) -> int:
    """Predict; bad files are a line of error each."""
    # first: what an engine lacks is said before anything is read
    engine = load(options.engine, read_rules(options.rules) if options.rules else None)
    files = find_usable(options.paths, complain)
    read: list[Reading] = []
    bad = 0
    for found in files:
        for reading in readings(found):
            if isinstance(reading, Unreadable):
                complain(str(reading))
                bad += 1
            else:
                read.append(reading)
    names = prediction_ids([(reading.source.record, reading.source.name) for reading in read])
    with progress("predicting", len(read)) as step:
        for name, reading in zip(names, read, strict=True):
            print_json(prediction(name, reading.article, engine.propose(reading.article, Lexicon())))
            step()
    if bad:
        return PARTLY if read else FAILED
    return DONE
