"""Articles reviewed one after the other through a real store: corrections fall as reviewers teach."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.learning import Corrections, review
from extract.article import Article
from extract.builtin import Builtin
from extract.items import Lexicon
from store import items
from store.database import open_database
from store.lexicon import learn
from tests.extract.newsroom import unmarked

# One story told again and again: names that no list has, a word used of a clash, an idiom that only looks like one.
STORY = (
    "التقى وفد من [زرنوق|ORG] أمس مسؤولين في [بغداد|LOC].\nوتقرمط الطرفان قرب [شقلاوند|LOC] مساء.",
    "رحب سكان [شقلاوند|LOC] بالخطوة.\nوقالت [زرنوق|ORG] إنها باقية. وتقرمط الجيران ليلا.",
    "عاد الهدوء إلى [شقلاوند|LOC] بعدما تقرمط الطرفان.\nوأكدت [زرنوق|ORG] أن العمل مستمر في [بغداد|LOC].",
    "كان المطر غزيرا في [شقلاوند|LOC] ومقر [زرنوق|ORG].\nوتقرمط عمال الميناء.",
    "تستعد [زرنوق|ORG] لموسم جديد في [شقلاوند|LOC].",
)
TRIGGER = "تقرمط"


def written(folder: Path) -> list[Path]:
    """Write the story with its marks, as a folder of marked articles; the events are those that the engine finds, and the word's."""
    engine = Builtin()
    paths = []
    for number, marked in enumerate(STORY):
        body, names = unmarked(marked)
        entities = [{"start": s, "end": e, "type": t} for s, e, t in names]
        events = [
            {"type": each.type, "subtype": each.subtype, "modality": each.modality, "trigger": {"start": each.start, "end": each.end}}
            for each in engine.propose(Article(body), Lexicon()).events
        ]  # fmt: skip
        start = body.find(TRIGGER)
        if start >= 0:
            span = {"start": start, "end": start + len(TRIGGER)}
            events.append({"type": "CLASH", "subtype": "clash", "modality": "asserted", "trigger": span})
        path = folder / f"{number:02}.txt"
        path.write_text(body, encoding="utf-8")
        path.with_suffix(".json").write_text(json.dumps({"entities": entities, "events": events}), encoding="utf-8")
        paths.append(path)
    return paths


def reviewed(folder: Path, paths: list[Path], *, learning: bool) -> list[Corrections]:
    """Return what each article took."""
    with open_database(folder / f"{learning}.db") as db:
        return review(db, paths, Builtin(), learn if learning else lambda _: Lexicon())


def test_corrections_fall_from_article_to_article(tmp_path: Path) -> None:
    paths = written(tmp_path)
    without = reviewed(tmp_path, paths, learning=False)
    with_learning = reviewed(tmp_path, paths, learning=True)
    assert with_learning[0] == without[0], "nothing is known before the first"
    assert without[0].names >= 1
    assert sum(each.all for each in with_learning) <= sum(each.all for each in without) / 2
    assert all(now.all <= before.all for now, before in zip(with_learning, without, strict=True)), "never more"
    assert with_learning[-1].all == 0
    assert sum(each.names for each in with_learning[1:]) < sum(each.names for each in without[1:])
    # A word that the table lacks is proposed once two articles have shown it to be one.
    assert [each.events for each in without] == [1, 1, 1, 1, 0]
    assert [each.events for each in with_learning] == [1, 1, 0, 0, 0]


@pytest.mark.parametrize("learning", [False, True])
def test_what_was_corrected_is_what_is_marked(tmp_path: Path, learning: bool) -> None:
    paths = written(tmp_path)
    reviewed(tmp_path, paths, learning=learning)
    with open_database(tmp_path / f"{learning}.db", write=False) as db:
        for n, path in enumerate(paths, 1):
            marks = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
            found = [each for each in items.of_article(db, n) if each.status in {"accepted", "edited"}]
            for kind, spans in (
                ("mention", {(each["start"], each["end"]) for each in marks["entities"]}),
                ("event", {(each["trigger"]["start"], each["trigger"]["end"]) for each in marks["events"]}),
            ):
                assert {(each.value.start, each.value.end) for each in found if each.kind == kind} == spans
            assert not [each for each in items.of_article(db, n) if each.kind != "argument" and each.status == "open"]


def test_the_same_review_counts_the_same(tmp_path: Path) -> None:
    paths = written(tmp_path)
    first, again = tmp_path / "first", tmp_path / "again"
    for folder in (first, again):
        folder.mkdir()
    assert reviewed(first, paths, learning=True) == reviewed(again, paths, learning=True)
