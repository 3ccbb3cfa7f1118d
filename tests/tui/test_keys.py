"""The table of commands: no key means two things at one place, and nothing is without words."""

from __future__ import annotations

import pytest

from tui.bindings import bindings
from tui.keys import BY_ID, COMMANDS, PLACES, TWINS, Place, at, footer, latin, shown
from tui.widgets.footer import footer_runs
from tui.words import WORDS


@pytest.mark.parametrize("place", PLACES)
def test_no_key_means_two_things_at_one_place(place: Place) -> None:
    seen: dict[str, str] = {}
    for command in (*at(place), *(at("anywhere") if place != "anywhere" else ())):
        for key in command.all_keys:
            assert key not in seen, f"{key} is both {seen[key]} and {command.id}"
            seen[key] = command.id


def test_every_command_has_words_and_no_words_are_left_over() -> None:
    ids = {command.id for command in COMMANDS}
    assert len(ids) == len(COMMANDS) == len(BY_ID)
    assert ids == set(WORDS.commands)
    for command in COMMANDS:
        assert command.label
        assert command.help
    assert set(PLACES) == set(WORDS.places)


def test_letters_that_terminals_and_keyboards_spoil_are_not_used() -> None:
    for command in COMMANDS:
        for key in command.keys:
            assert key != "b", "an Arabic keyboard sends two letters for b"
            assert key == key.lower(), "capitals type harakat on an Arabic keyboard"


def test_every_letter_has_its_twin() -> None:
    for command in COMMANDS:
        for key in command.keys:
            if len(key) == 1 and key.isascii() and key.isalpha():
                assert TWINS[key] in command.all_keys
    assert len(set(TWINS.values())) == len(TWINS)
    assert all(latin(arabic) == key for key, arabic in TWINS.items())
    assert latin("enter") == "enter"


@pytest.mark.parametrize("place", PLACES)
def test_bindings_carry_every_key_under_the_commands_id(place: Place) -> None:
    made = bindings(place)
    assert [binding.id for binding in made if not isinstance(binding, tuple)] == [row.id for row in at(place)]
    for binding, command in zip(made, at(place), strict=True):
        assert not isinstance(binding, tuple)
        assert binding.key.split(",") == list(command.all_keys)


@pytest.mark.parametrize("place", [place for place in PLACES if place != "anywhere"])
@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_footer_fits_and_always_says_how_to_get_help(place: Place, width: int) -> None:
    text = "".join(part for part, _ in footer_runs(place, width))
    assert len(text) <= width
    if place != "field":  # where one types, ? is a character
        assert f"{shown('question_mark')} {WORDS.label('anywhere.help')}" in text


def test_two_directions_of_one_movement_share_their_word_in_the_footer() -> None:
    pairs = footer("select")
    assert ("←→", WORDS.label("select.left")) in pairs
    assert len({word for _, word in pairs}) == len(pairs)
