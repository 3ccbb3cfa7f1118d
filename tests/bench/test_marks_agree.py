"""Two readers of the same events: how often they say the same."""

from __future__ import annotations

import json
import lzma
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

from bench import marks_agree
from bench.marks_agree import SECOND_READING, main, pairs, twice_read
from extract.train.marks import marks

BODY = "قال المتحدث إن الوفد سيزور المدينة غدا ثم يعود إلى بغداد بعد لقاء الوزير هناك مساء اليوم نفسه.\n"
OTHER = f"خبر عاجل من المدينة الكبيرة في الشمال. {BODY}"


def read(path: Path, *events: list[object]) -> Path:
    """Write one article's events as two readers told them."""
    with lzma.open(path, "wt", encoding="utf-8") as lines:
        lines.write(json.dumps({"sha256": "0" * 64, "events": events}) + "\n")
    return path


def test_pairs_of_readers_are_counted_without_who_said_which(tmp_path: Path) -> None:
    path = read(
        tmp_path / "r.xz",
        [1, 4, "ATTACK", "asserted", "asserted"],
        [9, 12, "ATTACK", "denied", "asserted"],
        [20, 24, "MEET", "asserted", "denied"],
        [30, 34, "MEET", "future", None],
    )
    assert twice_read(path) == Counter(
        {("asserted", "asserted"): 1, ("asserted", "denied"): 2, ("future", "no event"): 1}
    )


def test_what_was_read_twice_is_of_marked_articles_and_holds_no_word_of_them() -> None:
    marked = {one["sha256"] for one in marks()}
    told = list(marks(SECOND_READING))
    assert len(told) > 300
    assert {one["sha256"] for one in told} <= marked
    for one in told:
        for start, end, kind, *said in one["events"]:
            assert 0 <= start < end
            assert kind.isascii()
            assert set(said) <= {"asserted", "denied", "future", "hypothetical", None}


def test_the_same_words_in_two_articles_are_a_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = [
        {"sha256": sha256(text.encode()).hexdigest(), "events": [(start, start + 5, "VISIT_TRAVEL", said)]}
        for text, said in ((BODY, "future"), (OTHER, "hypothetical"))
        for start in [text.index("يعود")]
    ]
    monkeypatch.setattr(marks_agree, "stored_singles", lambda: stored)
    assert pairs([BODY, OTHER]) == Counter({("future", "hypothetical"): 1})


def test_agreement_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = read(
        tmp_path / "r.xz",
        [1, 4, "ATTACK", "denied", "denied"],
        [9, 12, "ATTACK", "future", "asserted"],
        [20, 24, "MEET", "asserted", "asserted"],
    )
    counted = twice_read(path)
    monkeypatch.setattr(marks_agree, "twice_read", lambda: counted)
    assert main([]) == 0
    out = capsys.readouterr().out
    assert "3 pairs of marks of the same words, 2 alike (0.667)" in out
    assert "between the two: 0.667" in out
    assert "asserted / future" in out


def test_too_many_arguments_are_told_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["a", "b"]) == 2
    assert "usage" in capsys.readouterr().err
