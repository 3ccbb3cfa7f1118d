"""The training of the model of modality: what it reads, what it is fitted to, what it prints."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from extract.article import Article
from extract.document import Document
from extract.learned.modality import MODALITIES, weighed
from extract.train import modality
from extract.train.modality import SETTINGS, Told, examples, line, main, told_alone
from extract.train.singles import Single
from extract.train.triggers import fit

BODY = (
    "قال قائد الشرطة في مدينة الموصل إن مسلحين هاجموا نقطة تفتيش قرب الجسر مساء أمس، ولم يقتل في الهجوم أحد."
    " وأضاف أن القوات ستعتقل المهاجمين إذا هاجموا القرية من جديد.\n"
)

OTHER = "طالب محامي الدفاع أمس بإعادة محاكمة السجين، وحضر الجلسة صحفيون من بيروت ودمشق.\n"


def single(word: str, kind: str, told: str | None) -> Single:
    start = BODY.index(word)
    return Single(start, start + len(word), kind, told)


def told(*events: Single) -> list[Told]:
    return told_alone(Document(Article(BODY)), events)


def test_events_marked_alone_are_seen_among_all_the_engine_finds() -> None:
    found = told(single("يقتل", "KILL_INJURE", "denied"), single("ستعتقل", "ARREST", "future"))
    assert [(event.marked, event.act) for event in found] == [("denied", "قتل"), ("future", "اعتقل")]
    assert any(each.startswith("gov=") for event in found for each in event.attributes), "others are seen before it"


def test_a_mark_where_the_engine_finds_no_event_is_left_out() -> None:
    assert told(single("مدينة", "ATTACK", "asserted"), single("يقتل", "ARREST", "denied")) == []
    assert told(single("يقتل", "KILL_INJURE", None)) == [], "what is no event is told as nothing"


def test_a_fitted_model_tells_what_it_was_shown(tmp_path: Path) -> None:
    shown = [(["b", f"r={each}"], each) for each in MODALITIES] * 20
    tagger = fit(shown, tmp_path / "model.crf", SETTINGS)
    items = [["b", f"r={each}"] for each in MODALITIES]
    assert weighed(items, ["قصف", "نفي", "لقاء", "هجوم"], tagger) == list(MODALITIES)


def test_the_line_counts_what_is_not_told_as_happened() -> None:
    pairs = [("asserted", "asserted"), ("denied", "denied"), ("future", "hypothetical"), ("asserted", "future")]
    assert line("x", pairs) == "x: right 0.500; of those not told as happened P 0.500 R 0.333 F1 0.400 of 3"


def test_examples_are_what_was_marked_not_what_rules_say() -> None:
    row = told(single("يقتل", "KILL_INJURE", "future"))
    assert [wanted for _, wanted in examples([row])] == ["future"]
    assert row[0].ruled == "denied"


def test_training_tries_without_and_with_the_events_of_the_raw_news(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, target, raw = tmp_path / "marked", tmp_path / "data", tmp_path / "raw.txt"
    folder.mkdir()
    target.mkdir()
    raw.write_text(f"{BODY.strip()}\n\n{OTHER}", encoding="utf-8")
    start = OTHER.index("محاكمة")
    stored = [
        {"sha256": sha256(BODY.encode()).hexdigest(), "events": [single("ستعتقل", "ARREST", "future")]},
        {
            "sha256": sha256(OTHER.encode()).hexdigest(),
            "events": [(start, start + len("محاكمة"), "TRIAL", "hypothetical")],
        },
    ]
    monkeypatch.setattr(modality, "stored_singles", lambda: stored)
    for number in range(7):
        (folder / f"{number}.txt").write_text(BODY, encoding="utf-8")
        events: list[dict[str, object]] = [
            {"type": kind, "subtype": None, "modality": said, "args": [], "trigger": {"start": start, "end": end}}
            for start, end, kind, said in (
                single("هاجموا", "ATTACK", "asserted"),
                single("يقتل", "KILL_INJURE", "denied"),
                single("ستعتقل", "ARREST", "future"),
            )
        ]
        (folder / f"{number}.json").write_text(json.dumps({"entities": [], "events": events}), encoding="utf-8")
    assert main(["--marked", str(folder), "--raw", str(raw), "--into", str(target)]) == 0
    assert [path.name for path in target.iterdir()] == ["modality.crf"]
    said = capsys.readouterr().out
    assert "rules: " in said
    assert "model, 1 events more: " in said, "a copy of a marked article is no help in trying"
