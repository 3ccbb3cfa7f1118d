"""What can go wrong before or beside the app, by what the caller can do about it.

CommandError
├── BadUsage        the command was asked for something it can't do: say what and how
└── BadSettings     the settings file can't be used: say which key, and what it may be
"""

from __future__ import annotations


class CommandError(Exception):
    """Root. `str()` is one line: what happened, and what to do."""


class BadUsage(CommandError):
    """A wrong argument, a missing file, a terminal that is none."""


class BadSettings(CommandError):
    """A settings file that can't be read or written, or says what is not allowed."""
