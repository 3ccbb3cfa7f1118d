"""Dates of a text with their values, for tables: the mark drawn in the text, value and precision beside it."""

from __future__ import annotations

from extract.article import Article
from extract.date_values import Timex, timexes
from extract.dates import date_names
from extract.document import Document


def with_dates(body: str) -> str:
    """Return the text with its dates drawn in it."""
    pieces: list[str] = []
    position = 0
    for found in date_names(Document(Article(body))):
        pieces += (body[position : found.start], "[", body[found.start : found.end], "|DATE]")
        position = found.end
    return "".join([*pieces, body[position:]])


def dated(body: str, published: str = "") -> list[Timex | None]:
    """Return the values of the dates that are found in a text of that day."""
    document = Document(Article(body, published=published))
    return timexes(document, [(found.start, found.end) for found in date_names(document)])
