"""`muraji review [PATH...]`: load what is new, extract, open the app."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence

from store import queue
from store.database import Database, open_database
from tui.commands.output import DONE, FAILED, complain, progress
from tui.commands.proposing import propose_before_opening
from tui.errors import BadUsage
from tui.files import Found, find_usable
from tui.loading import load
from tui.own_models import usable
from tui.rules import rules_beside, types_of
from tui.serving import chosen
from tui.settings import CHOICES, read_settings
from tui.terminal.display import display
from tui.terminal.multiplexer import handing_on


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("paths", nargs="*", metavar="PATH")
    parser.add_argument(
        "--bidi",
        choices=CHOICES,
        metavar="NAME",
        help=f"how Arabic is sent to this terminal: {', '.join(CHOICES)}; default: the settings, else by asking it",
    )
    parser.add_argument("--no-mouse", action="store_true", help="leave the mouse to the terminal")


def run(options: argparse.Namespace) -> int:
    """Prepare the store, then run the app until the reviewer leaves."""
    # textual draws on standard error
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        raise BadUsage("review needs a terminal; for scripts use load, extract, decide and export")
    if os.environ.get("TERM", "") in {"", "dumb"}:
        raise BadUsage("this terminal (TERM=dumb) can't place text; set TERM, for example TERM=xterm")
    settings = read_settings()
    files = find_usable(options.paths, complain) if options.paths else []
    rules = rules_beside(options.store)
    with open_database(options.store, types=types_of(rules)) as db:
        loaded = list(_load(db, files)) if files else []
        if files and not loaded:
            # What was wrong is said already; the app would hide it.
            return FAILED
        engine = chosen(extension=rules, local=usable(db.path, complain))
        propose_before_opening(db, engine)
        first = next((n for n in loaded if queue.row(db, n).status != "done"), None)

        # the only command that imports textual, most of its start (bench/start.py); before the terminal is asked, so
        # that no key is seen between that and the app
        from tui.app import MurajiApp  # noqa: PLC0415
        from tui.refreshing import Begin  # noqa: PLC0415 - only the app has use for it

        wire = display(bidi=options.bidi, settings=settings)
        app = MurajiApp(
            db,
            reviewer=options.by,
            first=first,
            log=options.store.with_suffix(".log"),
            wire=wire,
            settings=settings,
            engine=Begin(db.path, types_of(rules), engine),
        )
        with handing_on(wire.encoding.start, os.environ):
            app.run(mouse=settings.mouse and not options.no_mouse)
    return app.return_code or DONE


def _load(db: Database, files: Sequence[Found]) -> Iterator[int]:
    with progress("loading", len(files)) as step:
        for loaded in load(db, files, lambda _: step()):
            for words in (*loaded.warnings, *((loaded.error,) if loaded.error else ())):
                complain(words)
            if loaded.article is not None:
                yield loaded.article
