"""The project's own file of rules, `extraction.toml` in the folder of the store: where it is, and what it says.

    extraction.toml ── extract.extension_file.parse ──> Extension ──> the engine (tui.serving.chosen), the store's types

A project without one pays for a look, nothing else.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from tui.errors import BadRules

if TYPE_CHECKING:
    from extract.extension import Extension
    from extract.ontology import Ontology

NAME: Final = "extraction.toml"
_LARGEST: Final = 8_000_000
"""Bytes: some 150,000 names."""


def rules_path(store: Path) -> Path:
    """Return where the rules of a store are, whether or not there are any: beside the file itself, not beside a link to it."""
    try:
        return store.resolve().with_name(NAME)
    except (OSError, RuntimeError, ValueError):
        # opening the store says what is wrong with its path
        return store.parent / NAME


def rules_beside(store: Path) -> Extension | None:
    """Return what the file beside a store says, None without one. Raises BadRules."""
    return read_rules(rules_path(store), needed=False)


def read_rules(path: Path, *, needed: bool = True) -> Extension | None:
    """Return what a file of rules says; None where it is not there and not needed. Raises BadRules, with all its mistakes."""
    try:
        if not needed and not path.exists():
            return None
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise BadRules(path, [f"can't be read ({why}); check the path and its permissions"]) from error
    if len(data) > _LARGEST:
        raise BadRules(path, [f"larger than {_LARGEST // 1_000_000} MB; keep fewer names"])
    # imported here: only a project that has rules pays for reading them
    from extract.errors import BadExtension  # noqa: PLC0415
    from extract.extension_file import parse  # noqa: PLC0415

    try:
        return parse(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadRules(path, ["not UTF-8; save it as UTF-8"]) from error
    except BadExtension as error:
        raise BadRules(path, error.mistakes) from error


def types_of(rules: Extension | None) -> Ontology | None:
    """Return the types that a store with these rules has, None where they are the package's."""
    return rules.types if rules else None
