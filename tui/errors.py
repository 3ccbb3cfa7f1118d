"""What can go wrong before or beside the app, by what the caller can do about it.

CommandError
└── BadUsage        the command was asked for something it can't do: say what and how
"""

from __future__ import annotations


class CommandError(Exception):
    """Root. `str()` is one line: what happened, and what to do."""


class BadUsage(CommandError):
    """A wrong argument, a missing file, a terminal that is none."""
