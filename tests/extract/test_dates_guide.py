"""What docs/dates.md shows is so."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from extract.date_values import timex
from tests.extract.dated import with_dates

PAGE = (Path(__file__).parents[2] / "docs" / "dates.md").read_text(encoding="utf-8")
MARKED, NOT_MARKED = PAGE.split("## What a date's value is")[0].split("Not marked:")
VALUES = re.findall(r"^\| (`.+`) \| `(.+)` \| ([a-z ]+) \|$", PAGE, re.MULTILINE)
RELATIVE = [
    (text, value)
    for row in PAGE.split("## When the article's date is not known")[1].split("\n")
    if row.startswith("| `")
    for text, value in zip(*(re.findall("`([^`]+)`", cell) for cell in row.split("|")[1:3]), strict=True)
]


def quoted(text: str) -> list[str]:
    """Return what stands between backquotes."""
    return re.findall("`([^`]+)`", text)


@pytest.mark.parametrize("text", quoted("\n".join(row for row in MARKED.split("\n") if row.startswith("|"))))
def test_what_the_page_shows_as_marked_is(text: str) -> None:
    assert with_dates(f"منذ {text}.") == f"منذ [{text}|DATE]."


@pytest.mark.parametrize("text", quoted(NOT_MARKED))
def test_what_the_page_shows_as_not_marked_is_not(text: str) -> None:
    assert with_dates(f"منذ {text}.") == f"منذ {text}."


@pytest.mark.parametrize(("texts", "value", "precision"), VALUES)
def test_values_are_those_of_the_page(texts: str, value: str, precision: str) -> None:
    for text in quoted(texts):
        found = timex(text, date(2020, 11, 25))
        assert found is not None
        assert (found.value, found.precision) == (value, precision)


@pytest.mark.parametrize(("text", "value"), RELATIVE)
def test_relative_values_are_those_of_the_page(text: str, value: str) -> None:
    found = timex(text)
    assert found is not None
    assert (found.value, found.is_relative) == (value, True)


def test_the_page_has_tables() -> None:
    assert len(VALUES) >= 19
    assert len(RELATIVE) >= 15
