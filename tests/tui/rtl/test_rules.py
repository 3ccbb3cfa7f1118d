"""The rules of UAX #9 one by one, on class letters: what to read when a line of Unicode's files fails.

Types are written as the module writes them: L R A(rabic letter) E(uropean number) N (Arabic number) s(eparator)
t(erminator) c(ommon separator) m(ark) o(ther neutral) w(hitespace), 1 to 9 for LRE LRO RLE RLO PDF LRI RLI FSI PDI.
"""

from __future__ import annotations

import pytest

from tui.rtl.explicit import REMOVED, Embedding, direction_of, first_strong
from tui.rtl.implicit import implicit_levels

LEFT, RIGHT = b"L", b"R"


def levels(types: str, level: int, brackets: str = "") -> str:
    """Levels of a sequence whose ends are like its own direction; `brackets` has a bracket where the sequence has."""
    pairs = [(index, char) for index, char in enumerate(brackets) if char != " "]
    side = direction_of(level)
    return "".join(str(found) for found in implicit_levels(types.encode(), pairs, level, side, side))


@pytest.mark.parametrize(
    ("rule", "types", "level", "expected"),
    [
        ("W1: a mark is what it stands on", "LmRm", 0, "0011"),
        ("W1: after an isolate's end it is neutral", "R9mR", 1, "1111"),
        ("W1: at the start it is the side", "mL", 1, "12"),
        ("W2: a number after an Arabic letter is Arabic", "AE", 0, "12"),
        ("W2: also past what is neutral", "AwEwE", 1, "11212"),
        ("W2: not after another letter", "ALE", 1, "122"),
        ("W3: an Arabic letter is right to left", "A", 0, "1"),
        ("W4: one separator between European numbers", "EsE", 1, "222"),
        ("W4: two do not count", "EssE", 1, "2112"),
        ("W4: one common separator between Arabic numbers", "NcN", 1, "222"),
        ("W4: a hyphen between Arabic numbers does not count", "NsN", 1, "212"),
        ("W4: nor between a European and an Arabic one", "NcE", 1, "212"),
        ("W5: terminators join a European number", "ttE", 1, "222"),
        ("W5: on both sides", "RtEtR", 1, "12221"),
        ("W5: not an Arabic one", "AEt", 1, "121"),
        ("W6: what is left of separators is neutral", "RtR", 0, "111"),
        ("W7: a number after Latin letters goes with them", "LwE", 1, "222"),
        ("W7: at the start of a left-to-right text too", "E", 0, "0"),
        ("N1: neutrals between like ones", "LwL", 1, "222"),
        ("N1: numbers count as right to left", "RoE", 0, "112"),
        ("N1: both numbers", "NoN", 0, "212"),
        ("N2: neutrals between unlike ones take the level", "RoL", 0, "100"),
        ("N2: in a right-to-left one", "RoL", 1, "112"),
        ("N1: at the ends the sides count", "oRo", 1, "111"),
        ("I1: a number after a right-to-left letter is two levels up", "LRE", 0, "012"),
        ("I1: an Arabic number in a left-to-right text", "LN", 0, "02"),
        ("I2: two levels up", "LRN", 1, "212"),
    ],
)
def test_weak_and_neutral_rules(rule: str, types: str, level: int, expected: str) -> None:
    assert levels(types, level) == expected, rule


@pytest.mark.parametrize(
    ("rule", "types", "brackets", "level", "expected"),
    [
        ("b: the embedding direction inside decides", "LoRLo", " (  )", 1, "21121"),
        ("c: the other direction, and before it too", "LoLo", " ( )", 1, "2222"),
        ("c: the other direction, but not before it", "RoLo", " ( )", 1, "1121"),
        ("d: nothing strong inside, so like any neutral", "LowoL", " ( ) ", 1, "22222"),
        ("a number inside after Latin letters is one of them", "LoEo", " ( )", 0, "0000"),
        ("an Arabic number inside counts as right to left", "RoNo", " ( )", 0, "1121"),
        ("marks on a bracket go with it", "LoLomR", " ( )  ", 1, "222221"),
        ("the wrong closing bracket makes no pair", "LoLo", " ( ]", 1, "2221"),
        ("inner pairs see what outer ones became", "RooLoo", " ([ ])", 0, "100000"),
        ("an opening bracket without an end", "LoL", " ( ", 1, "222"),
        ("either canonical form closes the other", "LoLo", " \u2329 \u3009", 1, "2222"),
    ],
)
def test_bracket_pairs(rule: str, types: str, brackets: str, level: int, expected: str) -> None:
    assert levels(types, level, brackets) == expected, rule


@pytest.mark.parametrize(
    ("classes", "base", "expected"),
    [
        ("1L5L", 0, "x2x0"),
        ("3L5L", 0, "x1x0"),
        ("3L5L", 1, "x3x1"),
        ("6L9L", 0, "0200"),
        ("7L9L", 0, "0100"),
        ("8A9L", 0, "0100"),
        ("8L9L", 0, "0200"),
        ("8w9L", 0, "0200"),
        # An end without a beginning does nothing, nor does an embedding's end inside an isolate.
        ("5L9L", 0, "x000"),
        ("3L7L5L9L", 0, "x113x311"),
        # The end of an isolate ends the embeddings that were opened in it.
        ("7L1L9L", 0, "01x200"),
        ("bLb", 1, "x1x"),
        ("3L1L", 1, "x3x4"),
    ],
)
def test_explicit_levels(classes: str, base: int, expected: str) -> None:
    found = Embedding(classes.encode(), base).levels
    assert "".join("x" if level == REMOVED else str(level) for level in found) == expected


@pytest.mark.parametrize(("classes", "expected"), [("4Lw5L", "4RR5L"), ("2Ro5R", "2LL5R"), ("27RA9A", "2LRALL")])
def test_overrides_change_classes(classes: str, expected: str) -> None:
    assert bytes(Embedding(classes.encode(), 0).classes).decode() == expected


@pytest.mark.parametrize(
    ("classes", "expected"),
    [
        # The sides are those of the explicit levels: letters have not raised them yet.
        ("RR", [([0, 1], LEFT, LEFT)]),
        # An isolate's outside goes on behind it.
        ("L6L9L", [([0, 1, 3, 4], LEFT, LEFT), ([2], LEFT, LEFT)]),
        ("L7A9L", [([0, 1, 3, 4], LEFT, LEFT), ([2], RIGHT, RIGHT)]),
        ("L3A5L", [([0], LEFT, RIGHT), ([2], RIGHT, RIGHT), ([4], RIGHT, LEFT)]),
        # One that nothing closes ends with the paragraph.
        ("L7A", [([0, 1], LEFT, LEFT), ([2], RIGHT, RIGHT)]),
        ("LbL", [([0, 2], LEFT, LEFT)]),
    ],
)
def test_isolating_run_sequences(classes: str, expected: list[tuple[list[int], bytes, bytes]]) -> None:
    assert list(Embedding(classes.encode(), 0).sequences()) == expected


@pytest.mark.parametrize(
    ("classes", "expected"),
    [("wLA", 0), ("wAL", 1), ("RL", 1), ("EwN", 7), ("", 7), ("7A9L", 0), ("7A", 7), ("9A", 1), ("EBA", 1), ("7BA", 1)],
)
def test_first_strong_character(classes: str, expected: int) -> None:
    """Isolates are passed over; 7 stands for the default."""
    assert first_strong(classes.encode(), 7) == expected
