"""`python -m extract.train STEP ...`: makes the packed data and models of the engine. docs/extraction.md tells how."""

from __future__ import annotations

import sys
from importlib import import_module

from extract.errors import ExtractError

STEPS = {
    "marks": "extract.train.marks",
    "words": "extract.train.words",
    "lists": "extract.train.lists",
    "same_names": "extract.train.same_names",
    "names": "extract.train.names",
    "triggers": "extract.train.triggers",
    "modality": "extract.train.modality",
    "roles": "extract.train.roles",
}


def main() -> int:
    """Run one step."""
    if len(sys.argv) < 2 or sys.argv[1] not in STEPS:
        print(f"usage: python -m extract.train {{{','.join(STEPS)}}} ... (each with --help)", file=sys.stderr)  # noqa: T201
        return 2
    try:
        result: int = import_module(STEPS[sys.argv[1]]).main(sys.argv[2:])
    except (ExtractError, OSError) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    return result


if __name__ == "__main__":
    raise SystemExit(main())
