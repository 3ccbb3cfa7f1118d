"""`muraji engines`: which engines there are, whether they can run here, and how to bring what is missing.

Found out by files and package metadata: nothing is loaded.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

from extract.engines import EngineState, engine_names, engine_state
from extract.errors import EngineMissing
from tui.commands.output import DONE, print_json, say
from tui.words import WORDS

_INDENT = " " * 10


@dataclass(frozen=True, slots=True)
class Carrying:
    """How what is missing comes to a machine without a network."""

    there: str
    """Command on a machine with a network, of the same system and Python."""
    here: str
    """What to do here with what it made."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("--json", action="store_true", help="one JSON object an engine")


def run(options: argparse.Namespace) -> int:
    """Print every engine; one that can't run here is no error."""
    for name in engine_names():
        state = engine_state(name)
        if options.json:
            print_json(record(name, state))
        else:
            for line in lines(name, state):
                say(line)
    return DONE


def record(name: str, state: EngineState) -> dict[str, object]:
    """Return an engine as the JSON has it."""
    return {
        "engine": name,
        "ready": state.id is not None,
        "version": state.id.version if state.id else None,
        "files": {what: str(path) for what, path in state.files.items()},
        "missing": [_missing(each) for each in state.missing],
    }


def _missing(missing: EngineMissing) -> dict[str, object]:
    carried = carrying(missing)
    return {
        "what": missing.lacks,
        "why": missing.words,
        "bring": missing.bring or None,
        "carry": {"there": carried.there, "here": carried.here} if carried else None,
    }


def carrying(missing: EngineMissing) -> Carrying | None:
    """Return how to bring it by stick; None where what is there must be put right instead."""
    if missing.lacks not in {"packages", "model"}:
        return None
    return Carrying(
        WORDS.say(f"engine_there_{missing.lacks}", bring=missing.bring),
        WORDS.say(f"engine_here_{missing.lacks}", place=missing.place),
    )


def lines(name: str, state: EngineState) -> Iterator[str]:
    """Yield what a person reads of an engine."""
    if state.id:
        yield f"{name:<10}{WORDS.say('engine_ready', version=state.id.version)}"
    else:
        yield f"{name:<10}{WORDS.say('engine_missing', count=len(state.missing))}"
    for what, path in state.files.items():
        yield f"{_INDENT}{what}: {path}"
    for missing in state.missing:
        yield f"{_INDENT}- {missing.words}"
        if missing.bring:
            yield f"{_INDENT}  {WORDS.say('engine_bring')}"
            yield f"{_INDENT}    {missing.bring}"
        carried = carrying(missing)
        if carried:
            yield f"{_INDENT}  {WORDS.say('engine_carry')}"
            yield f"{_INDENT}    {WORDS.say('engine_there')}: {carried.there}"
            yield f"{_INDENT}    {WORDS.say('engine_here')}: {carried.here}"
