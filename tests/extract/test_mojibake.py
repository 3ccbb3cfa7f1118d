"""Texts that were decoded wrongly before: which mistake it was, and that sound texts are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.mojibake import MISTAKES, Mistake, find_mistake, is_mostly_misread

LINES = (
    "وصل الوفد إلى مدينة الموصل صباح الأحد والتقى أعضاء المجلس المحلي.",
    "وقال المتحدث باسم خفر السواحل إن الزوارق الثلاثة عادت إلى الميناء مساء.",
    "وغادر الوفد المدينة بعد يومين متوجها إلى العاصمة بغداد.",
)
SOUND = "\n".join(LINES)


def misread(text: str, mistake: Mistake) -> str | None:
    """Return a text as the mistake makes it; None where Python's codec can't."""
    try:
        return text.encode(mistake.right).decode(mistake.wrong)
    except UnicodeError:
        return None


@pytest.mark.parametrize("mistake", MISTAKES, ids=str)
def test_every_known_mistake_is_named(mistake: Mistake) -> None:
    spoiled = misread(SOUND, mistake)
    if spoiled is None:
        # Bytes that the wrong codec leaves undefined: programs keep them as controls.
        spoiled = "".join(
            bytes([byte]).decode(mistake.wrong, "ignore") or chr(byte) for byte in SOUND.encode(mistake.right)
        )
    found = find_mistake(spoiled)
    assert found is not None
    assert found[0].right == mistake.right
    assert is_mostly_misread(found[1])
    assert find_mistake(SOUND) is None


@pytest.mark.parametrize(
    ("spoiled", "mostly"),
    [
        (1, False),
        (2, False),
        (6, True),
        (20, True),
    ],
)
def test_the_share_of_spoiled_lines_decides(spoiled: int, mostly: bool) -> None:
    line = LINES[0].encode().decode("cp1256")
    found = find_mistake("\n".join([*LINES * 6, *[line] * spoiled]))
    assert found is not None
    assert is_mostly_misread(found[1]) is mostly


@pytest.mark.parametrize("lost", ["\u00a0", "\u00ad", "\u200c", "\u200d"])
def test_letters_lost_on_the_way_do_not_hide_the_mistake(lost: str) -> None:
    spoiled = SOUND.encode().decode("cp1256")
    assert lost not in SOUND
    assert find_mistake(spoiled.replace(lost, "")) is not None


def test_misread_twice_is_still_seen() -> None:
    once = SOUND.encode().decode("latin-1")
    assert find_mistake(once) is not None


def test_only_a_bounded_part_of_a_huge_text_is_tried() -> None:
    line = LINES[0].encode().decode("cp1256")
    found = find_mistake("\n".join([line] * 5_000))
    assert found is not None
    one_line = find_mistake(line * 20_000)
    assert one_line is not None
    assert is_mostly_misread(one_line[1])


@given(st.lists(st.sampled_from(SOUND.split()), min_size=1, max_size=30).map(" ".join))
def test_sound_words_in_any_order_are_sound(text: str) -> None:
    assert find_mistake(text) is None


@given(st.text(max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    found = find_mistake(text)
    assert found is None or 0 < found[1] <= 1
