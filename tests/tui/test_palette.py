"""Colours say type and status; where there is none, weight and lines say what matters."""

from __future__ import annotations

from itertools import product

import pytest

from extract.ontology import ontology
from tui.marking import CARET, CURRENT, DIM, FILLER, MARK, TRIGGER
from tui.palette import PLAIN, STATUS, mark_style, type_colour
from tui.widgets.items import SIGNS

SIXTEEN = {
    f"{shade}{name}" for shade in ("", "bright_")
    for name in ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
}  # fmt: skip
PLACES = range(1, len(ontology().entities) + 1)


def test_every_type_has_a_colour_of_its_own_of_the_terminals_sixteen() -> None:
    colours = [type_colour(place) for place in PLACES]
    assert len(set(colours)) == len(colours)
    assert set(colours) <= SIXTEEN - {"black", "white", "bright_white", "bright_black"}, "seen on light and dark"
    assert type_colour(99) in SIXTEEN, "a project may have more types than there are colours"


@pytest.mark.parametrize("colours", [True, False])
def test_without_colour_a_name_a_trigger_and_the_current_item_still_differ(colours: bool) -> None:
    kinds = [0, 1, TRIGGER, CURRENT, CARET, FILLER, DIM]
    styles = [mark_style(mark, colours) for mark in kinds]
    seen = {(style.bold, style.underline, style.reverse, style.dim, style.color) for style in styles}
    assert len(seen) == len(kinds)
    if not colours:
        assert all(style.color is None for style in styles)


@pytest.mark.parametrize(("place", "flags"), list(product([0, 1, 7], [0, TRIGGER, FILLER, DIM, MARK])))
def test_the_current_item_is_reversed_whatever_it_is_with_the_caret_on_it_marked(place: int, flags: int) -> None:
    for colours in (True, False):
        assert mark_style(place | flags | CURRENT, colours).reverse
        assert not mark_style(place | flags, colours).reverse
        assert mark_style(place | flags | CARET, colours).reverse
        both = mark_style(place | flags | CARET | CURRENT, colours)
        assert both.reverse, "the letter at the active end is selected too"
        assert both.bold, "and told from the others"
        assert both.underline


def test_one_style_object_a_mark_so_that_runs_of_one_style_are_one_segment() -> None:
    assert mark_style(3, True) is mark_style(3, True)


def test_every_status_has_a_sign_and_a_style() -> None:
    assert set(SIGNS) == set(STATUS)
    assert all(len(sign) == 1 for sign in SIGNS.values())
    assert STATUS["open"] == PLAIN
    assert len({SIGNS[status] for status in ("open", "accepted", "edited", "rejected", "conflict")}) == 5
