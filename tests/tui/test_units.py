"""Sentences and paragraphs around an offset."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.units import Kind, Span, neighbour, unit

BODY = "وصل سليم الوادي. غادر بغداد؟ ثم عاد!\n\n  ارتفع السعر 3.5 في المئة… وقال: لا.\nعنوان بلا نقطة"


def of(kind: Kind, body: str) -> list[str]:
    """Return every unit, gone through from the first to the last."""
    found: list[str] = []
    here = unit(kind, body, 0)
    while here is not None:
        found.append(body[slice(*here)])
        here = neighbour(kind, body, here, 1)
    return found


def test_sentences_end_at_their_marks_and_lines_but_not_inside_numbers() -> None:
    assert of("sentence", BODY) == [
        "وصل سليم الوادي.", "غادر بغداد؟", "ثم عاد!", "ارتفع السعر 3.5 في المئة…", "وقال: لا.", "عنوان بلا نقطة",
    ]  # fmt: skip
    assert of("sentence", "في 12.5.2021 قال ا.ف.ب. إن") == ["في 12.5.2021 قال ا.ف.ب. إن"]


def test_paragraphs_are_the_lines_that_are_not_blank() -> None:
    assert of("paragraph", BODY) == [line.strip() for line in BODY.split("\n") if line]


@pytest.mark.parametrize("kind", ["sentence", "paragraph"])
def test_a_blank_body_has_none(kind: Kind) -> None:
    assert unit(kind, "", 0) is None
    assert unit(kind, " \n\n ", 2) is None


@given(st.text("اب .؟!…\n3,", max_size=50), st.sampled_from(("sentence", "paragraph")), st.data())
def test_units_follow_each_other_and_back(body: str, kind: Kind, data: st.DataObject) -> None:
    here = unit(kind, body, data.draw(st.integers(0, len(body))))
    if here is None:
        assert not body.strip()
        return
    spans: list[Span] = []
    while here is not None:
        assert body[slice(*here)] == body[slice(*here)].strip() != ""
        assert unit(kind, body, here[0]) == unit(kind, body, here[1] - 1) == here
        assert not spans or spans[-1][1] <= here[0]
        spans.append(here)
        here = neighbour(kind, body, here, 1)
    assert not body[spans[-1][1] :].strip()
    for after, before in zip(reversed(spans), reversed(spans[:-1]), strict=False):
        assert neighbour(kind, body, after, -1) == before
