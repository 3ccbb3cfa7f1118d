"""The queue's lines: counts that never shift a column, statuses that fit, what a search found shown in its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from store.queue import ArticleRow, QueueStatus
from tests.tui.desk import ATTACK_N, VISIT_N, desk
from tests.tui.driving import seat, seed_like
from tests.tui.test_drawing import HARMFUL, line
from tests.tui.values import texts
from tui.palette import REVERSED, STRONG
from tui.queue_lines import STATUSES, hit_runs, row_runs, short, statuses_runs
from tui.widgets.field import Field
from tui.words import WORDS

ROW = ArticleRow(7, b"", "هجوم على القائم", "2021-05-31", 512, 12, 40, False, False, "open")


@pytest.mark.parametrize(
    ("count", "cells", "text"),
    [
        (0, 4, "0"),
        (9_999, 4, "9999"),
        (10_000, 4, "10k"),
        (999_999, 4, "999k"),
        (1_000_000, 4, "1m"),
        (999_999, 6, "999999"),
        (12_345_678, 6, "12345k"),
        (10**12, 4, "999+"),
    ],
)
def test_a_count_keeps_to_its_cells(count: int, cells: int, text: str) -> None:
    assert short(count, cells) == text


@pytest.mark.parametrize("width", [40, 60, 80, 140])
def test_columns_stand_under_each_other_whatever_the_counts(width: int) -> None:
    few, many = (line(row_runs(replace(ROW, open=n, words=n), width)) for n in (3, 4_000_000))
    assert len(few) == len(many) == width
    title = few.lstrip(" ·⚑0123456789-w")
    assert many.endswith(title)


@given(
    st.dictionaries(st.sampled_from(STATUSES), st.integers(0, 10**7)), st.sampled_from(STATUSES), st.integers(24, 150)
)
def test_the_statuses_fit_and_the_current_one_is_among_them(
    counts: dict[QueueStatus, int], current: QueueStatus, width: int
) -> None:
    runs = statuses_runs(counts, current, width)
    assert len(line(runs)) <= width
    [shown] = [text for text, style in runs if style == REVERSED]
    assert WORDS.say("status_" + current) in shown


def test_statuses_that_hold_nothing_go_first() -> None:
    counts: dict[QueueStatus, int] = {"open": 16, "ready": 0, "done": 3, "flagged": 0, "all": 19}
    assert line(statuses_runs(counts, "open", 80)) == " open 16  ready 0  done 3  flagged 0  all 19 "
    assert line(statuses_runs(counts, "open", 40)) == " open 16  ready 0  done 3  all 19 "
    assert line(statuses_runs(counts, "flagged", 30)) == " open 16  done 3  flagged 0 "


@given(texts, st.text("ابتa ", max_size=6), st.integers(0, 90))
def test_a_hit_is_exactly_as_wide_as_asked(body: str, query: str, width: int) -> None:
    drawn = line(hit_runs(body, query, width))
    assert cell_len(drawn) == width
    assert not HARMFUL & set(drawn)


def test_the_words_that_were_asked_for_are_bold_prefixes_and_all() -> None:
    body = "قال سليم إن الوفد وصل إلى الموصل\nثم عاد"
    runs = hit_runs(body, "موصل", 60)
    assert [text for text, style in runs if style == STRONG] == ["ﻞﺻﻮﻤﻟﺍ"]
    assert line(runs).endswith("ﻰﻟﺇ ﻞﺻﻭ ﺪﻓﻮﻟﺍ…"), "from the right, as the text"
    assert line(hit_runs("said Blue and left", "blue", 30)).endswith("said Blue and left")
    long = hit_runs("كلمة " * 300 + "الموصل " + "كلمة " * 300, "الموصل", 40)
    assert [text for text, style in long if style == STRONG] == ["ﻞﺻﻮﻤﻟﺍ"]
    assert "…" in line(long)


async def test_a_search_shows_the_hit_of_the_current_article(tmp_path: Path) -> None:
    async with seat(desk(tmp_path), first=VISIT_N) as at:
        await at.press("slash")
        await at.type("فجرا أو")
        await at.press("ctrl+w", "enter")
        field = at.app.queue.query_one(Field)
        assert [row.n for row in at.app.queue.rows_pane.rows] == [ATTACK_N]
        assert [text for text, style in field.runs if style == STRONG] == ["ﺍﺮﺠﻓ", "ﺍﺮﺠﻓ"], "asked for, and found"
        assert cell_len(field.text) == 80
        await at.press("slash", "ctrl+u")
        await at.type("زنجبيل 12")
        await at.press("enter")
        assert field.text.rstrip() == " Nothing found for 12 ﻞﻴﺒﺠﻧﺯ."
        await at.press("escape")
        assert field.text.strip() == ""


async def test_going_down_a_search_shows_each_articles_own_hit(tmp_path: Path) -> None:
    async with seat(seed_like(tmp_path)) as at:
        await at.press("slash")
        await at.type("قال")
        await at.press("enter")
        assert at.app.queue.rows_pane.count == 2
        field = at.app.queue.query_one(Field)
        first = field.text
        await at.press("down")
        assert field.text != first
        await at.press("up")
        assert field.text == first
