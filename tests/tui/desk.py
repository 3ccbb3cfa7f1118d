"""A small store with everything a reviewer meets, proposals written by hand: engines may learn, these stay.

Invented people and groups, real places.
"""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from pathlib import Path

from extract.article import Article, Part, Reading, Source
from extract.items import Argument, Event, Extraction, Mention
from store import articles, runs
from store.database import open_database
from tests.tui.driving import copied, template

VISIT = """\
سليم الوادي في بغداد

وصل [سليم الوادي|PERSON] أمين [حركة النخيل|ORG] إلى [بغداد|LOC] [أمس|DATE].
وقال [الوادي|PERSON] إن هجوما استهدف [قاعدة السدرة|FAC] في [الموصل|LOC].
وأضاف أن [حركة النخيل|ORG] لن تغادر [بغداد|LOC] قبل الخميس.
"""
LONG = "".join(
    f"\nوهذه فقرة بعد فقرة رقمها {number} لا اسم فيها ولا حدث، تملأ الصفحة حتى آخرها." for number in range(30)
)
ATTACK = "هجوم جديد\n\nقصف مسلحون [القائم|LOC] فجرا.\n"
MARKET = "أسعار التمور\n\nارتفعت أسعار التمور قليلا، كما ترتفع كل خريف.\n"
UNDATED = "خبر بلا تاريخ\n\nزار [نائل البستاني|PERSON] [أربيل|LOC].\n"

VISIT_N, ATTACK_N, MARKET_N, UNDATED_N = 1, 2, 3, 4
"""Their numbers in the store: they are loaded in this order."""


def unmarked(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Return the text without its brackets, and (start, end, type) of what they held."""
    body = ""
    spans = []
    for text, name, kind in re.findall(r"([^\[]*)(?:\[([^|]*)\|([A-Z_]*)\])?", marked):
        body += text
        if name:
            spans.append((len(body), len(body) + len(name), kind))
            body += name
    return body, spans


def marked(body: str, spans: list[tuple[int, int, str]]) -> str:
    """Return the text with its names in brackets: what `unmarked` undoes."""
    for start, end, kind in sorted(spans, reverse=True):
        body = f"{body[:start]}[{body[start:end]}|{kind}]{body[end:]}"
    return body


def _span(body: str, text: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = body.index(text, start + 1)
    return start, start + len(text)


def _reading(body: str, title: str, published: str) -> Reading:
    return Reading(
        Article(body, (Part("title", 0, len(title)),), title, published, "text" if published else ""),
        Source(f"{title}.txt", sha256(body.encode()).digest(), "utf-8", "text/1"),
    )


def _mentions(body: str, spans: list[tuple[int, int, str]]) -> tuple[Mention, ...]:
    return tuple(
        Mention(start, end, kind, body[start:end], 0.5 + place / 100, "list of names")
        for place, (start, end, kind) in enumerate(spans)
    )


def _argument(body: str, role: str, text: str, nth: int, *, name: bool = True) -> Argument:
    span = _span(body, text, nth)
    return Argument(role, *span, span if name else None, 0.6, "near the trigger")


@cache
def _template() -> Path:
    path = template("desk.db")
    with open_database(path) as db:
        for text, more, published in (
            (VISIT, LONG, "2021-03-14"),
            (ATTACK, "", "2021-03-15"),
            (MARKET, "", "2021-03-16"),
            (UNDATED, "", ""),
        ):
            body, spans = unmarked(text)
            body += more
            title = body.partition("\n")[0]
            added = articles.add(db, _reading(body, title, published))
            runs.keep(db, added.n, Extraction("byhand", "1", _mentions(body, spans), _events(text, body)))
    return path


def _events(text: str, body: str) -> tuple[Event, ...]:
    if text == VISIT:
        return (
            Event(
                *_span(body, "وصل"),
                "VISIT_TRAVEL",
                None,
                "asserted",
                (
                    _argument(body, "actor", "سليم الوادي", 1),
                    _argument(body, "location", "بغداد", 1),
                ),
                0.8,
                "word list: visit",
            ),
            Event(
                *_span(body, "هجوما"),
                "ATTACK",
                None,
                "asserted",
                (_argument(body, "actor", "قاعدة السدرة", 0), _argument(body, "location", "الموصل", 0)),
                0.7,
                "word list: attack",
            ),
        )
    if text == ATTACK:
        span = _span(body, "قصف")
        return (Event(*span, "ATTACK", None, "asserted", (_argument(body, "target", "القائم", 0),), 0.7, "word list"),)
    return ()


def desk(folder: Path) -> Path:
    """Return a new store with the four articles."""
    return copied(_template(), folder)
