"""Texts that were decoded wrongly somewhere before us and saved again: they hold no error, and no Arabic either.

`ط§ظ„` and `Ø§Ù„` are both `ال`, read byte by byte. A line is taken for such when undoing one of the known mistakes
turns it into words that cost clearly less (`extract.legibility`). Only the mistake is named; nothing is repaired, since
what a lossy mistake dropped can't be brought back.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import NamedTuple

from extract.legibility import arabic_share, cost


class Mistake(NamedTuple):
    """Bytes of the encoding `right` that were read as `wrong`."""

    right: str
    wrong: str


MISTAKES = (
    Mistake("utf-8", "cp1256"),
    Mistake("utf-8", "cp1252"),
    Mistake("utf-8", "latin-1"),
    Mistake("cp1256", "cp1252"),
    Mistake("iso8859-6", "cp1256"),
    Mistake("iso8859-6", "cp1252"),
    Mistake("utf-8", "cp1251"),
    Mistake("utf-8", "mac-roman"),
    Mistake("utf-8", "cp437"),
    Mistake("utf-8", "iso8859-6"),
)

TOO_DEAR = 6.0
"""Bits a pair: 99 in 100 news lines of ten words or more cost under 4.4, misread ones over 6.2."""

_FEW_WORDS = 2
_SAMPLE_LINES = 400
_LINE_LENGTH = 2_000
_REFUSED_SHARE = 0.2

# Nearly free on sound text, so that only suspicious texts pay for the tries below: letters that stand for bytes of
# another encoding, ط and ظ before a character that never follows them, Greek and box drawing of cp437.
_SUSPECT = re.compile(
    "[\u0080-\u009f\u00a1-\u00aa\u00ac-\u00b4\u00b6-\u00ba\u00bc-\u00ff\u0152-\u0192\u0400-\u045f\u2500-\u259f\ufffd]|[طظ](?:[^\u0600-\u06ff\\s\\W]|[پٹچژڈگکڑںھ]|[\u00a0-\u00bf\u02c6\u2018-\u203a\u20ac\u2122])"
)


def find_mistake(text: str) -> tuple[Mistake, float] | None:
    """Return the likeliest mistake behind a text and the share of its letters in misread lines, None for a sound one.

    At most 400 lines that look suspicious are tried.
    """
    if sum(1 for _ in zip(_SUSPECT.finditer(text), range(3), strict=False)) < 3:
        return None
    found: dict[Mistake, int] = {}
    misread = tried = 0
    whole = 1
    for raw in text.split("\n"):
        line = raw.strip()
        whole += len(line)
        if tried >= _SAMPLE_LINES or not _SUSPECT.search(line):
            continue
        tried += 1
        mistake = _mistake_in(line[:_LINE_LENGTH])
        if mistake:
            found[mistake] = found.get(mistake, 0) + len(line)
            misread += len(line)
    if not found:
        return None
    return max(found, key=lambda mistake: found[mistake]), misread / whole


def is_mostly_misread(share: float) -> bool:
    """Return whether so much of a text is misread that it is no use to a reviewer."""
    return share >= _REFUSED_SHARE


def _mistake_in(line: str) -> Mistake | None:
    now = cost(line)
    if 0 < now < TOO_DEAR:
        return None
    best: tuple[float, Mistake] | None = None
    for mistake in MISTAKES:
        repaired = _undone(line, mistake)
        if repaired is None or arabic_share(repaired) < 0.5 or len(repaired.split()) < _FEW_WORDS:
            continue
        then = cost(repaired)
        if 0 < then < TOO_DEAR and (now == 0 or then < now - 1.5) and (best is None or then < best[0]):
            best = (then, mistake)
    return best[1] if best else None


def _undone(line: str, mistake: Mistake) -> str | None:
    """Return the line read rightly, None where it can't come from this mistake."""
    encoding = _encoding_map(mistake.wrong)
    raw = bytearray()
    strange = 0
    for character in line:
        byte = encoding.get(character)
        if byte is None:
            strange += 1
            raw.append(0x3F)
        else:
            raw.append(byte)
    repaired = raw.decode(mistake.right, "replace")
    # Lossy steps on the way (a no-break space made a space) spoil some letters of a line, never many.
    if strange + repaired.count("\ufffd") > 0.15 * len(repaired):
        return None
    return repaired


@cache
def _encoding_map(codec: str) -> dict[str, int]:
    """Return character -> byte."""
    decode = codecs.getdecoder(codec)
    table: dict[str, int] = {}
    for byte in range(256):
        try:
            character = decode(bytes([byte]))[0]
        except UnicodeDecodeError:
            character = chr(byte)
        table.setdefault(character, byte)
    return table
