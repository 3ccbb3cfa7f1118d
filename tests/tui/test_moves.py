"""(text, moves, caret or selection): each move by itself. `|` stands before the caret's cluster, brackets around a selection."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.test_caret import clusters, text_of, texts, walks
from tui.caret import Selection, Text, Walk
from tui.moves import Kind, Move, moved

MOVES = {
    "left": Move("cluster", -1), "right": Move("cluster", 1), "a": Move("word", -1), "d": Move("word", 1),
    "up": Move("line", -1), "down": Move("line", 1), "home": Move("line_edge", -1), "end": Move("line_edge", 1),
    "[": Move("sentence", -1), "]": Move("sentence", 1), "r": Move("paragraph", -1), "f": Move("paragraph", 1),
    "t": Move("document", -1), "e": Move("document", 1), "pgdn": Move("page", 1, 3), "pgup": Move("page", -1, 3),
}  # fmt: skip
KINDS: tuple[Kind, ...] = ("cluster", "word", "line", "line_edge", "sentence", "paragraph", "page", "document")


def shown(text: Text, selection: Selection) -> str:
    body, span = text.body, selection.range(text)
    if span is not None:
        return f"{body[: span[0]]}[{body[span[0] : span[1]]}]{body[span[1] :]}"
    return f"{body[: selection.head]}|{body[selection.head :]}"


@pytest.mark.parametrize(
    ("before", "keys", "after"),
    [
        ("|وصل قاآني إلى", "left left", "وص|ل قاآني إلى"),
        ("وصل |قاآني إلى", "a", "وصل قاآني |إلى"),
        ("وصل قاآني |إلى", "d", "وصل قاآن|ي إلى"),
        ("|وصل قاآني.", "a", "وصل |قاآني."),
        ("وصل |قاآني.", "a", "وصل |قاآني."),
        ("|زار وبغداد", "a", "زار و|بغداد"),
        ("زار و|بغداد", "d", "زا|ر وبغداد"),
        ("زار |ولأربيل أمس", "a", "زار ولأربيل |أمس"),
        # a Latin name is met from its right end on the screen
        ("قال |في NATO نعم", "a", "قال في NAT|O نعم"),
        # reading
        ("قال نع|م. لا", "[", "|قال نعم. لا"),
        ("|قال نعم. لا", "]", "قال نعم. |لا"),
        ("قال نعم. |من", "]", "قال نعم. م|ن"),
        ("قال نعم.\n\nل|ا", "[ [", "|قال نعم.\n\nلا"),
        ("قال |نعم\n\nلا\nبلى", "f f", "قال نعم\n\nلا\n|بلى"),
        ("قال نعم\n\nلا\nب|لى", "r r", "قال نعم\n\n|لا\nبلى"),
        ("قال |نعم\nلا", "home", "|قال نعم\nلا"),
        ("قال |نعم\nلا", "end", "قال نع|م\nلا"),
        ("قال |NATO\nلا", "end", "قال NAT|O\nلا"),
        ("قال |نعم\nمن", "e", "قال نعم\nم|ن"),
        ("قال نعم\nم|ن", "t", "|قال نعم\nمن"),
        # a column is kept over a short line
        ("قال نع|م\nلا\nوقالوا", "down down", "قال نعم\nلا\nوقالو|ا"),
        ("قال نع|م\nمن\nوقالوا", "down right down", "قال نعم\nمن\n|وقالوا"),
        ("|ا\nب\nت\nث\nج", "pgdn", "ا\nب\nت\n|ث\nج"),
        ("|ا\nب\nت\nث\nج", "pgdn pgdn", "ا\nب\nت\nث\n|ج"),
        ("ا\nب\nت\nث\n|ج", "pgup", "ا\n|ب\nت\nث\nج"),
    ],
)
def test_a_bare_caret_goes(before: str, keys: str, after: str) -> None:
    text = text_of(before.replace("|", ""))
    selection = Selection(before.index("|"))
    for key in keys.split():
        selection = moved(text, selection, MOVES[key])
    assert shown(text, selection) == after


@pytest.mark.parametrize(
    ("before", "keys", "after"),
    [
        ("|وصل قاآني إلى", "a a", "[وصل قاآني] إلى"),
        ("|وصل قاآني إلى", "a a d", "[وصل] قاآني إلى"),
        ("|قال نعم. لا.\nبلى", "]", "[قال نعم.] لا.\nبلى"),
        ("|قال نعم. لا.\nبلى", "] ]", "[قال نعم. لا.]\nبلى"),
        ("|قال نعم. لا.\nبلى", "] ] [", "[قال نعم.] لا.\nبلى"),
        ("|قال نعم. لا.\nبلى", "] ] [ [", "[ق]ال نعم. لا.\nبلى"),
        ("قال نعم. لا.\nب|لى", "[ [", "قال نعم. [لا.\nبل]ى"),
        ("قال نعم. لا.\nب|لى", "[ [ ]", "قال نعم. لا.\n[بل]ى"),
        ("|قال نعم. لا.\nبلى", "f f", "[قال نعم. لا.\nبلى]"),
        ("|قال نعم. لا.\nبلى", "f f r", "[قال نعم. لا.]\nبلى"),
        ("قا|ل نعم", "end", "قا[ل نعم]"),
        ("قا|ل نعم", "home", "[قال] نعم"),
        ("قا|ل نعم", "e", "قا[ل نعم]"),
    ],
)
@pytest.mark.parametrize("extend", [True, False])
def test_with_shift_or_an_anchor_it_takes_and_leaves_whole(before: str, keys: str, after: str, extend: bool) -> None:
    text = text_of(before.replace("|", ""))
    selection = Selection(before.index("|"))
    selection = selection if extend else selection.toggled()
    for key in keys.split():
        selection = moved(text, selection, MOVES[key], extend=extend)
        assert selection.loose == extend
    assert shown(text, selection) == after


def test_a_plain_move_lets_go_of_what_shift_began_and_of_nothing_else() -> None:
    text = text_of("وصل قاآني")
    begun = moved(text, Selection(0), MOVES["left"], extend=True)
    assert begun.range(text) == (0, 2)
    assert moved(text, begun, MOVES["left"]) == Selection(2)
    held = moved(text, begun.toggled(), MOVES["left"])
    assert held.range(text) == (0, 3)
    assert moved(text, held, MOVES["left"], extend=True).range(text) == (0, 4)
    assert moved(text, moved(text, held, MOVES["left"], extend=True), MOVES["right"]).range(text) == (0, 3)


@given(texts, st.integers(3, 40), walks, st.data())
def test_every_move_ends_on_a_cluster_and_selects_what_lies_between(
    body: str, width: int, walk: Walk, data: st.DataObject
) -> None:
    text = text_of(body, width, walk)
    drawn = clusters(text)
    if not drawn:
        return
    selection = Selection(data.draw(st.sampled_from(drawn)))
    for _ in range(data.draw(st.integers(1, 12))):
        move = Move(
            data.draw(st.sampled_from(KINDS)), data.draw(st.sampled_from((-1, 1))), data.draw(st.integers(1, 4))
        )
        selection = moved(text, selection, move, extend=data.draw(st.booleans()))
        assert text.stop(selection.head) in drawn
        if not selection.head_alone:
            assert selection.head in drawn
        span = selection.range(text)
        if span is not None:
            anchor, head = selection.anchor_unit(text), selection.head_unit(text)
            assert span == (min(anchor[0], head[0]), max(anchor[1], head[1]))
