"""What a terminal answers when asked who it is: told apart from what a person types.

Pure. `parse` reads the bytes of one round of questions; `LateAnswers` takes answers that came after it out of the
input of the app, where they would be key presses.

| question | answer |
|---|---|
| XTVERSION `CSI > q` | `DCS > | XTerm(379) ST` |
| secondary attributes `CSI > c` | `CSI > 41 ; 379 ; 0 c` |
| tertiary attributes `CSI = c` | `DCS ! | 7E565445 ST` |
| mode 8, BDSM, `CSI 8 $ p` | `CSI 8 ; 1 $ y` |
| primary attributes `CSI c`, always last | `CSI ? 65 ; 1 ; 9 c` |
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_ANSWER: Final = re.compile(
    r"\x1b\[\?(?P<primary>[\d;]*)c"
    r"|\x1b\[>(?P<secondary>[\d;]*)c"
    r"|\x1b\[(?P<mode>\d{1,4};\d)\$y"
    r"|\x1bP!\|(?P<tertiary>[^\x00-\x1f\x7f\x9c]{0,256})(?:\x1b\\|\x9c)"
    r"|\x1bP>\|(?P<version>[^\x00-\x1f\x7f\x9c]{0,256})(?:\x1b\\|\x9c)"
)
_NO_KEY: Final = r"\[[?>][\d;]{0,64}|P[!>]\|[^\x00-\x1f\x7f\x9c]{0,256}\x1b?"
"""How answers go on after their ESC, as no key does."""
_LIKE_A_KEY: Final = r"\[(?:\d{1,4}(?:;(?:\d\$?)?)?)?|P[!>]?|"
"""How answers begin after their ESC, and keys with alt, and keys of the keypad."""
_BEGUN: Final = re.compile(rf"\x1b(?:{_NO_KEY}|{_LIKE_A_KEY})\Z")
_SURELY_BEGUN: Final = re.compile(rf"\x1b(?:{_NO_KEY})\Z")


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered to one round of questions, empty where nothing was."""

    asked: bool = False
    """False where there was no terminal to ask."""
    version: str = ""
    """XTVERSION: name and version as the terminal writes them."""
    secondary: str = ""
    """Numbers of the secondary attributes, as `41;379;0`."""
    tertiary: str = ""
    """The terminal's unit id in hexadecimal, as `7E565445`."""
    bidi: int | None = None
    """DECRPM of mode 8: 0 unknown to it, 1 set (reorders), 2 reset (does not), 3 and 4 the same for good."""
    primary: str = ""
    """Numbers of the primary attributes."""
    outstanding: int = 0
    """How many rounds of questions, of `outer` too, were not answered to their end: answers may still come."""
    typed: bytes = b""
    """What else came meanwhile, in its order: the person's own keys."""
    begun: str = ""
    """An answer that had begun when the time was over, or a key: for `LateAnswers`."""
    outer: Answers | None = None
    """What the terminal outside answered through a multiplexer that lets questions through."""


def parse(data: bytes) -> Answers:
    """Return what the bytes answer to one round of questions, which `CSI c` ends."""
    text = data.decode("latin-1")
    found: dict[str, str] = {}
    primaries = 0
    typed: list[str] = []
    at = 0
    for match in _ANSWER.finditer(text):
        typed.append(text[at : match.start()])
        at = match.end()
        kind = match.lastgroup or ""
        primaries += kind == "primary"
        found[kind] = match[kind]
    outstanding = int(not primaries)
    rest = text[at:]
    begun = _begun(rest, _BEGUN) if outstanding else len(rest)
    typed.append(rest[:begun])
    number, _, state = found.get("mode", "").partition(";")
    return Answers(
        asked=True,
        version=found.get("version", ""),
        secondary=found.get("secondary", ""),
        tertiary=found.get("tertiary", ""),
        bidi=int(state) if number == "8" else None,
        primary=found.get("primary", ""),
        outstanding=outstanding,
        typed="".join(typed).encode("latin-1"),
        begun=rest[begun:],
    )


def _begun(text: str, pattern: re.Pattern[str]) -> int:
    match = pattern.search(text)
    return match.start() if match else len(text)


class LateAnswers:
    """Takes late answers out of what is read, however the reads cut them, and changes nothing else.

    While answers are outstanding, an end of a read that an answer may begin with is kept until the next read says what
    it was: `feed("")`, called when nothing came for a moment, gives it back as the key that it is. Once the last one
    is in, only beginnings that no key has are kept.
    """

    __slots__ = ("_kept", "_outstanding")

    def __init__(self, answers: Answers) -> None:
        self._kept = answers.begun
        self._outstanding = answers.outstanding

    def feed(self, text: str) -> str:
        """Return what a person typed of the text read; with an empty text, all that was kept."""
        if not self._kept and "\x1b" not in text:
            return text
        whole, self._kept = self._kept + text, ""
        if not text:
            return whole
        parts: list[str] = []
        at = 0
        for match in _ANSWER.finditer(whole):
            parts.append(whole[at : match.start()])
            at = match.end()
            if match.lastgroup == "primary" and self._outstanding:
                self._outstanding -= 1
        rest = whole[at:]
        begun = _begun(rest, _BEGUN if self._outstanding else _SURELY_BEGUN)
        self._kept = rest[begun:]
        parts.append(rest[:begun])
        return "".join(parts)
