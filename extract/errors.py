"""What can go wrong in `extract`, by what the caller can do about it.

ExtractError
├── Unreadable       these bytes are not an article: say so, go on with the next
└── MissingExtra     an optional package is needed: say which and how to install it
"""

from __future__ import annotations


class ExtractError(Exception):
    """Root. `str()` is one line: what happened, and what to do."""


class Unreadable(ExtractError):
    """These bytes can't be read as an article."""


class MissingExtra(ExtractError):
    """An optional package is needed for this."""
