"""The line that says things, and in which one can type: a question, what was typed, a caret.

It is one widget for both, so that asking changes no layout (a changed layout repaints panes, thousands of bytes). What
keys do to the line is `tui.writing`, where it stands on the screen `tui.typed_line`. The question is ours and has cells of
its own at the left; the value has the others, and runs as it is written.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar, Literal

from textual.binding import BindingType
from textual.events import Key, MouseDown, Paste
from textual.strip import Strip

from tui.bindings import bindings
from tui.drawing import sentence, strip
from tui.palette import ERROR, PLAIN, STRONG
from tui.typed_line import Steps, by_word, end_of_selection, field_runs, offset_at, step
from tui.widgets.line import TextLine
from tui.widgets.quiet import QuietFocus
from tui.words import WORDS
from tui.writing import MOST, Typed, Writing, pasted, typeable

_VALUE_CELLS = 20
"""At least so many cells stay for what is typed."""

Takes = Callable[[str], bool]
"""Whether a character may be typed."""


def anything(char: str) -> bool:
    """Take every character."""
    return bool(char)


class Field(QuietFocus, TextLine, can_focus=True):
    """Says what it is given; asks for one line and tells `done` what was typed, or None when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("field")

    def __init__(self, *, id: str = "detail", steps: Steps = "visual") -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._question = ""
        self._refused = ""
        self._writing = Writing(Typed())
        self._scrolled = 0
        self._base: int | None = None
        self._steps: Steps = steps
        self._done: Callable[[str | None], Awaitable[None]] | None = None
        self._takes: Takes = anything

    @property
    def asking(self) -> bool:
        """Whether it waits for something to be typed."""
        return self._done is not None

    @property
    def typed(self) -> Typed:
        """The line as it is typed: value, caret, selection."""
        return self._writing.now

    @property
    def value(self) -> str:
        """What has been typed."""
        return self._writing.now.value

    def ask(
        self,
        question: str,
        value: str,
        done: Callable[[str | None], Awaitable[None]],
        takes: Takes = anything,
        *,
        base: int | None = None,
    ) -> None:
        """Ask, with a value to begin from; characters that `takes` refuses are not typed.

        `base` 0 is for what always runs left to right, such as a date; else the value runs as its first letter does.
        """
        self._takes, self._base = takes, base
        self._question, self._refused, self._done = question, "", done
        self._writing, self._scrolled = Writing(Typed(value, len(value))), 0
        self.refresh()

    async def take_key(self, event: Key) -> bool:
        """Type the character of a key; return whether the key was used. Keys that edit are bindings."""
        char = event.character
        if not self.asking or char is None or ord(char) < ord(" ") or char == "\x7f":
            return False
        text = typeable(char, self._takes)
        if not text:
            self._refuse(WORDS.say("not_typed", char=char if char.isprintable() else f"U+{ord(char):04X}"))
        elif len(self.value) >= MOST:
            self._refuse(WORDS.say("line_full", most=MOST))
        else:
            self._become(self._writing.edited(self.typed.inserted(text), letter=not text.isspace()))
        return True

    def on_paste(self, event: Paste) -> None:
        """Put pasted text in at the caret, as one line."""
        if not self.asking:
            return
        # what is pasted by mistake may be a book
        text, refused = pasted(event.text[: 4 * MOST], self._takes)
        room = MOST - len(self.value)
        self._become(self._writing.edited(self.typed.inserted(text[:room])))
        if len(text) > room:
            self._refuse(WORDS.say("line_full", most=MOST))
        elif refused:
            self._refuse(WORDS.say("not_pasted", count=refused))

    def on_mouse_down(self, event: MouseDown) -> None:
        """Put the caret where the mouse is; with shift, select up to there."""
        room, width = self._cells()
        if self.asking and event.x >= room:
            event.stop()
            caret = offset_at(self.typed, event.x - room, width, self._scrolled, self._base)
            self._move(caret, extend=event.shift)

    # -- the keys

    def action_step(self, dx: int, extend: bool = False) -> None:
        """Move the caret a cell to the left or right."""
        typed = self.typed
        if typed.selected and not extend:
            self._move(end_of_selection(typed, dx, self._steps, self._base))
        else:
            self._move(step(typed, dx, self._steps, self._base), extend=extend)

    def action_word(self, dx: int, extend: bool = False) -> None:
        """Move the caret a word to the left or right."""
        self._move(by_word(self.typed, dx, self._steps, self._base), extend=extend)

    def action_edge(self, direction: int, extend: bool = False) -> None:
        """Move the caret to the start (-1) or end (1) of the line, as it is read."""
        self._move(0 if direction < 0 else len(self.value), extend=extend)

    def action_erase(self, what: Literal["back", "on", "word", "before", "after"]) -> None:
        """Erase the selection, or what the key names."""
        typed = self.typed
        match what:
            case "back":
                typed = typed.erased_back()
            case "on":
                typed = typed.erased_on()
            case "word":
                typed = typed.erased_word()
            case "before":
                typed = typed.erased_before()
            case "after":
                typed = typed.erased_after()
        self._become(self._writing.edited(typed))

    def action_undo(self) -> None:
        """Take the latest edit back."""
        self._become(self._writing.undone())

    def action_redo(self) -> None:
        """Give back what undo took."""
        self._become(self._writing.redone())

    async def action_take(self) -> None:
        """Take what was typed."""
        await self._finish(self.value.strip())

    async def action_cancel(self) -> None:
        """Leave it."""
        await self._finish(None)

    def _move(self, caret: int, *, extend: bool = False) -> None:
        self._become(self._writing.moved(self.typed.moved(caret, extend=extend)))

    def _become(self, writing: Writing) -> None:
        if writing != self._writing or self._refused:
            self._writing, self._refused = writing, ""
            self.refresh()

    def _refuse(self, words: str) -> None:
        self._refused = words
        self.refresh()

    async def _finish(self, value: str | None) -> None:
        done, self._done = self._done, None
        self.refresh()
        if done is not None:
            await done(value)

    def render_line(self, y: int) -> Strip:
        """Return the one line."""
        if y or not self.asking:
            return super().render_line(y)
        room, width = self._cells()
        question = sentence(self._words(), room, ERROR if self._refused else STRONG) if room else []
        runs, self._scrolled = field_runs(self.typed, width, self._scrolled, self._base)
        return strip([*question, *runs, (" ", PLAIN)], self.size.width)

    def _words(self) -> str:
        return f" {self._refused or self._question}".rstrip() + " "

    def _cells(self) -> tuple[int, int]:
        """Return how many cells the question has, and the value after it; the line's last one stays blank."""
        # what is typed must be seen: a long question gives way
        room = max(0, min(len(self._words()), self.size.width - _VALUE_CELLS - 1))
        return room, self.size.width - room - 1
