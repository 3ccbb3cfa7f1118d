"""The command line: which command, with what; one line for an error, never a traceback for bad input.

Exit codes: 0 all done; 1 some of the input could not be used and the rest was; 2 nothing was done.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from tui.commands.output import FAILED, complain
from tui.settings import default_reviewer, default_store

COMMANDS = {
    "review": "load what is new, extract, and review; without a path, go on where the store stands",
    "load": "load articles: .txt, .html, .jsonl, folders of them, or - for standard input",
    "extract": "propose items for the articles that have none from this engine yet",
    "predict": "print what the engine finds, one JSON object an article, without a store",
    "decide": 'decide from a script: JSON Lines like {"item": "<hex id>", "verb": "accept", "by": "name"}',
    "export": "write reviewed articles as JSON Lines",
    "train": "fit a model to the articles that reviewers are done with, and use it where it does better",
    "stats": "count articles, items and decisions",
    "entities": "list who and what the store speaks of: name, type, mentions, articles, statuses",
    "rules": "show what the project's own extraction.toml adds to the engines; check it; print an example",
    "keys": "print the table of keys",
    "engines": "list the engines: ready or what is missing, and how to bring it, with a network or without",
    "doctor": "tell what this terminal needs, and whether the store is well; choose how Arabic is drawn",
}
"""Command -> what it does, in a line. Its module is imported only when it runs."""


def parser(chosen: str | None) -> argparse.ArgumentParser:
    """Return the parser of the whole command line; only the chosen command knows its arguments."""
    top = argparse.ArgumentParser(
        prog="muraji", description="Review what a machine found in Arabic news, in a terminal.", allow_abbrev=False
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, words in COMMANDS.items():
        sub = commands.add_parser(name, help=words, description=words, allow_abbrev=False)
        if name != chosen:
            continue
        importlib.import_module(f"tui.commands.{name}").arguments(sub)
        if name not in {"predict", "keys", "engines"}:
            sub.add_argument(
                "--store", type=Path, default=None, metavar="PATH", help="default: in the user's data folder"
            )
        if name in {"review", "decide"}:
            sub.add_argument("--by", default=None, metavar="NAME", help="who decides; default: the user's name")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    from extract.errors import ExtractError  # noqa: PLC0415 - after parsing: --help needs nothing
    from store.errors import StoreError  # noqa: PLC0415
    from tui.errors import CommandError  # noqa: PLC0415

    _speak_utf8()
    given = sys.argv[1:] if arguments is None else list(arguments)
    options = parser(next((word for word in given if word in COMMANDS), None)).parse_args(given)
    if getattr(options, "store", "") is None:
        options.store = default_store()
    if getattr(options, "by", "") is None:
        options.by = default_reviewer()
    module = importlib.import_module(f"tui.commands.{options.command}")
    try:
        code = module.run(options)
        sys.stdout.flush()
    except (CommandError, StoreError, ExtractError) as error:
        complain(str(error))
        return FAILED
    except BrokenPipeError:
        # the reader of our output left (`| head`): nothing more to say, not even at exit
        _drop_output()
        return FAILED
    except KeyboardInterrupt:
        complain("interrupted; what was done before is kept")
        return FAILED
    except OSError as error:
        if error.filename is not None:
            complain(f"{error.filename}: {error.strerror or error}; check the path and its permissions")
        else:
            complain(f"standard output: {error.strerror or error}; nothing more was written")
            # what waits in it would fail again at exit, with a traceback
            _drop_output()
        return FAILED
    return int(code)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale says: what we write is Arabic, and JSON is UTF-8 by its standard.

    Names of files that are no text are written as escapes, which JSON reads as well. A closed stream takes what it gets.
    """
    for fd in range(3):
        try:
            os.fstat(fd)
        except OSError:
            # the lowest that is free, so this one: or the store would get it, and be written to as an output
            os.open(os.devnull, os.O_RDWR)
    if sys.stdout is None:
        sys.stdout = os.fdopen(1, "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = os.fdopen(2, "w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _drop_output() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
