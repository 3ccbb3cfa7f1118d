"""The list's rows: roles shortened so that they are still read, dates as they stand in the text."""

from __future__ import annotations

import pytest

from extract.ontology import ontology
from store.values import ArgumentValue, MentionValue
from tests.tui.values import item, view
from tui.drawing import setting
from tui.view import View
from tui.widgets.items import item_runs, shortened


@pytest.mark.parametrize(
    ("word", "cells", "short"),
    [
        ("target", 8, "target"),
        ("location", 8, "location"),
        ("recipient", 9, "recipient"),
        ("recipient", 8, "recip."),
        ("instrument", 9, "instrum."),
        ("counterpart", 9, "counterp."),
        ("counterpart", 11, "counterpart"),
    ],
)
def test_a_long_word_ends_with_a_full_stop(word: str, cells: int, short: str) -> None:
    assert shortened(word, cells) == short


@pytest.mark.parametrize("width", [22, 29, 42])
def test_no_two_roles_look_the_same(width: int) -> None:
    argument = item(ArgumentValue(0, 1, "target", None))
    roles = {role for kind in ontology().events for role in ontology().roles_of(kind)}
    rows = {item_runs(argument, "x", width, 0, role)[1][0] for role in roles}
    assert len(rows) == len(roles)
    if width >= 36:
        assert rows == roles


def row_of(shown: View) -> str:
    """Return the first item's row as the list draws it."""
    first = shown.items[0]
    inside = setting(shown.body, first.value.start)
    return "".join(text for text, _ in item_runs(first, shown.text(first), 40, 1, "DATE", inside=inside))


@pytest.mark.parametrize(
    ("body", "shown"),
    [("وصل في 05-10-2022 صباحا", "2022-10-05"), ("arrived 05-10-2022", "05-10-2022"), ("في 2022-03-09", "09-03-2022")],
)
def test_a_date_stands_in_the_list_as_in_the_text(body: str, shown: str) -> None:
    date = next(word for word in body.split() if "-" in word)
    start = body.index(date)
    assert shown in row_of(view(body, item(MentionValue(start, start + len(date), "DATE", date))))
