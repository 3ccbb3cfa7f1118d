"""What can go wrong before or beside the app, by what the caller can do about it.

CommandError
├── BadUsage        the command was asked for something it can't do: say what and how
├── BadSettings     the settings file can't be used: say which key, and what it may be
└── BadRules        the project's file of rules can't be used: say its mistakes
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class CommandError(Exception):
    """Root. `str()` is one line: what happened, and what to do."""


class BadUsage(CommandError):
    """A wrong argument, a missing file, a terminal that is none."""


class BadSettings(CommandError):
    """A settings file that can't be read or written, or says what is not allowed."""


class BadRules(CommandError):
    """A file of rules that can't be read, or says what can't be."""

    def __init__(self, path: Path, mistakes: Sequence[str]) -> None:
        more = f"; and {len(mistakes) - 1} more, muraji rules --check shows all" if len(mistakes) > 1 else ""
        super().__init__(f"{path}: {mistakes[0]}{more}")
        self.mistakes = tuple(mistakes)
        """All of them, a line each, without the file's name."""
