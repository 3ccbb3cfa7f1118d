"""`muraji decide [FILE]`: verdicts for scripts, JSON Lines in, one line out for each after its commit."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from store import decisions
from store.database import open_database
from store.errors import StoreError
from tui.commands.output import DONE, FAILED, PARTLY, print_json
from tui.errors import BadUsage
from tui.rules import rules_beside, types_of


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("file", nargs="?", default="-", metavar="FILE", help="default: standard input")


def _lines(name: str) -> Iterator[bytes]:
    if name == "-":
        yield from sys.stdin.buffer
        return
    try:
        with Path(name).open("rb") as file:
            yield from file
    except OSError as error:
        raise BadUsage(f"{name}: can't be read ({error.strerror}); check the path") from error


def _record(line: bytes) -> dict[str, object]:
    """Return the object of one line. Raises ValueError in one line of words."""
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError("not UTF-8 text; save the lines as UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not a JSON object: {error}") from None
    if not isinstance(record, dict):
        raise ValueError("not a JSON object")  # noqa: TRY004 - the caller has one way to say it
    return record


def run(options: argparse.Namespace) -> int:
    """Decide line by line; a bad line is an answer with its error, and the rest goes on."""
    done = bad = 0
    types = types_of(rules_beside(options.store))
    with open_database(options.store, create=False, types=types) as db:
        for number, line in enumerate(_lines(options.file), 1):
            if not line.strip():
                continue
            try:
                changes = decisions.decide(db, _record(line), by=options.by)
            except (ValueError, StoreError) as error:
                bad += 1
                print_json({"line": number, "error": str(error)})
            else:
                done += 1
                decision = changes.decision.hex() if changes.decision else None
                print_json({"line": number, "decision": decision, "items": [uid.hex() for uid in changes.items]})
            sys.stdout.flush()
    if bad:
        return PARTLY if done else FAILED
    return DONE
