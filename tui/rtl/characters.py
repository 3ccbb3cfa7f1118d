"""How a single code point is drawn: its letter forms, its width, or the mark that stands for it.

Forms come from the decompositions in `unicodedata`, joining types from `unicode_tables`. Widths follow East Asian Width
and agree with what Textual measures. What a terminal must not be sent gets a mark of known width.
"""

from __future__ import annotations

import unicodedata
from typing import Final, NamedTuple

from tui.rtl.unicode_tables import DUAL_JOINING, JOIN_CAUSING, RIGHT_JOINING

DOT: Final = "·"
"""Drawn for an invisible character that is common and harmless by itself: left-to-right mark, soft hyphen ..."""
BOX: Final = "▯"
"""Drawn for what no font or no terminal can be trusted with, and for a cluster that is wider than its line."""

PLAIN, LETTER, SPACE, MARK, JOINER, SELECTOR, SKIN_TONE, WORD, CONTROL, FORMAT, TAB = range(11)
"""Kinds of code points, by what shaping does with them."""


class Drawn(NamedTuple):
    """How one code point is drawn."""

    kind: int
    glyph: str
    """What is sent; for a `WORD` its letters, still to be shaped."""
    width: int = 1
    forms: tuple[str, ...] = ()
    """Isolated, joined to the letter before, joined to the letter after, joined to both."""
    joins_before: bool = False
    joins_after: bool = False
    mark: str = ""
    """One or two marks, drawn on the nearest form of a letter that has no forms of its own."""
    lam: bool = False
    with_lam: tuple[str, ...] = ()
    """The forms of lam followed by this letter."""


_LABELS: Final = {
    0x061C: DOT,  # Arabic letter mark
    0x200B: DOT,  # zero-width space
    0x200E: DOT,  # left-to-right mark
    0x200F: DOT,  # right-to-left mark
    0x2060: DOT,  # word joiner
    0xFEFF: DOT,  # byte order mark inside a text
    0x00AD: DOT,  # soft hyphen
    0x034F: DOT,  # combining grapheme joiner
    0x200C: DOT,  # joiners, where there is nothing that they could belong to
    0x200D: DOT,
    0x202A: "⟦LRE⟧",
    0x202B: "⟦RLE⟧",
    0x202C: "⟦PDF⟧",
    0x202D: "⟦LRO⟧",
    0x202E: "⟦RLO⟧",
    0x2066: "⟦LRI⟧",
    0x2067: "⟦RLI⟧",
    0x2068: "⟦FSI⟧",
    0x2069: "⟦PDI⟧",
    0x2028: "⟦LS⟧",
    0x2029: "⟦PS⟧",
    0x007F: "⟦DEL⟧",
    0x0085: "⟦NEL⟧",
    0x009B: "⟦CSI⟧",
    0x009D: "⟦OSC⟧",
    0x0090: "⟦DCS⟧",
    0x009C: "⟦ST⟧",
    # Fillers and separators that Unicode calls letters or marks, and draws as nothing.
    0x115F: DOT,
    0x1160: DOT,
    0x17B4: DOT,
    0x17B5: DOT,
    0x3164: DOT,
    0xFFA0: DOT,
}
_C0_NAMES: Final = (
    "NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI "
    "DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US"
)

# Letters without presentation forms, or without all of them, as the nearest letter that has them and marks, which are
# those that terminals' fonts have: a third dot over two, not the Quran's small three dots.
_NEAREST: Final = {
    0x067C: (0x062A, "\u0325"),  # teh with ring, Pashto
    0x0681: (0x062D, "\u0654"),  # hah with hamza above, Pashto
    0x0685: (0x062D, "\u0308\u0307"),  # hah with three dots above, Pashto
    0x0689: (0x062F, "\u0325"),  # dal with ring, Pashto
    0x0692: (0x0631, "\u065a"),  # reh with small v
    0x0693: (0x0631, "\u0325"),  # reh with ring, Pashto
    0x0695: (0x0631, "\u032c"),  # reh with small v below, Kurdish
    0x0696: (0x0632, "\u0323"),  # reh with a dot below and one above, Pashto: zain with one below
    0x069A: (0x0633, "\u0323\u0307"),  # seen with a dot below and one above, Pashto
    0x06A5: (0x0641, "\u0323"),  # feh with three dots below, Maghreb
    0x06A8: (0x0642, "\u0307"),  # qaf with three dots, Maghreb
    0x06AA: (0x0643, ""),  # swash kaf, as decoration
    0x06AB: (0x06A9, "\u0325"),  # kaf with ring, Pashto
    0x06B5: (0x0644, "\u065a"),  # lam with small v, Kurdish
    0x06BC: (0x0646, "\u0325"),  # noon with ring, Pashto
    0x06C2: (0x06C1, "\u0654"),  # heh goal with hamza above, Urdu
    0x06C3: (0x0629, ""),  # teh marbuta goal, Urdu
    0x06CA: (0x0648, "\u0308"),  # waw with two dots, Kurdish
    0x06CD: (0x06CC, "\u0329"),  # yeh with tail, Pashto
    0x06CE: (0x06CC, "\u065a"),  # yeh with small v, Kurdish
    0x06D5: (0x0647, ""),  # ae, Kurdish: looks like a final heh, joins like an alef
    0x063D: (0x06CC, "\u065b"),  # yeh with inverted v
    0x0763: (0x06AD, ""),  # keheh with three dots, Morocco
}
_NOON_GHUNNA: Final = 0x06BA
_DOTLESS_TOOTH: Final = ("\ufbe8", "\ufbe9")  # initial and medial alef maksura
_LAM: Final = 0x0644

_TAG_INDEX: Final = {"<isolated>": 0, "<final>": 1, "<initial>": 2, "<medial>": 3}

# Words that one code point stands for: in one cell the terminal draws them over their neighbours or unreadably small.
_WORD_LIGATURES: Final = range(0xFDF0, 0xFDFD)

# Wide since Unicode 16, narrow before: terminals do not agree, so they are not sent.
_DISPUTED: Final = (
    range(0x2630, 0x2638),
    range(0x268A, 0x2690),
    range(0x4DC0, 0x4E00),
    range(0x1D300, 0x1D357),
    range(0x1D360, 0x1D377),
)
# Vowels and final consonants of Korean syllables written in parts: drawn inside the syllable, no cell of their own.
_JAMO: Final = (range(0x1160, 0x1200), range(0xD7B0, 0xD7FC))
_REGIONAL: Final = range(0x1F1E6, 0x1F200)
_SKIN_TONES: Final = range(0x1F3FB, 0x1F400)
_VARIATION: Final = (range(0x180B, 0x1810), range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


def _code_points(ranges: str) -> frozenset[int]:
    codes: set[int] = set()
    for item in ranges.split():
        first, _, last = item.partition("-")
        codes.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(codes)


class _Forms(NamedTuple):
    letters: dict[int, list[str]]
    """Letter to its four forms, empty where Unicode has none."""
    lam_alef: dict[int, list[str]]
    """Alef to the forms of lam with it."""
    joins: dict[int, int]
    """Presentation form to its place in a letter's four: 1 joins before, 2 after, 3 both."""


def _presentation_forms() -> _Forms:
    """The forms of Arabic Presentation Forms A and B, by the letters they decompose to."""
    forms = _Forms({}, {}, {})
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)):
        tag, _, rest = unicodedata.decomposition(chr(code)).partition(" ")
        index = _TAG_INDEX.get(tag)
        if index is None:
            continue
        forms.joins[code] = index
        letters = [int(part, 16) for part in rest.split()]
        if len(letters) == 1:
            forms.letters.setdefault(letters[0], [""] * 4)[index] = chr(code)
        elif code >= 0xFEF5:
            forms.lam_alef.setdefault(letters[1], [""] * 4)[index] = chr(code)
    return forms


_FORMS: Final = _presentation_forms()
_DUAL: Final = _code_points(DUAL_JOINING)
_RIGHT: Final = _code_points(RIGHT_JOINING)
_CAUSING: Final = _code_points(JOIN_CAUSING)


class _Table(dict[str, Drawn]):
    """How each character is drawn, worked out when it is first met."""

    def __missing__(self, char: str) -> Drawn:
        drawn = self._make(char)
        self[char] = drawn
        return drawn

    def _make(self, char: str) -> Drawn:
        return _draw(ord(char), char)


class _Separate(_Table):
    """The same with each letter as the text has it: it has one form and reaches for no other."""

    def _make(self, char: str) -> Drawn:
        drawn = JOINED[char]
        return Drawn(LETTER, char, drawn.width, (char,) * 4) if drawn.kind == LETTER else drawn


JOINED: Final = _Table()
"""How a character is drawn where letters are joined here."""

SEPARATE: Final = _Separate()
"""How it is drawn where they are left as they are."""


def _draw(code: int, char: str) -> Drawn:
    if char in "\t\n":
        return Drawn(TAB, " ")
    if code in (0x200C, 0x200D):
        return Drawn(JOINER, DOT)
    if code in (0xFE0E, 0xFE0F):
        return Drawn(SELECTOR, BOX)
    if code in _DUAL or code in _RIGHT or code in _CAUSING or code in _FORMS.letters:
        return _draw_letter(code, char)
    return _draw_harmful(code) or _draw_other(code, char)


def _draw_letter(code: int, char: str) -> Drawn:
    joins_after = code in _DUAL or code in _CAUSING
    joins_before = joins_after or code in _RIGHT
    nearest, mark = _NEAREST.get(code, (code, ""))
    found = _FORMS.letters.get(nearest, ["", "", "", ""])
    if code == _NOON_GHUNNA:
        found = [*found[:2], *_DOTLESS_TOOTH]
    isolated = found[0] or char
    final = found[1] or isolated
    initial = found[2] or isolated
    forms = (isolated, final, initial, found[3] or (final if not found[2] else initial))
    lam_alef = _FORMS.lam_alef.get(code)
    return Drawn(
        LETTER,
        isolated,
        1,
        forms,
        joins_before=joins_before,
        joins_after=joins_after,
        mark=mark,
        lam=nearest == _LAM,
        with_lam=(lam_alef[0], lam_alef[1]) if lam_alef else (),
    )


def _draw_harmful(code: int) -> Drawn | None:
    """The mark for a character that is not sent; None for one that is."""
    label = _LABELS.get(code)
    if label is None:
        if code < 0x20:
            label = f"⟦{_C0_NAMES.split()[code]}⟧"
        elif 0x80 <= code < 0xA0:
            label = f"⟦{code:02X}⟧"
        elif _is_boxed(code):
            label = BOX
        else:
            return None
    # Most format characters let letters join over them (Joining_Type Transparent); number signs and controls don't.
    char = chr(code)
    transparent = unicodedata.category(char) == "Cf" and unicodedata.bidirectional(char) != "AN"
    kind = FORMAT if transparent else CONTROL
    return Drawn(kind, label, len(label))


def _is_boxed(code: int) -> bool:
    if unicodedata.category(chr(code)) in ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"):
        return True
    return code == 0xFDFD or any(code in block for block in (*_VARIATION, *_DISPUTED))


def _draw_other(code: int, char: str) -> Drawn:
    category = unicodedata.category(char)
    if code in _SKIN_TONES:
        return Drawn(SKIN_TONE, BOX)
    if code in _REGIONAL:
        # Two of them make a flag of one or two cells, as the terminal likes; as letters they are what they say.
        return Drawn(PLAIN, chr(code - _REGIONAL.start + ord("A")))
    if category in ("Mn", "Me", "Mc") or any(code in block for block in _JAMO):
        return Drawn(MARK, char, 0)
    width = 2 if unicodedata.east_asian_width(char) in "WF" else 1
    if category == "Zs":
        return Drawn(SPACE if code not in (0xA0, 0x2007, 0x202F) else PLAIN, " " * width, width)
    if code in _WORD_LIGATURES:
        return Drawn(WORD, unicodedata.normalize("NFKC", char))
    joined = _FORMS.joins.get(code, 0)
    if joined:
        return Drawn(LETTER, char, width, (char,) * 4, joins_before=bool(joined & 1), joins_after=bool(joined & 2))
    return Drawn(PLAIN, char, width)
