"""A short list to choose from: each row has a letter that takes it at once, on an Arabic keyboard too."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.events import Key

from tui.bindings import bindings
from tui.drawing import Run, name
from tui.keys import latin
from tui.palette import QUIET, STRONG
from tui.widgets.rows import Rows


@dataclass(frozen=True, slots=True)
class Option:
    """One row of a choice."""

    id: str
    letter: str
    """A lower-case Latin letter or digit, unique in its list; empty for none."""
    label: str
    hint: str = ""


def lettered(ids: Sequence[str], hints: Sequence[str] = ()) -> tuple[Option, ...]:
    """Return options whose letter is the first of the id's letters that is still free; never `b`."""
    taken: set[str] = set()
    options: list[Option] = []
    for place, each in enumerate(ids):
        letter = next((char for char in each.lower() if char.isalpha() and char != "b" and char not in taken), "")
        taken.add(letter)
        options.append(Option(each, letter, each, hints[place] if place < len(hints) else ""))
    return tuple(options)


class ChoicePane(Rows):
    """Shows a title and options; tells `done` the chosen id, or None."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("choose")

    def __init__(self, *, id: str = "choice") -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._options: tuple[Option, ...] = ()
        self._done: Callable[[str | None], Awaitable[None]] | None = None

    @property
    def options(self) -> tuple[Option, ...]:
        """What can be chosen."""
        return self._options

    def choose(self, options: Sequence[Option], current: str, done: Callable[[str | None], Awaitable[None]]) -> None:
        """Offer options, one of them current."""
        self._options, self._done = tuple(options), done
        at = next((place for place, option in enumerate(self._options) if option.id == current), 0)
        self.reset(len(self._options), at)

    async def take_key(self, event: Key) -> bool:
        """Take the option whose letter this key is; return whether there was one."""
        letter = latin(event.key)
        for option in self._options:
            if option.letter and option.letter == letter:
                await self._finish(option.id)
                return True
        return False

    def action_move(self, step: int) -> None:
        """Make another row current."""
        self.move(step)

    async def action_take(self) -> None:
        """Take the current row."""
        if self._options:
            await self._finish(self._options[self.cursor].id)

    async def action_cancel(self) -> None:
        """Choose nothing."""
        await self._finish(None)

    async def _finish(self, chosen: str | None) -> None:
        done, self._done = self._done, None
        if done is not None:
            await done(chosen)

    def draw_row(self, row: int, width: int) -> list[Run]:
        """Return one option's row: ` o  ORG        منظمة`."""
        option = self._options[row]
        used = 4 + len(option.label) + 1
        runs: list[Run] = [(f" {option.letter or ' '}  ", STRONG), name(option.label, len(option.label) + 1)]
        if option.hint and width > used + 4:
            runs.append(name(option.hint, width - used - 1, QUIET, align="right"))
        return runs
