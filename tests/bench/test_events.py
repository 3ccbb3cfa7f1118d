"""Events end to end by models that have not seen the article: who is left out, and what is counted."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import pytest

import bench.events
from bench.events import main, tried, unlisted
from extract.learned import modality as modality_model
from extract.learned import triggers as trigger_model
from extract.train.triggers import FOLDS, Settings, fit, read

BODY = (
    "قال المتحدث إن الطائرات قصفت زرنوق{word} مساء أمس، ولم تعتقل القوات أحدا في القرية."
    " وأضاف أن الوفد سيزور المدينة الأسبوع المقبل، وأن السكان عادوا إلى بيوتهم بعد أن هدأت الأمور في الوادي كله"
    " وفتحت المدارس أبوابها من جديد أمام الأطفال الذين انتظروا طويلا.\n"
)
EVENTS = [("قصفت", "ATTACK", "asserted"), ("تعتقل", "ARREST", "denied"), ("زور", "VISIT_TRAVEL", "future")]
WORDS = ("ابا", "تثا", "جحا", "خدا", "ذرا", "زسا", "شصا", "ضطا")


def marked(folder: Path) -> Path:
    """Write eight articles that differ in one word, with their marks."""
    folder.mkdir()
    for number, word in enumerate(WORDS):
        body = BODY.format(word=word)
        events: list[dict[str, object]] = [
            {
                "type": kind,
                "subtype": None,
                "modality": modality,
                "trigger": {"start": body.index(trigger), "end": body.index(trigger) + len(trigger)},
                "args": [],
                "trigger_alts": [],
            }
            for trigger, kind, modality in EVENTS
        ]
        told = {
            "id": f"{number:02}",
            "text_sha256": sha256(body.encode()).hexdigest(),
            "entities": [],
            "events": events,
        }
        (folder / f"{number:02}.txt").write_text(body, encoding="utf-8", newline="\n")
        (folder / f"{number:02}.json").write_text(json.dumps(told), encoding="utf-8")
    return folder


def news(path: Path) -> Path:
    """Write raw news in which nothing was marked."""
    path.write_text("عاد الوزير إلى بغداد.\n", encoding="utf-8")
    return path


def test_no_model_has_seen_the_article_that_it_is_tried_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[set[str]] = []

    def fitted(examples: Iterable[tuple[list[str], str]], target: Path, settings: Settings) -> object:
        shown = list(examples)
        seen.append({word for word in WORDS if any(word in each for item, _ in shown for each in item)})
        return fit(shown, target, settings)

    monkeypatch.setattr(bench.events, "fit", fitted)
    tried(marked(tmp_path / "marked"), news(tmp_path / "news.txt"))
    assert len(seen) == 2 * FOLDS
    for fold in range(FOLDS):
        left_out = {word for number, word in enumerate(WORDS) if number % FOLDS == fold}
        of_triggers, of_modality = seen[2 * fold : 2 * fold + 2]
        assert of_triggers == set(WORDS) - left_out
        assert not of_modality & left_out


def test_what_all_articles_hold_is_counted_and_found(tmp_path: Path) -> None:
    counts = tried(marked(tmp_path / "marked"), news(tmp_path / "news.txt"))
    assert counts.wanted["event ATTACK"] == counts.wanted["event ARREST"] == len(WORDS)
    assert counts.wanted["modality not asserted"] == 2 * len(WORDS)
    assert counts.right["modality not asserted"] == 2 * len(WORDS), "all are alike but for one word"


def test_the_shipped_models_are_back_afterwards(tmp_path: Path) -> None:
    before = trigger_model.MODEL, modality_model.MODEL
    tried(marked(tmp_path / "marked"), news(tmp_path / "news.txt"))
    assert before == (trigger_model.MODEL, modality_model.MODEL)


def test_the_figures_are_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, raw = marked(tmp_path / "marked"), news(tmp_path / "news.txt")
    monkeypatch.setattr(sys, "argv", ["bench.events", str(folder), str(raw)])
    main()
    out = capsys.readouterr().out
    assert "modality not asserted           1.000" in out
    assert "events at words that the table has not: 0" in out


def test_an_event_at_a_word_that_the_table_has_not_is_counted(tmp_path: Path) -> None:
    folder = marked(tmp_path / "marked")
    for path in folder.glob("*.json"):
        told = json.loads(path.read_text(encoding="utf-8"))
        body = path.with_suffix(".txt").read_text(encoding="utf-8")
        start = body.index("الوادي")
        told["events"][0]["trigger"] = {"start": start, "end": start + 6}
        path.write_text(json.dumps(told), encoding="utf-8")
    assert unlisted(read([folder], marked=False)) == len(WORDS)


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["bench.events", str(tmp_path / "none"), str(tmp_path / "none.txt")])
    with pytest.raises(SystemExit, match=r"^bench\.events: "):
        main()
