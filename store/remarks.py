"""What a reviewer says that is no verdict: notes, flags, an article finished, an article's date. Never undone."""

from __future__ import annotations

import json
import re
from datetime import date as calendar_date

from store.applying import write
from store.changes import Changes, Verb
from store.database import Database
from store.errors import BadDecision, UnknownArticle, UnknownItem
from store.ledger import compose
from store.targets import note_text, reviewer


def note(db: Database, *, item: bytes | None = None, article: int | None = None, text: str, by: str) -> Changes:
    """Write a note beside an item or an article; an empty one takes the latest off an item's line.

    Raises UnknownItem, UnknownArticle, BadDecision.
    """
    return _remark(db, "note", item=item, article=article, payload={"text": note_text(text)}, by=by)


def flag(db: Database, *, item: bytes | None = None, article: int | None = None, by: str) -> Changes:
    """Flag an item or an article. Raises as `note`."""
    return _remark(db, "flag", item=item, article=article, by=by)


def unflag(db: Database, *, item: bytes | None = None, article: int | None = None, by: str) -> Changes:
    """Take the flag off an item or an article. Raises as `note`."""
    return _remark(db, "unflag", item=item, article=article, by=by)


def finish(db: Database, article: int, *, by: str) -> Changes:
    """Say that an article has been read to its end: one with nothing to find would else never be done."""
    return _remark(db, "finish", article=article, by=by)


def date(db: Database, article: int, iso: str | None, *, by: str) -> Changes:
    """Give the date an article was published on, YYYY-MM-DD; None when asked and skipped. Raises BadDecision."""
    if iso is not None and not _is_day(iso):
        raise BadDecision(f"a date is a day of the calendar as YYYY-MM-DD, not {iso[:40]!r}")
    return _remark(db, "date", article=article, payload={"date": iso}, by=by)


def _is_day(iso: str) -> bool:
    # fromisoformat alone also takes 20210314 and 2021-W10-7.
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", iso):
        return False
    try:
        calendar_date.fromisoformat(iso)
    except ValueError:
        return False
    return True


def _remark(
    db: Database,
    verb: Verb,
    *,
    item: bytes | None = None,
    article: int | None = None,
    payload: dict[str, str | None] | None = None,
    by: str,
) -> Changes:
    name = reviewer(by)
    if (item is None) == (article is None):
        raise BadDecision(f"{verb} needs an item or an article, one of them")
    with db.writing():
        if item is not None:
            if not db.query("SELECT 1 FROM item WHERE uid = ?", (item,)):
                raise UnknownItem(f"{db.path}: no item {item.hex()} here")
            uid = item
        else:
            rows = db.query("SELECT uid FROM article WHERE n = ?", (article,))
            if not rows:
                raise UnknownArticle(f"{db.path}: no article {article} here")
            uid = rows[0][0]
        text = "" if payload is None else json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
        record = compose(db, verb, by=name, names=uid, payload=text)
        moved = write(db, record)
        return Changes(verb, record.uid, tuple(moved.articles), tuple(moved.items))
