"""Values of a project's TOML, checked one by one: each mistake is noted with its place, and reading goes on."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from extract.normalise import normalise
from extract.tokens import tokenise

Table = Mapping[str, Any]
"""A TOML table, its values not looked at yet: the one place where types come from a file."""

_SHOWN = 40


class Reader:
    """Takes values out of tables; notes what is wrong with them."""

    def __init__(self, text: str) -> None:
        """Read a file whose text is given: it is searched for the line of a mistake."""
        self.mistakes: list[str] = []
        self._lines = text.splitlines()

    def mistake(self, place: str, words: str, near: str = "") -> None:
        """Note a mistake; `near` is what stands in the line that it is in."""
        line = _line(near, self._lines) if near else 0
        at = f"line {line}: " if line else ""
        told = " ".join(f"{at}{place}: {words}".split())
        if told not in self.mistakes:
            self.mistakes.append(told)

    def only(self, table: Table, allowed: Collection[str], place: str, what: str) -> None:
        """Note every key that is not allowed."""
        for key in table:
            if key not in allowed:
                self.mistake(
                    place or "the file", f"there is no {what} {key[:_SHOWN]!r}; there are {', '.join(allowed)}", key
                )

    def known(self, key: str, there: Iterable[str], place: str, what: str, also: tuple[str, ...] = ()) -> bool:
        """Return whether a type is there; note it where it is not."""
        names = (*there, *also)
        if key not in names:
            self.mistake(place, f"there is no {what} {key[:_SHOWN]!r}; there are {', '.join(names)}", key)
        return key in names

    def table(self, table: Table, key: str, place: str) -> Table:
        """Return the table under a key, empty where there is none."""
        found = table.get(key, {})
        if isinstance(found, dict):
            return found
        self.mistake(place, f"write it as a table: {place} and its keys below", key)
        return {}

    def rows(self, table: Table, key: str) -> list[Table]:
        """Return the rows under a key."""
        found = table.get(key, [])
        if isinstance(found, list) and all(isinstance(row, dict) for row in found):
            return found
        self.mistake(f"[[{key}]]", f"write [[{key}]], in double brackets, above every row", key)
        return []

    def text(self, table: Table, key: str, place: str, *, needed: bool = False) -> str:
        """Return a text, empty where there is none."""
        found = table.get(key, "")
        if not isinstance(found, str):
            self.mistake(f"{place} {key}", f'write it in quotation marks: {key} = "..."')
            return ""
        if needed and not found.strip():
            self.mistake(place, f"{key} is missing")
        return found

    def texts(self, table: Table, key: str, place: str) -> list[str]:
        """Return a list of texts."""
        found = table.get(key, [])
        if isinstance(found, list) and all(isinstance(each, str) for each in found):
            return found
        self.mistake(f"{place} {key}", f'write a list: {key} = ["...", "..."]', key)
        return []

    def cell(self, table: Table, key: str, place: str) -> list[str]:
        """Return words, given as a list or as one text that parts them by spaces."""
        found = table.get(key, "")
        return found.split() if isinstance(found, str) else [word.strip() for word in self.texts(table, key, place)]

    def phrases(self, table: Table, place: str) -> list[str]:
        """Return the phrases of a row, given as a list or as one text that parts them by `|`."""
        found = table.get("phrases", "")
        written = found.split("|") if isinstance(found, str) else self.texts(table, "phrases", place)
        phrases = [" ".join(phrase.split()) for phrase in written if phrase.strip()]
        for phrase in phrases:
            if len(phrase.split()) < 2 or not all(self._is_word(word) for word in phrase.split()):
                self.mistake(
                    f"{place} phrases",
                    f"{phrase[:_SHOWN]!r} is no phrase of two words or more; single words go to nouns",
                    phrase,
                )
        return phrases

    def words(self, table: Table, key: str, place: str) -> frozenset[str]:
        """Return a list of single words, folded."""
        words = self.texts(table, key, place)
        for word in words:
            self.word(word, f"{place} {key}" if not place.endswith(" " + key) else place)
        return frozenset(normalise(word.strip()) for word in words if self._is_word(word))

    def word(self, word: str, place: str) -> None:
        """Note what is no single word."""
        if not self._is_word(word):
            self.mistake(place, f"{word[:_SHOWN]!r} is no single word", word)

    def verb(self, verb: str, place: str) -> None:
        """Note what is no perfect and imperfect."""
        parts = verb.split(":")
        if len(parts) != 2 or not all(self._is_word(part) for part in parts) or not normalise(parts[1]).startswith("ي"):
            self.mistake(
                f"{place} verbs",
                f"{verb[:_SHOWN]!r}: write what he did and what he does with : between, as زار:يزور",
                verb,
            )

    def number(
        self, table: Table, key: str, place: str, least: float, most: float, *, usual: float, whole: bool = False
    ) -> float:
        """Return a number within bounds, the usual one where there is none."""
        found = table.get(key, usual)
        good = isinstance(found, (int, float)) and not isinstance(found, bool) and math.isfinite(found)
        if not good or not least <= found <= most or (whole and found != int(found)):
            self.mistake(
                f"{place} {key}",
                f"{str(found)[:_SHOWN]} is no {'whole ' if whole else ''}number from {least} to {most}",
                key,
            )
            return usual
        return float(found)

    def truth(self, table: Table, key: str, place: str, *, usual: bool) -> bool:
        """Return true or false."""
        found = table.get(key, usual)
        if not isinstance(found, bool):
            self.mistake(f"{place} {key}", "write true or false", key)
            return usual
        return found

    def name(self, written: str) -> str:
        """Return a name's folded tokens; empty for what no text can have as a name."""
        tokens = tokenise(written)
        if any(token.line for token in tokens) or not any(token.kind != "mark" for token in tokens):
            return ""
        return " ".join(token.norm for token in tokens)

    def _is_word(self, word: str) -> bool:
        tokens = tokenise(word.strip())
        return len(tokens) == 1 and tokens[0].kind == "word"


def _line(near: str, lines: list[str]) -> int:
    """Return the line that says a text in quotation marks, as a key or header, or among other words; 0 for none."""
    written = re.escape(near.replace("\\", "\\\\")), re.escape(near)
    text = "|".join(dict.fromkeys(written))
    for how in (
        rf"""(?:"(?:{text})"|'(?:{text})')""",
        rf"^\s*(?:\[+\s*)?(?:[\w.-]+\.)?(?:{text})\s*(?:[]=.]|$)",
        rf"""^[^#]*["'\s|](?:{text})["'\s|]""",
    ):
        wanted = re.compile(how)
        for number, line in enumerate(lines, start=1):
            if wanted.search(line):
                return number
    return 0
