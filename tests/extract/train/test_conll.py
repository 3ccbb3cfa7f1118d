"""The tagger on CoNLL files: it learns labels of any kind, prints the same figures twice, and propagates in a document."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bench.extraction import conll
from extract.train.conll import _propagated, score, train_and_score
from extract.train.corpora import BadCorpus, read_conll
from extract.train.mentions import Settings, open_model
from tests.extract.train.drawn import NEWS, labelled, write_conll

ROUNDS = Settings(c1=0.05, c2=0.05, rounds=60)
OTHER = [marked.replace("|PERSON]", "|PERS]").replace("|FAC]", "|MISC]") for marked in NEWS]
"""The same sentences with labels of another corpus."""


def test_what_was_shown_is_found(tmp_path: Path) -> None:
    """With labels of the file's own, which are not our types."""
    path = write_conll(tmp_path / "news.conll", OTHER)
    plain, propagated = train_and_score(path, path, tmp_path / "model.crf", ROUNDS)
    assert plain.rows()[-1][1:4] == (1.0, 1.0, 1.0)
    assert {kind for kind, *_ in plain.rows()} == {"PERS", "LOC", "ORG", "MISC", "all"}
    assert propagated.wanted == plain.wanted
    assert propagated.rows()[-1][2] >= 0.9


def test_a_written_model_scores_as_it_did(tmp_path: Path) -> None:
    """Opened again, on the sentences that it was scored on."""
    path = write_conll(tmp_path / "news.conll")
    few = write_conll(tmp_path / "few.conll", NEWS[:4])
    plain, _ = train_and_score(few, path, tmp_path / "model.crf", ROUNDS)
    again, _ = score(open_model(tmp_path / "model.crf"), read_conll(path))
    assert again.rows() == plain.rows()
    assert plain.wanted.total() == sum(marked.count("[") for marked in NEWS)


def test_the_program_prints_the_same_figures_twice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By type and in all, without and with propagation."""
    train, test = write_conll(tmp_path / "train.conll", NEWS[:8]), write_conll(tmp_path / "test.conll", NEWS[8:])
    conll(train, test)
    first = capsys.readouterr().out
    conll(train, test)
    assert capsys.readouterr().out == first
    assert len(re.findall(r"^(LOC|ORG|PERSON|all) +\d\.\d{3} +\d\.\d{3} +\d\.\d{3} +\d+$", first, re.MULTILINE)) == 8
    assert "without propagation" in first
    assert "with propagation" in first


def test_a_bad_test_file_is_told_before_the_training(tmp_path: Path) -> None:
    """No minutes are spent first."""
    train, test = write_conll(tmp_path / "train.conll"), tmp_path / "test.conll"
    test.write_text("بغداد\n", encoding="utf-8")
    with pytest.raises(BadCorpus, match="test"):
        train_and_score(train, test, tmp_path / "model.crf", ROUNDS)
    assert not (tmp_path / "model.crf").exists()


PROPAGATED = [
    # text as marked, what a model found of it by token, what it is after the document is looked over
    (
        "قال [حازم الدروبي|PERS] أمس. وأضاف الدروبي أنه باق",
        [(1, 3, "PERS")],
        {(1, 3, "PERS"), (6, 7, "PERS")},
    ),
    ("زار [نادي الضفاف|MISC] ثم غادر", [(1, 3, "MISC")], {(1, 3, "MISC")}),
    ("بلا [أسماء|LOC]", [], set()),
]


@pytest.mark.parametrize(("marked", "found", "after"), PROPAGATED)
def test_what_is_found_once_is_found_again_in_its_document(
    marked: str, found: list[tuple[int, int, str]], after: set[tuple[int, int, str]]
) -> None:
    """Under the file's own labels; labels that are none of our types are left as they are."""
    one = labelled(marked)
    assert set(_propagated(one.document, found, {"PERSON": "PERS", "LOC": "LOC"})) == after
