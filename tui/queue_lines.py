"""The queue's lines as runs: an article's row, the counts by status, what a search found. Pure; knows no widget."""

from __future__ import annotations

from collections.abc import Mapping

from rich.style import Style

from store import search
from store.queue import ArticleRow, QueueStatus
from tui.drawing import Run, marked, name, setting
from tui.palette import PLAIN, QUIET, REVERSED, STRONG
from tui.words import WORDS

STATUSES: tuple[QueueStatus, ...] = ("open", "ready", "done", "flagged", "all")
_SIGNS = {"open": "·", "ready": "○", "done": "✓"}


def short(count: int, cells: int) -> str:
    """Return a count in at most `cells` (4 or more): in thousands (k) or millions (m) where it has too many digits."""
    for unit, sign in ((1, ""), (1_000, "k"), (1_000_000, "m")):
        if len(text := f"{count // unit}{sign}") <= cells:
            return text
    return "9" * (cells - 1) + "+"


def statuses_runs(counts: Mapping[QueueStatus, int], current: QueueStatus, width: int) -> list[Run]:
    """Return the counts by status, the current one reversed: ` open 16  ready 2  all 18 `.

    Where they are too wide for `width`, those that hold nothing are left out first, then those at the end.
    """
    texts = {status: f" {WORDS.say('status_' + status)} {counts.get(status, 0)} " for status in STATUSES}
    room = width - sum(len(text) for text in texts.values())
    for status in sorted(texts, key=lambda status: (counts.get(status, 0) > 0, -STATUSES.index(status))):
        if room < 0 and status != current:
            room += len(texts.pop(status))
    return [(text, REVERSED if status == current else QUIET) for status, text in texts.items()]


def hit_runs(body: str, query: str, width: int) -> list[Run]:
    """Return the stretch of a text that a search found, in exactly `width` cells, the words that were asked for bold."""
    start, end, hits = search.excerpt(body, query, max(1, width))
    more = "…" if start else ""

    def style_at(offset: int) -> Style:
        place = start + offset - len(more)
        return STRONG if offset >= 0 and any(first <= place < last for first, last in hits) else QUIET

    # a piece of an Arabic text stands at the right, as the text itself does
    return marked(more + body[start : end + width], width, style_at, align="right", inside=setting(body, start))


def row_runs(row: ArticleRow, width: int) -> list[Run]:
    """Return one article's row: ` ✓⚑  12 open  2026-05-31  ....... title `."""
    sign = _SIGNS[row.status]
    flag = "⚑" if row.flagged else " "
    opened = f"{short(row.open, 4):>4} " if row.open else "   - "
    runs: list[Run] = [(f" {sign}{flag}", PLAIN), (opened, STRONG if row.open else QUIET)]
    used = 8
    if width >= 50:
        runs.append((f" {row.published or '          '} ", QUIET))
        used += 12
    if width >= 70:
        runs.append((f"{short(row.words, 6):>6}w ", QUIET))
        used += 8
    runs.append(name(row.title, max(4, width - used - 1), PLAIN, align="right"))
    runs.append((" ", PLAIN))
    return runs
