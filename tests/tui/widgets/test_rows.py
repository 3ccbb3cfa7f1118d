"""Rows of lists as runs: items, articles, help, footer, choices, the card. Exactly as wide as asked."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from extract.ontology import ontology
from store.items import Item
from store.queue import ArticleRow
from store.values import ArgumentValue, EventValue, MentionValue
from tests.tui.values import item, texts
from tui.drawing import Run
from tui.keys import COMMANDS, PLACES, Place, shown
from tui.queue_lines import row_runs
from tui.screens.help import help_rows, help_runs
from tui.widgets.choice import Option, lettered
from tui.widgets.footer import footer_runs
from tui.widgets.items import SIGNS, item_runs


def text_of(runs: list[Run]) -> str:
    """Return what is drawn."""
    return "".join(text for text, _ in runs)


def plain(text: str) -> str:
    """Return drawn Arabic as letters, in screen order."""
    return unicodedata.normalize("NFKC", text)


KINDS = (
    MentionValue(0, 1, "PERSON", "x"),
    EventValue(0, 1, "STATEMENT", "criticise", "asserted"),
    ArgumentValue(0, 1, "counterpart", None),
)


@given(
    text=texts,
    width=st.integers(22, 90),
    value=st.sampled_from(KINDS),
    status=st.sampled_from(sorted(SIGNS)),
    sure=st.floats(0, 1),
    flagged=st.booleans(),
)
def test_an_items_row_is_exactly_as_wide_as_the_list(
    *, text: str, width: int, value: MentionValue | EventValue | ArgumentValue, status: str, sure: float, flagged: bool
) -> None:
    shown: Item = item(value, status=status, confidence=sure, flagged=flagged)  # type: ignore[arg-type]
    assert cell_len(text_of(item_runs(shown, text, width, 1, "counterpart"))) == width


@pytest.mark.parametrize(
    ("changed", "ending"),
    [
        ({"confidence": 0.615}, " 62   "),
        ({"confidence": 1.0}, "100   "),
        ({"confidence": 0.0}, "  0   "),
        ({"engine": ""}, "  +   "),
        ({"status": "accepted"}, " 62 ✓ "),
        ({"status": "rejected", "flagged": True}, " 62 ✗⚑"),
        ({"flagged": True}, " 62  ⚑"),
    ],
)
def test_how_sure_and_what_became_of_it(changed: dict[str, object], ending: str) -> None:
    mention = replace(item(MentionValue(0, 5, "LOC", "بغداد")), **changed)  # type: ignore[arg-type]
    row = text_of(item_runs(mention, "بغداد", 29, 3, "LOC"))
    assert row.endswith(ending)
    assert row.startswith(" LOC      ")
    assert "دادغب" in plain(row)


def test_an_argument_stands_further_in_than_its_event() -> None:
    role = text_of(item_runs(item(ArgumentValue(0, 1, "target", None)), "x", 29, 0, "target"))
    of = text_of(item_runs(item(EventValue(0, 1, "ATTACK", None, "asserted")), "x", 29, 0, "attack"))
    assert (len(role) - len(role.lstrip()), len(of) - len(of.lstrip())) == (3, 1)


ROW = ArticleRow(7, b"", "هجوم على القائم", "2021-05-31", 512, 12, 40, False, False, "open")


@given(
    title=texts,
    width=st.integers(20, 120),
    status=st.sampled_from(["open", "ready", "done"]),
    flagged=st.booleans(),
    still_open=st.one_of(st.integers(0, 20_000), st.integers(0, 10**12)),
    published=st.sampled_from(["", "2021-05-31"]),
)
def test_an_articles_row_is_exactly_as_wide_as_the_queue(
    *, title: str, width: int, status: str, flagged: bool, still_open: int, published: str
) -> None:
    row = replace(ROW, title=title, status=status, flagged=flagged, open=still_open, published=published)  # type: ignore[arg-type]
    assert cell_len(text_of(row_runs(row, width))) == width


def test_an_articles_row_says_what_is_left_when_and_how_long() -> None:
    wide = text_of(row_runs(replace(ROW, flagged=True), 80))
    for words in ("⚑", "12", "2021-05-31", "512"):
        assert words in wide
    assert "موجه" in plain(wide)
    narrow = text_of(row_runs(ROW, 40))
    assert "2021-05-31" not in narrow
    assert "موجه" in plain(narrow)
    assert " - " in text_of(row_runs(replace(ROW, open=0, status="done"), 80))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("width", [40, 69, 70, 80, 160])
def test_the_help_lists_every_command_once_the_readers_place_first(place: Place, width: int) -> None:
    rows = help_rows(place, width)
    assert rows[0][0] == place
    assert sorted(row.id for row, _ in rows if row is not None and not isinstance(row, str)) == sorted(
        command.id for command in COMMANDS
    )
    for row, words in rows:
        line = text_of(help_runs(row, words, width))
        assert cell_len(line) <= width
        if row is not None and not isinstance(row, str):
            assert line.strip()


@pytest.mark.parametrize("width", [40, 80, 160])
def test_the_help_says_whole_sentences_wrapped_where_they_are_long(width: int) -> None:
    said = " ".join(words for _, words in help_rows("review", width))
    for command in COMMANDS:
        assert command.help in said


@given(st.sampled_from(PLACES), st.integers(24, 200))
def test_the_footer_never_overflows_and_drops_whole_words_only(place: Place, width: int) -> None:
    line = text_of(footer_runs(place, width))
    assert cell_len(line) <= width
    assert line.endswith(" ")


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=8), max_size=10, unique=True))
def test_letters_of_a_choice_are_its_own_and_never_b(ids: list[str]) -> None:
    options = lettered(ids, ["hint"])
    letters = [option.letter for option in options if option.letter]
    assert len(set(letters)) == len(letters)
    assert "b" not in letters
    for option in options:
        assert not option.letter or option.letter in option.id.lower()
    assert [option.id for option in options] == ids
    assert [option.hint for option in options] == ["hint", *[""] * len(ids)][: len(ids)]


def test_every_type_subtype_role_and_modality_has_a_letter() -> None:
    types = ontology()
    lists = [
        types.modalities,
        *(kind.subtypes for kind in types.events.values()),
        *(types.roles_of(kind) for kind in types.events),
    ]
    for ids in lists:
        assert all(option.letter for option in lettered(ids)), ids
    assert Option("a", "x", "A").hint == ""


@pytest.mark.parametrize("width", [40, 80])
def test_the_help_shows_no_key_cut(width: int) -> None:
    for command in COMMANDS:
        line = plain(text_of(help_runs(command, "", width)))
        assert line[1:].startswith(shown(command.keys[0]) + " ")
        assert set(line.split()) <= {shown(key) for key in command.all_keys}
