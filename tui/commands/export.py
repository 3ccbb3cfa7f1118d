"""`muraji export`: what was accepted and edited, on request what is open, with offsets, quotes, reviewer and time."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from extract.predictions import date_fields
from store import export
from store.database import open_database
from tui.commands.output import DONE, complain, print_json
from tui.errors import BadUsage


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("--format", choices=["jsonl"], default="jsonl")
    parser.add_argument("--rejected", action="store_true", help="rejected items as well")
    parser.add_argument("--open", action="store_true", help="open items as well, as proposed: their ids are for decide")
    parser.add_argument("--finished", action="store_true", help="finished articles only")
    parser.add_argument("--out", metavar="FILE", help="default: standard output")


def run(options: argparse.Namespace) -> int:
    """Export; a file is written under a temporary name and renamed when it is whole."""
    with open_database(options.store, write=False, create=False) as db:
        records = export.articles(
            db,
            rejected=options.rejected,
            finished_only=options.finished,
            open_items=options.open,
            date_fields=date_fields,
        )
        if options.out is None:
            for record in records:
                print_json(record)
            return DONE
        out = Path(options.out)
        part = out.with_name(out.name + ".part")
        count = 0
        try:
            with part.open("w", encoding="utf-8", newline="\n") as file:
                for record in records:
                    file.write(json.dumps(record, ensure_ascii=False) + "\n")
                    count += 1
                file.flush()
                os.fsync(file.fileno())
            part.replace(out)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise BadUsage(f"{out}: can't be written ({error.strerror}); choose another place") from error
    if sys.stderr.isatty():
        complain(f"{count} articles written to {out}")
    return DONE
