"""From files to a store with proposals: what became of each, in order, in batches."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import articles, decisions, items, queue
from store.database import open_database
from store.values import MentionValue
from tests.tui.driving import REVIEWER, reading_of
from tui import loading
from tui.files import find
from tui.loading import extract, load


def write(folder: Path, *texts: str) -> list[str]:
    """Write texts as numbered files; return their paths."""
    paths = []
    for number, text in enumerate(texts):
        path = folder / f"{number:02}.txt"
        path.write_text(text, "utf-8")
        paths.append(str(path))
    return paths


@pytest.mark.parametrize("batch", [1, 2, 200])
def test_what_became_of_each_file_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int) -> None:
    monkeypatch.setattr(loading, "BATCH", batch)
    paths = write(tmp_path, "وصل الوفد", "عاد الوفد", "وصل الوفد", "غادر الوفد")
    with open_database(tmp_path / "store.db") as db:
        found = list(load(db, find(paths)))
        assert [(each.name, each.article, each.new) for each in found] == [
            (paths[0], 1, True), (paths[1], 2, True), (paths[2], 1, False), (paths[3], 3, True),
        ]  # fmt: skip
        assert queue.counts(db)["all"] == 3
        assert len(articles.read(db, 1).sources) == 2


def test_an_unreadable_one_has_its_error_and_no_article(tmp_path: Path) -> None:
    paths = write(tmp_path, "", "وصل الوفد")
    seen = []
    with open_database(tmp_path / "store.db") as db:
        found = {each.name: each for each in load(db, find(paths), lambda each: seen.append(each.name))}
    assert found[paths[0]].article is None
    assert paths[0] in found[paths[0]].error
    assert found[paths[1]].article == 1
    assert seen == paths, "progress is told for bad files too"


def test_what_reviewers_taught_is_proposed_in_the_next_article(tmp_path: Path) -> None:
    unknown = "زنبقستان"
    with open_database(tmp_path / "store.db") as db:
        first = articles.add(db, reading_of(f"خبر\n\nعاد الوفد من {unknown} أمس.\n")).n
        body = articles.read(db, first).article.body
        start = body.index(unknown)
        decisions.add(db, first, MentionValue(start, start + len(unknown), "LOC", unknown), by=REVIEWER)
        articles.add(db, reading_of(f"خبر آخر\n\nقال مسؤول في {unknown} إن الطريق مفتوح.\n"))
        extract(db)
        second = articles.read(db, 2).article.body
        names = [
            second[item.value.start : item.value.end] for item in items.of_article(db, 2) if item.kind == "mention"
        ]
        assert unknown in names
