"""Bring the derived columns of items up to date after decisions or runs moved something.

Derived of an item: its status, its agreed value, its head decision, its present span, and while nobody has decided it,
which run claims it. Every function here runs inside `db.writing()` and names the items whose row it changed.

An undecided item is
    withdrawn   it was added, and that was undone
    stale       no latest run over its article claims it
    aside       a mention that overlaps an accepted one; an event or argument that says what an accepted one says;
                an argument of an event that is itself rejected or aside
    open        else: it is asked
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final, TypeVar

from store.database import Database, Row
from store.fold import UNDECIDED, Told, fold
from store.values import MAX_SPAN, ArgumentValue, EventValue, MentionValue, Value, from_json

DECIDED: Final = ("accepted", "edited", "rejected", "conflict")

_Thing = TypeVar("_Thing")


def slices(things: Iterable[_Thing], size: int = 900) -> Iterator[list[_Thing]]:
    """Yield the things in lists short enough for one statement: 999 parameters are the least that SQLite promises."""
    rest = iter(things)
    while part := list(islice(rest, size)):
        yield part


def marks(things: Sequence[object]) -> str:
    """Return `?, ?, ?` for as many things."""
    return ", ".join("?" * len(things))


@dataclass(frozen=True, slots=True)
class Line:
    """An item's row."""

    n: int
    uid: bytes
    article: int
    kind: str
    event: int | None
    value: str
    run: int | None
    verdict: str | None
    head: int | None
    first: int
    last: int
    status: str

    @property
    def shown(self) -> str:
        """The canonical text of the value as it stands: as folded, else as proposed."""
        return self.value if self.verdict is None else self.verdict


COLUMNS: Final = "n, uid, article, kind, event, value, run, verdict, head, first, last, status"


def line(row: Row) -> Line:
    """Return the row of a SELECT of `COLUMNS`."""
    return Line(*row)


def lines(db: Database, uids: Iterable[bytes]) -> dict[bytes, Line]:
    """Return the rows of those of the ids that are items here, in the order asked."""
    asked = list(dict.fromkeys(uids))
    found: dict[bytes, Line] = {}
    for part in slices(asked):
        for row in db.query(f"SELECT {COLUMNS} FROM item WHERE uid IN ({marks(part)})", part):
            found[row[1]] = line(row)
    return {uid: found[uid] for uid in asked if uid in found}


def told(db: Database, uids: Iterable[bytes]) -> dict[bytes, list[Told]]:
    """Return every verdict on each of these items."""
    found: dict[bytes, list[Told]] = {}
    for part in slices(uids):
        rows = db.query(
            "SELECT e.item, d.n, d.uid, d.hlc, d.verb, e.outcome, e.value,"
            " (SELECT t.verb FROM decision t WHERE t.names = d.uid ORDER BY t.hlc DESC, t.uid DESC LIMIT 1) IS NOT 'undo'"
            f" FROM effect e JOIN decision d ON d.n = e.decision WHERE e.item IN ({marks(part)})",
            part,
        )
        if not rows:
            continue
        saw: dict[tuple[bytes, bytes], list[bytes]] = {}
        # A single verdict on each has nothing to have seen.
        if len(rows) > len({row[0] for row in rows}):
            for item, decision, parent in db.query(
                f"SELECT item, decision, parent FROM saw WHERE item IN ({marks(part)})", part
            ):
                saw.setdefault((item, decision), []).append(parent)
        for item, n, uid, hlc, verb, outcome, value, live in rows:
            found.setdefault(item, []).append(
                Told(n, uid, hlc, verb, outcome, value, bool(live), tuple(saw.get((item, uid), ())))
            )
    return found


def refold(db: Database, uids: Iterable[bytes]) -> list[bytes]:
    """Fold these items again, and what depends on them; return the ids of those whose row changed."""
    before = lines(db, uids)
    verdicts = told(db, before)
    moved: dict[bytes, None] = {}
    changed: list[tuple[Line, Line]] = []
    undecided: list[Line] = []
    for old in before.values():
        new = _folded(db, old, verdicts.get(old.uid, []))
        if new.status not in DECIDED:
            undecided.append(new)
        if new != old:
            moved[old.uid] = None
            changed.append((old, new))
            db.connection.execute(
                "UPDATE item SET value = ?, run = ?, verdict = ?, head = ?, first = ?, last = ?, status = ? WHERE n = ?",
                (new.value, new.run, new.verdict, new.head, new.first, new.last, new.status, new.n),
            )
    candidates = {line.n: line for line in undecided}
    for near in _neighbours(db, changed):
        candidates.setdefault(near.n, near)
    for uid in derive(db, candidates.values()):
        moved[uid] = None
    return list(moved)


def _folded(db: Database, old: Line, verdicts: list[Told]) -> Line:
    """Return the row that these verdicts make; an undecided one keeps its status, or is open for `derive` to judge."""
    result = fold(verdicts)
    if result is UNDECIDED or result.status == "undecided":
        run, value = _claim(db, old) if old.status in DECIDED else (old.run, old.value)
        status = "open" if old.status in DECIDED else old.status
    else:
        run, value, status = old.run, old.value, result.status
    start, end = span(from_json(value if result.value is None else result.value))
    return replace(
        old,
        run=run,
        value=value,
        verdict=result.value,
        head=result.head,
        first=start,
        last=end,
        status=status,
    )


def span(value: Value) -> tuple[int, int]:
    """Return a value's span."""
    return value.start, value.end


def _claim(db: Database, item: Line) -> tuple[int | None, str]:
    """Return the latest run that claims the item, of the latest runs of each engine over its article, and its value."""
    rows = db.query(
        "SELECT f.run, f.value FROM found f JOIN run r ON r.n = f.run"
        " JOIN covered c ON c.run = f.run AND c.article = ?2"
        " WHERE f.item = ?1 AND NOT EXISTS (SELECT 1 FROM covered later JOIN run other ON other.n = later.run"
        "   WHERE later.article = ?2 AND other.engine = r.engine AND later.n > c.n)"
        " ORDER BY c.n DESC LIMIT 1",
        (item.n, item.article),
    )
    return rows[0] if rows else (None, item.value)


def _neighbours(db: Database, changed: Sequence[tuple[Line, Line]]) -> Iterator[Line]:
    """Yield the asked or set-aside items whose status may hang on these that changed: (before, after)."""
    asked = f"SELECT {COLUMNS} FROM item WHERE status IN ('open', 'aside') AND"
    events: set[int] = set()
    for old, new in changed:
        if new.kind == "mention":
            for start, end in {(old.first, old.last), (new.first, new.last)}:
                yield from map(
                    line,
                    db.query(
                        f"{asked} article = ? AND kind = 'mention' AND first > ? AND first < ? AND last > ?",
                        (new.article, start - MAX_SPAN, end, start),
                    ),
                )
        elif new.kind == "event":
            events.add(new.n)
            for start in {old.first, new.first}:
                yield from map(
                    line, db.query(f"{asked} article = ? AND kind = 'event' AND first = ?", (new.article, start))
                )
        elif new.event is not None:
            events.add(new.event)
    for part in slices(sorted(events)):
        yield from map(line, db.query(f"{asked} event IN ({marks(part)})", part))


def derive(db: Database, undecided: Iterable[Line]) -> list[bytes]:
    """Say of each undecided item whether it is asked, and of the arguments of events that moved; return what moved."""
    items = {item.n: item for item in undecided}
    moved = _said(db, [item for item in items.values() if item.kind != "argument"])
    arguments = {n: item for n, item in items.items() if item.kind == "argument"}
    for part in slices(item.n for item in moved if item.kind == "event"):
        sql = f"SELECT {COLUMNS} FROM item WHERE status IN ('open', 'aside') AND event IN ({marks(part)})"
        for row in db.query(sql, part):
            arguments.setdefault(row[0], line(row))
    moved += _said(db, arguments.values())
    return [item.uid for item in moved]


def _said(db: Database, undecided: Iterable[Line]) -> list[Line]:
    """Say it of these alone; return those that moved, as they were."""
    moved = []
    for item in sorted(undecided, key=lambda item: item.n):
        status, twin = _judge(db, item)
        if status != item.status:
            moved.append(item)
            db.connection.execute("UPDATE item SET status = ? WHERE n = ?", (status, item.n))
        if item.status == "aside":
            db.connection.execute("DELETE FROM alias WHERE uid = ?", (item.uid,))
        if twin:
            db.connection.execute("INSERT OR REPLACE INTO alias(uid, item) VALUES(?, ?)", (item.uid, twin))
    return moved


def _judge(db: Database, item: Line) -> tuple[str, bytes | None]:
    """Return an undecided item's status, and the item that says the same if one does."""
    if item.run is None:
        found = db.query("SELECT 1 FROM found WHERE item = ? LIMIT 1", (item.n,))
        return ("stale" if found else "withdrawn"), None
    kept = "SELECT uid, verdict, first, last FROM item WHERE status IN ('accepted', 'edited') AND"
    mine = from_json(item.value)
    if isinstance(mine, ArgumentValue):
        [(above,)] = db.query("SELECT status FROM item WHERE n = ?", (item.event,))
        rows = db.query(f"{kept} event = ? AND n <> ?", (item.event, item.n))
        twin = _twin(mine, rows)
        return ("aside" if twin or above not in ("open", "accepted", "edited", "conflict") else "open"), twin
    if isinstance(mine, EventValue):
        rows = db.query(
            f"{kept} article = ? AND kind = 'event' AND first = ? AND n <> ?", (item.article, item.first, item.n)
        )
        twin = _twin(mine, rows)
        return ("aside" if twin else "open"), twin
    rows = db.query(
        f"{kept} article = ? AND kind = 'mention' AND first > ? AND first < ? AND last > ? AND n <> ?",
        (item.article, item.first - MAX_SPAN, item.last, item.first, item.n),
    )
    return ("aside" if rows else "open"), _twin(mine, rows)


def _twin(mine: Value, rows: Iterable[Row]) -> bytes | None:
    """Return the first by id of the kept items that say what this one says."""
    return min((row[0] for row in rows if same_claim(mine, from_json(row[1]))), default=None)


def same_claim(one: Value, other: Value) -> bool:
    """Tell whether two values are the same suggestion: the same span and type, or the same span and role."""
    if span(one) != span(other):
        return False
    if isinstance(one, ArgumentValue) and isinstance(other, ArgumentValue):
        return one.role == other.role
    if isinstance(one, EventValue) and isinstance(other, EventValue):
        return one.type == other.type
    return isinstance(one, MentionValue) and isinstance(other, MentionValue) and one.type == other.type
