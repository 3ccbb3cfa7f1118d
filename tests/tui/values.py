"""Items and views made by hand, for tests of what is computed from them; and texts of every kind to draw."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from hypothesis import strategies as st

from extract.article import Article, Part
from store.articles import StoredArticle
from store.items import Item, Status
from store.values import ArgumentValue, EventValue, MentionValue, Value, kind_of
from tests.tui.desk import unmarked
from tui.view import View

texts = st.text(
    st.one_of(
        st.sampled_from("ابتجدرسعلمنهوية أإآلـًَّٰ abc 123 ٤٥ .،()«»[]…"),
        st.sampled_from("\u200f\u202e\u2066\u2069\u200d\u200c\ufeff\x1b\x07\x00\x9b\r\n\t\u0301🙂漢ﷺ"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)
"""Arabic and Latin, and everything that a terminal must not be sent."""


def uid(name: str) -> bytes:
    """Return an id that stands for this name."""
    return sha256(name.encode()).digest()[:16]


def item(value: Value, name: str = "", *, event: str = "", status: Status = "open", **more: object) -> Item:
    """Return an item as the store would."""
    base = Item(
        uid(name or repr(value)), 1, kind_of(value), uid(event) if event else None, value, value, status, 0.615,
        "gazetteer: place", "builtin", "", "", flagged=False, note="",
    )  # fmt: skip
    return replace(base, **more)  # type: ignore[arg-type]


def view(body: str, *items: Item, parts: tuple[Part, ...] = ()) -> View:
    """Return an article under review with these items, in this order."""
    article = Article(body, parts, "title", "2021-03-14", "text")
    return View(StoredArticle(1, uid("article"), article, (), False, False, False, ()), items)


def marked_view(text: str, *more: Item) -> View:
    """Return the view of a text whose names stand in brackets, `[بغداد|LOC]`, followed by other items."""
    body, spans = unmarked(text)
    names = [item(MentionValue(start, end, kind, body[start:end])) for start, end, kind in spans]
    return view(body, *names, *more)


def event(body: str, trigger: str, kind: str = "ATTACK", subtype: str | None = None, **more: object) -> Item:
    """Return an event on the first occurrence of its trigger; its id is the trigger's."""
    start = body.index(trigger)
    value = EventValue(start, start + len(trigger), kind, subtype, "asserted")
    return item(value, trigger, **more)  # type: ignore[arg-type]


def argument(body: str, of: str, role: str, filler: str, **more: object) -> Item:
    """Return an argument of the event with that trigger, on the first occurrence of its filler."""
    start = body.index(filler)
    return item(ArgumentValue(start, start + len(filler), role, None), f"{of}-{role}", event=of, **more)  # type: ignore[arg-type]
