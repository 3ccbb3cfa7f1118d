"""The table of commands: every key a person can press, where it works, what it does, and the words for it.

Bindings of screens and widgets (`tui.bindings`), the footer, the help screen, `muraji keys` and the guide's table are
all made from `COMMANDS`. A key given as a Latin letter works at the same place of an Arabic keyboard too: its twin comes from `TWINS`.
Letter `b` is not used (Arabic keyboards send two letters for it), nor capital letters (there they type harakat).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tui.words import WORDS

Place = Literal["anywhere", "review", "select", "card", "choose", "queue", "field", "help"]
"""Where a command works: the part of the screen that has the focus."""

PLACES: tuple[Place, ...] = ("review", "card", "select", "choose", "queue", "field", "help", "anywhere")

# Arabic 101 (the X keyboard rules' `ara` basic), by the place of the Latin key. Source: xkeyboard-config.
TWINS = {
    "a": "ش", "c": "ؤ", "d": "ي", "e": "ث", "f": "ب", "g": "ل", "h": "ا", "i": "ه", "j": "ت", "k": "ن", "l": "م",
    "m": "ة", "n": "ى", "o": "خ", "p": "ح", "q": "ض", "r": "ق", "s": "س", "t": "ف", "u": "ع", "v": "ر", "w": "ص",
    "x": "ء", "y": "غ", "z": "ئ", "slash": "ظ", "question_mark": "arabic_question_mark", "left_square_bracket": "ج",
    "right_square_bracket": "د", "semicolon": "ك", "comma": "و", "full_stop": "ز",
    "left_curly_bracket": "less_than_sign", "right_curly_bracket": "greater_than_sign",
}  # fmt: skip

LATIN = {arabic: latin for latin, arabic in TWINS.items()}
"""Arabic letter -> the Latin key at its place."""


@dataclass(frozen=True, slots=True)
class Command:
    """One row: what a person can do at a place, and with which keys."""

    id: str
    """`place.name`: the binding's id, by which a user's keymap names it."""
    keys: tuple[str, ...]
    """Textual's key names, the first one shown. Twins are not listed here."""
    action: str
    """Action of the widget of that place, or of the screen (`screen.`)."""
    footer: int = 0
    """Where in the footer it stands, 1 first; 0 for not shown."""

    @property
    def place(self) -> Place:
        """Where the command works."""
        place = self.id.split(".", 1)[0]
        for known in PLACES:
            if place == known:
                return known
        raise ValueError(self.id)

    @property
    def all_keys(self) -> tuple[str, ...]:
        """Return its keys and their twins on an Arabic keyboard."""
        return self.keys + tuple(TWINS[key] for key in self.keys if key in TWINS)

    @property
    def label(self) -> str:
        """Return the word or two that the footer shows."""
        return WORDS.label(self.id)

    @property
    def help(self) -> str:
        """Return the sentence that the help screen shows."""
        return WORDS.help(self.id)


COMMANDS: tuple[Command, ...] = (
    # -- reviewing: the list of items has the focus
    Command("review.accept", ("a",), "screen.accept", 1),
    Command("review.reject", ("r",), "screen.reject", 2),
    Command("review.edit", ("e", "enter"), "screen.edit", 3),
    Command("review.type", ("t",), "screen.retype"),
    Command("review.edges", ("x",), "screen.edges"),
    Command("review.add", ("plus", "equals_sign"), "screen.add", 4),
    Command("review.undo", ("u",), "screen.undo", 5),
    Command("review.redo", ("y",), "screen.redo"),
    Command("review.same", ("s",), "screen.same", 6),
    Command("review.reject_same", ("z",), "screen.reject_same"),
    Command("review.flag", ("f",), "screen.flag"),
    Command("review.note", ("w",), "screen.note"),
    Command("review.next", ("j", "down"), "screen.move(1)"),
    Command("review.previous", ("k", "up"), "screen.move(-1)"),
    Command("review.next_open", ("o", "tab"), "screen.next_open(1)"),
    Command("review.previous_open", ("i", "shift+tab"), "screen.next_open(-1)"),
    Command("review.page_down", ("pagedown", "space"), "screen.page(1)"),
    Command("review.page_up", ("pageup",), "screen.page(-1)"),
    Command("review.first", ("home",), "screen.edge(-1)"),
    Command("review.last", ("end",), "screen.edge(1)"),
    Command("review.copy", ("c",), "screen.copy"),
    Command("review.finish", ("n",), "screen.finish", 7),
    Command("review.back", ("p",), "screen.back"),
    Command("review.date", ("d",), "screen.date"),
    Command("review.queue", ("q", "escape"), "screen.queue", 8),
    Command("review.search", ("slash",), "screen.search"),
    # -- the card: an item laid out line by line to change what it says
    Command("card.next", ("j", "down", "tab"), "move(1)"),
    Command("card.previous", ("k", "up", "shift+tab"), "move(-1)"),
    Command("card.change", ("e", "enter", "space"), "screen.card_change", 1),
    Command("card.role", ("t",), "screen.card_role", 2),
    Command("card.add_argument", ("plus", "equals_sign"), "screen.card_add_argument", 3),
    Command("card.remove", ("r", "delete"), "screen.card_remove", 4),
    Command("card.accept", ("a",), "screen.card_accept", 5),
    Command("card.undo", ("u",), "screen.undo", 6),
    Command("card.redo", ("y",), "screen.redo"),
    Command("card.close", ("escape", "q"), "screen.card_close", 7),
    # -- selecting text with the keyboard: the article has the focus
    Command("select.take", ("enter",), "take", 1),
    Command("select.anchor", ("space", "v"), "anchor", 2),
    Command("select.other_end", ("tab", "shift+tab", "o"), "other_end", 3),
    Command("select.left", ("left", "h"), "go('cluster', -1)", 4),
    Command("select.right", ("right", "l"), "go('cluster', 1)", 4),
    Command("select.word_left", ("ctrl+left", "alt+left", "a"), "go('word', -1)", 5),
    Command("select.word_right", ("ctrl+right", "alt+right", "d"), "go('word', 1)", 5),
    Command("select.up", ("up", "k"), "go('line', -1)"),
    Command("select.down", ("down", "j"), "go('line', 1)"),
    Command("select.line_start", ("home", "i"), "go('line_edge', -1)"),
    Command("select.line_end", ("end", "u"), "go('line_edge', 1)"),
    Command("select.sentence_back", ("left_square_bracket",), "go('sentence', -1)"),
    Command("select.sentence_on", ("right_square_bracket",), "go('sentence', 1)"),
    Command("select.paragraph_back", ("ctrl+up", "alt+up", "r"), "go('paragraph', -1)"),
    Command("select.paragraph_on", ("ctrl+down", "alt+down", "f"), "go('paragraph', 1)"),
    Command("select.page_up", ("pageup", "w"), "go('page', -1)"),
    Command("select.page_down", ("pagedown", "s"), "go('page', 1)"),
    Command("select.first", ("ctrl+home", "t"), "go('document', -1)"),
    Command("select.last", ("ctrl+end", "e"), "go('document', 1)"),
    Command("select.extend_left", ("shift+left",), "go('cluster', -1, True)"),
    Command("select.extend_right", ("shift+right",), "go('cluster', 1, True)"),
    Command("select.extend_word_left", ("ctrl+shift+left", "alt+shift+left"), "go('word', -1, True)"),
    Command("select.extend_word_right", ("ctrl+shift+right", "alt+shift+right"), "go('word', 1, True)"),
    Command("select.extend_up", ("shift+up",), "go('line', -1, True)"),
    Command("select.extend_down", ("shift+down",), "go('line', 1, True)"),
    Command("select.extend_line_start", ("shift+home",), "go('line_edge', -1, True)"),
    Command("select.extend_line_end", ("shift+end",), "go('line_edge', 1, True)"),
    Command("select.extend_sentence_back", ("left_curly_bracket",), "go('sentence', -1, True)"),
    Command("select.extend_sentence_on", ("right_curly_bracket",), "go('sentence', 1, True)"),
    Command("select.extend_paragraph_back", ("ctrl+shift+up", "alt+shift+up"), "go('paragraph', -1, True)"),
    Command("select.extend_paragraph_on", ("ctrl+shift+down", "alt+shift+down"), "go('paragraph', 1, True)"),
    Command("select.extend_page_up", ("shift+pageup",), "go('page', -1, True)"),
    Command("select.extend_page_down", ("shift+pagedown",), "go('page', 1, True)"),
    Command("select.extend_first", ("ctrl+shift+home",), "go('document', -1, True)"),
    Command("select.extend_last", ("ctrl+shift+end",), "go('document', 1, True)"),
    Command("select.inside", ("x",), "inside"),
    Command("select.next_mention", ("n", "full_stop"), "mention(1)", 6),
    Command("select.previous_mention", ("p", "comma"), "mention(-1)"),
    Command("select.copy", ("c",), "screen.copy"),
    Command("select.cancel", ("escape", "q"), "cancel", 7),
    # -- choosing from a short list: the row's own letter takes it at once
    Command("choose.next", ("down", "tab"), "move(1)"),
    Command("choose.previous", ("up", "shift+tab"), "move(-1)"),
    Command("choose.take", ("enter", "space"), "take", 1),
    Command("choose.cancel", ("escape",), "cancel", 2),
    # -- the queue of articles
    Command("queue.open", ("enter", "e", "space"), "screen.open", 1),
    Command("queue.next", ("j", "down"), "screen.move(1)"),
    Command("queue.previous", ("k", "up"), "screen.move(-1)"),
    Command("queue.page_down", ("pagedown",), "screen.page(1)"),
    Command("queue.page_up", ("pageup",), "screen.page(-1)"),
    Command("queue.first", ("home",), "screen.edge(-1)"),
    Command("queue.last", ("end",), "screen.edge(1)"),
    Command("queue.status", ("tab", "s"), "screen.status(1)", 2),
    Command("queue.status_back", ("shift+tab",), "screen.status(-1)"),
    Command("queue.search", ("slash",), "screen.search", 3),
    Command("queue.flag", ("f",), "screen.flag", 4),
    Command("queue.note", ("w",), "screen.note"),
    Command("queue.back", ("escape",), "screen.back"),
    # -- a field to type in
    Command("field.take", ("enter",), "take", 1),
    Command("field.cancel", ("escape",), "cancel", 2),
    Command("field.left", ("left",), "step(-1)"),
    Command("field.right", ("right",), "step(1)"),
    Command("field.word_left", ("ctrl+left", "alt+left"), "word(-1)"),
    Command("field.word_right", ("ctrl+right", "alt+right"), "word(1)"),
    Command("field.start", ("home", "ctrl+a"), "edge(-1)"),
    Command("field.end", ("end", "ctrl+e"), "edge(1)"),
    Command("field.select_left", ("shift+left",), "step(-1, True)"),
    Command("field.select_right", ("shift+right",), "step(1, True)"),
    Command("field.select_word_left", ("ctrl+shift+left",), "word(-1, True)"),
    Command("field.select_word_right", ("ctrl+shift+right",), "word(1, True)"),
    Command("field.select_start", ("shift+home",), "edge(-1, True)"),
    Command("field.select_end", ("shift+end",), "edge(1, True)"),
    Command("field.erase_back", ("backspace",), "erase('back')"),
    Command("field.erase_on", ("delete",), "erase('on')"),
    Command("field.erase_word", ("ctrl+w",), "erase('word')"),
    Command("field.erase_before", ("ctrl+u",), "erase('before')"),
    Command("field.erase_after", ("ctrl+k",), "erase('after')"),
    Command("field.undo", ("ctrl+underscore", "ctrl+slash"), "undo"),
    Command("field.redo", ("ctrl+y",), "redo"),
    # -- help
    Command("help.down", ("down", "j", "pagedown", "space"), "screen.scroll(1)", 1),
    Command("help.up", ("up", "k", "pageup"), "screen.scroll(-1)", 2),
    Command("help.close", ("escape", "q", "enter"), "screen.close", 3),
    # -- everywhere
    Command("anywhere.help", ("question_mark", "f1"), "app.help", 90),
    Command("anywhere.quit", ("ctrl+q",), "app.leave"),
    Command("anywhere.redraw", ("ctrl+l",), "app.redraw"),
    Command("anywhere.suspend", ("ctrl+z",), "app.suspend_process"),
)

BY_ID = {command.id: command for command in COMMANDS}

_SHOWN = {
    "left_square_bracket": "[", "right_square_bracket": "]", "left_curly_bracket": "{", "right_curly_bracket": "}",
    "less_than_sign": "<", "greater_than_sign": ">",
    "plus": "+", "equals_sign": "=", "slash": "/", "question_mark": "?", "down": "↓", "up": "↑", "left": "←",
    "right": "→", "escape": "esc", "pagedown": "pgdn", "pageup": "pgup", "arabic_question_mark": "؟", "full_stop": ".", "comma": ",",
    "delete": "del", "underscore": "_",
}  # fmt: skip


def shown(key: str) -> str:
    """Return how a key is written on screen: `^←`, `shift+end`."""
    *modifiers, last = key.split("+")
    held = "".join("^" if modifier == "ctrl" else f"{modifier}+" for modifier in modifiers)
    return _SHOWN.get(key) or held + _SHOWN.get(last, last)


def latin(key: str) -> str:
    """Return the Latin key at the place of `key`, itself where it is no Arabic letter."""
    return LATIN.get(key, key)


def at(place: Place) -> tuple[Command, ...]:
    """Return the commands of one place, in the table's order."""
    return tuple(command for command in COMMANDS if command.place == place)


def footer(place: Place) -> tuple[tuple[str, str], ...]:
    """Return (key, word) pairs for the footer of a place, most used first."""
    # where one types, the help's key is a character
    everywhere = at("anywhere") if place not in {"anywhere", "field"} else ()
    rows = [command for command in (*at(place), *everywhere) if command.footer]
    rows.sort(key=lambda command: command.footer)
    pairs: list[tuple[str, str]] = []
    for command in rows:
        key = shown(command.keys[0])
        if pairs and pairs[-1][1] == command.label:
            # two directions of one movement share a word
            pairs[-1] = (pairs[-1][0] + key, command.label)
        else:
            pairs.append((key, command.label))
    return tuple(pairs)
