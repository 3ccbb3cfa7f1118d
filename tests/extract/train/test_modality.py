"""The training of the model of modality: what it reads, what it is fitted to, what it prints."""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from extract.learned.modality import MODALITIES, weighed
from extract.ontology import ontology
from extract.train import modality
from extract.train.marks import marks
from extract.train.modality import MARKS, SETTINGS, examples, gather, line, main, told_alone
from extract.train.triggers import fit

BODY = (
    "قال قائد الشرطة في مدينة الموصل إن مسلحين هاجموا نقطة تفتيش قرب الجسر مساء أمس، ولم يقتل في الهجوم أحد."
    " وأضاف أن القوات ستعتقل المهاجمين إذا هاجموا القرية من جديد.\n"
)


def span(word: str, kind: str, told: str) -> list[object]:
    start = BODY.index(word)
    return [start, start + len(word), kind, told]


def stored(*events: list[object]) -> dict[str, object]:
    return {"sha256": sha256(BODY.encode()).hexdigest(), "events": list(events)}


def test_the_stored_events_are_of_known_types_apart_and_without_a_word() -> None:
    seen: set[str] = set()
    said: Counter[str] = Counter()
    for one in marks(MARKS):
        assert one["sha256"] not in seen
        seen.add(one["sha256"])
        assert json.dumps(one, ensure_ascii=False).isascii()
        assert all(start < end for start, end, _, _ in one["events"])
        assert all(before[1] <= after[0] for before, after in pairwise(one["events"]))
        assert {kind for _, _, kind, _ in one["events"]} <= set(ontology().events)
        said.update(told for _, _, _, told in one["events"])
    assert set(said) == set(MODALITIES)
    assert min(said.values()) > 200, "each is told often enough to learn from"


def test_no_article_is_marked_both_whole_and_for_modality_alone() -> None:
    assert not {one["sha256"] for one in marks()} & {one["sha256"] for one in marks(MARKS)}


def test_events_marked_alone_are_seen_among_all_the_engine_finds() -> None:
    found = told_alone(BODY, [span("يقتل", "KILL_INJURE", "denied"), span("ستعتقل", "ARREST", "future")])
    assert [(event.marked, event.act) for event in found] == [("denied", "قتل"), ("future", "اعتقل")]
    assert any(each.startswith("gov=") for event in found for each in event.attributes), "others are seen before it"


def test_a_mark_where_the_engine_finds_no_event_is_left_out() -> None:
    assert told_alone(BODY, [span("مدينة", "ATTACK", "asserted"), span("يقتل", "ARREST", "denied")]) == []


def test_only_articles_with_marks_are_read() -> None:
    one = stored(span("يقتل", "KILL_INJURE", "denied"))
    assert [[event.marked for event in row] for row in gather(["نص آخر", BODY.strip(), BODY], [one])] == [["denied"]]
    assert gather([BODY + "زيادة"], [one]) == []


def test_a_fitted_model_tells_what_it_was_shown(tmp_path: Path) -> None:
    shown = [(["b", f"r={each}"], each) for each in MODALITIES] * 20
    tagger = fit(shown, tmp_path / "model.crf", SETTINGS)
    items = [["b", f"r={each}"] for each in MODALITIES]
    assert weighed(items, ["قصف", "نفي", "لقاء", "هجوم"], tagger) == list(MODALITIES)


def test_the_line_counts_what_is_not_told_as_happened() -> None:
    pairs = [("asserted", "asserted"), ("denied", "denied"), ("future", "hypothetical"), ("asserted", "future")]
    assert line("x", pairs) == "x: right 0.500; of those not told as happened P 0.500 R 0.333 F1 0.400 of 3"


def test_examples_are_what_was_marked_not_what_rules_say() -> None:
    row = told_alone(BODY, [span("يقتل", "KILL_INJURE", "future")])
    assert [wanted for _, wanted in examples([row])] == ["future"]
    assert row[0].ruled == "denied"


def test_training_tries_without_and_with_the_events_of_the_raw_news(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, target, raw = tmp_path / "marked", tmp_path / "data", tmp_path / "raw.txt"
    folder.mkdir()
    target.mkdir()
    raw.write_text(BODY, encoding="utf-8")
    monkeypatch.setattr(modality, "marks", lambda _: [stored(span("ستعتقل", "ARREST", "future"))])
    for number in range(7):
        (folder / f"{number}.txt").write_text(BODY, encoding="utf-8")
        events = [
            {"type": kind, "subtype": None, "modality": said, "args": [], "trigger": {"start": start, "end": end}}
            for start, end, kind, said in (
                span("هاجموا", "ATTACK", "asserted"),
                span("يقتل", "KILL_INJURE", "denied"),
                span("ستعتقل", "ARREST", "future"),
            )
        ]
        (folder / f"{number}.json").write_text(json.dumps({"entities": [], "events": events}), encoding="utf-8")
    assert main(["--marked", str(folder), "--raw", str(raw), "--into", str(target)]) == 0
    assert [path.name for path in target.iterdir()] == ["modality.crf"]
    said = capsys.readouterr().out
    assert "rules: " in said
    assert "model, 1 events more: " in said
