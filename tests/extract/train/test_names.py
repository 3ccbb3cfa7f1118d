"""The program that makes the model of names: on a dozen drawn articles it learns, and writes all that belongs together."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

from extract.learned.features import attributes, view, within
from extract.learned.models import tag
from extract.train import names
from extract.train.calibration import FEWEST
from extract.train.corpora import BadCorpus
from extract.train.mentions import Example, Settings, fit, new_score, open_model, rule_names
from extract.train.names import cross_validate, gather, main, show
from tests.extract.train.drawn import NEWS, labelled, write_marked


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what the program wrote for the drawn articles."""
    folder = tmp_path_factory.mktemp("made")
    marked = write_marked(folder / "news", NEWS * 3)
    assert main(["--marked", str(marked), "--folds", "3", "--target", str(folder / "own.crf")]) == 0
    return folder


def test_a_model_is_written_with_its_attributes_and_its_calibration(made: Path) -> None:
    """Beside each other, wherever the target is; the shipped ones are left alone."""
    assert sorted(path.name for path in made.iterdir()) == ["confidence.toml", "news", "own.attributes", "own.crf"]
    lines = (made / "own.attributes").read_text(encoding="utf-8").split("\n")
    assert lines == sorted({attribute for attribute, _ in open_model(made / "own.crf").info().state_features})
    tables = tomllib.loads((made / "confidence.toml").read_text(encoding="utf-8"))
    assert set(tables) == {"mention"}
    assert {"all", "LOC"} <= set(tables["mention"])
    drawn = "".join(NEWS * 3)
    assert {type_ for type_ in ("PERSON", "ORG", "FAC") if type_ in tables["mention"]} == {
        type_ for type_ in ("PERSON", "ORG", "FAC") if drawn.count(f"|{type_}]") >= FEWEST
    }


@pytest.mark.parametrize("marked", NEWS)
def test_the_written_model_with_its_attributes_alone_finds_what_it_was_shown(made: Path, marked: str) -> None:
    """The two files are enough: no attribute that matters is missing."""
    known = {line: line for line in (made / "own.attributes").read_text(encoding="utf-8").split("\n")}
    one = labelled(marked)
    ruled = rule_names(one.document)
    found = tag(attributes(one.document, ruled, lambda norm: within(view(norm), known)), open_model(made / "own.crf"))
    drawn = [
        f"[{one.document.body[one.document.tokens[n.first].start : one.document.tokens[n.last].end]}|{n.type}]"
        for n in found
    ]
    assert all(each in marked for each in drawn)
    assert len(drawn) == marked.count("|")


def test_the_same_articles_make_the_same_files(made: Path, tmp_path: Path) -> None:
    """To the byte."""
    main(["--marked", str(made / "news"), "--folds", "3", "--target", str(tmp_path / "own.crf")])
    for name in ("own.crf", "own.attributes", "confidence.toml"):
        assert (tmp_path / name).read_bytes() == (made / name).read_bytes()


def test_without_folds_no_calibration_is_written(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """There was nothing to judge by; nothing is printed."""
    assert main(["--marked", str(made / "news"), "--target", str(tmp_path / "own.crf")]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["own.attributes", "own.crf"]
    assert capsys.readouterr().out == ""


def test_articles_are_gathered_but_those_left_out(tmp_path: Path) -> None:
    """By folder and name; dates are no labels of the model's."""
    one = write_marked(tmp_path / "one", NEWS[:3])
    two = write_marked(tmp_path / "two", ["وصل [أمس|DATE] إلى [بغداد|LOC] مع وفد كبير من التجار"])
    found = gather([one, two], frozenset(("one/01", "two/77")))
    assert [article.labelled.name for article in found] == ["one/00", "one/02", "two/00"]
    [(_, labels)] = found[-1].examples
    assert labels[:4] == ["O", "O", "O", "B-LOC"]
    assert found[-1].labelled.labels[:4] == ["O", "B-DATE", "O", "B-LOC"]
    assert [name.type for name in found[-1].ruled] == ["DATE", "LOC"]


def test_cross_validation_judges_every_name_on_articles_left_out(tmp_path: Path) -> None:
    """Each article once; a name is right with its span and type; the rules have their own score."""
    articles = gather([write_marked(tmp_path / "news", NEWS * 2)], frozenset())
    rules, learned, judged = cross_validate(articles, 2, tmp_path)
    wanted = sum(marked.count("[") for marked in NEWS * 2)
    assert rules.wanted.total() == learned.wanted.total() == wanted
    assert len(judged) == learned.proposed.total()
    assert sum(right for _, _, right in judged) == learned.right.total()
    assert all(0 <= probability <= 1 + 1e-9 for _, probability, _ in judged)
    # The other half holds each name: what is learned there is found here.
    assert learned.rows()[-1][3] > rules.rows()[-1][3]


def test_no_article_is_judged_by_a_model_that_saw_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each fold's model is fitted to the other folds' articles alone, and to all of them."""
    shown: list[list[Example]] = []

    def seen(data: Iterable[Example], target: Path, settings: Settings) -> None:
        shown.append(list(data))
        fit(shown[-1], target, settings)

    monkeypatch.setattr(names, "fit", seen)
    articles = gather([write_marked(tmp_path / "news", NEWS[:6])], frozenset())
    cross_validate(articles, 3, tmp_path)
    assert shown == [
        [each for number, article in enumerate(articles) if number % 3 != fold for each in article.examples]
        for fold in range(3)
    ]


def test_a_score_is_printed_by_type(capsys: pytest.CaptureFixture[str]) -> None:
    """Counts are not in the sum."""
    score = new_score()
    score.add([(0, 1, "LOC"), (2, 3, "NUMBER_OF")], [(0, 1, "LOC"), (4, 5, "LOC")])
    show("rules", score)
    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [
        ["rules", "P", "R", "F1", "marked"],
        ["LOC", "1.000", "0.500", "0.667", "2"],
        ["NUMBER_OF", "0.000", "0.000", "0.000", "0"],
        ["all", "1.000", "0.500", "0.667", "2"],
    ]


BAD = [
    ([], "--marked"),
    (["--marked", "FOLDER", "--folds", "1"], "--folds 1"),
    (["--marked", "FOLDER", "--folds", "5"], "2 marked articles"),
    (["--marked", "FOLDER", "--folds", "many"], "many"),
    (["--marked", "FOLDER", "--skip", "news/00", "news/01"], "0 marked articles"),
]


@pytest.mark.parametrize(("arguments", "said"), BAD)
def test_what_can_not_be_trained_on_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    """Before anything is written."""
    folder = write_marked(tmp_path / "news", NEWS[:2])
    target = tmp_path / "own.crf"
    with pytest.raises(SystemExit) as end:
        main([*(str(folder) if each == "FOLDER" else each for each in arguments), "--target", str(target)])
    assert end.value.code == 2
    assert said in capsys.readouterr().err
    assert not target.exists()


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    """By its name."""
    with pytest.raises(BadCorpus, match="nowhere"):
        main(["--marked", str(tmp_path / "nowhere"), "--target", str(tmp_path / "own.crf")])
