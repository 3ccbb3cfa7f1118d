"""What can go wrong in `extract`, by what the caller can do about it.

ExtractError
├── Unreadable       these bytes are not an article: say so, go on with the next
├── MissingExtra     an optional package is needed: say which and how to install it
├── UnknownEngine    no engine of that name: say which there are
├── BadExtension     a project's own file says what can't be: show its mistakes
├── BadModel         a store's own model can't be used: say why, go on without it
└── EngineMissing    an engine can't run here: say what is missing and the one command that brings it
"""

from __future__ import annotations

from collections.abc import Sequence


class ExtractError(Exception):
    """Root. `str()` is one line: what happened, and what to do."""


class Unreadable(ExtractError):
    """These bytes can't be read as an article."""


class MissingExtra(ExtractError):
    """An optional package is needed for this."""


class UnknownEngine(ExtractError):
    """There is no engine of that name."""


class BadExtension(ExtractError):
    """A project's file that can't be used."""

    def __init__(self, mistakes: Sequence[str]) -> None:
        super().__init__(mistakes[0])
        self.mistakes = tuple(mistakes)
        """All of them, a line each, with the place in the file."""


class BadModel(ExtractError):
    """A store's own model is damaged, or made for another version of the engine."""


class EngineMissing(ExtractError):
    """An engine lacks its packages or its model, or the model can't be used."""

    def __init__(self, words: str, *, lacks: str = "", bring: str = "", place: str = "") -> None:
        super().__init__(f"{words}; bring it with: {bring}" if bring else words)
        self.words = words
        """What is missing, without how to bring it."""
        self.lacks = lacks
        """`packages` or `model`; `settings` where what is there can't be used."""
        self.bring = bring
        """The one command that brings it, on a machine with a network; empty where none does."""
        self.place = place
        """The folder that it is looked for in; empty for packages."""
