"""Corpora as labelled documents: CoNLL files and marked articles, there and back; what is wrong is told in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.document import Document
from extract.learned.labels import spans
from extract.reading import read_bytes
from extract.train.corpora import (
    SENTENCES,
    BadCorpus,
    Row,
    conll_documents,
    labels_of,
    read_conll,
    read_marked,
    text_of,
)
from tests.extract.learned.own_tables import document
from tests.extract.train.drawn import NEWS, draw, labelled, read, write_conll, write_marked


def written(folder: Path, text: str, name: str = "corpus.conll") -> Path:
    """Return a file with this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_conll_file_is_read_by_sentence(tmp_path: Path) -> None:
    """The first cell is the word, the last the label; any blanks part cells, empty lines part sentences."""
    path = written(tmp_path, "\n\nوصل O\nحازم x y B-PERSON\n\n\n \nبغداد\tB-LOC\r\nثم   O\n")
    assert read_conll(path) == [
        [Row("وصل", "O"), Row("حازم", "B-PERSON")],
        [Row("بغداد", "B-LOC"), Row("ثم", "O")],
    ]


@pytest.mark.parametrize("text", ["", "\n", "\n \n\t\n"])
def test_an_empty_conll_file_has_no_sentences(tmp_path: Path, text: str) -> None:
    """Nor documents."""
    assert read_conll(written(tmp_path, text)) == []
    assert list(conll_documents([])) == []


BAD_ROWS = [
    ("وصل O\nبغداد\n", 2),
    ("وصل O\n\nبغداد LOC\n", 3),
    ("وصل o\n", 1),
    ("وصل O\nإلى B-\n", 2),
    ("وصل E-LOC\n", 1),
    ("وصل O\nثم O\nعاد 0\n", 3),
]


@pytest.mark.parametrize(("text", "line"), BAD_ROWS)
def test_a_bad_row_is_told_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    """A word without label would part a sentence unseen; a label of another scheme would be learned."""
    path = written(tmp_path, text)
    with pytest.raises(BadCorpus) as error:
        read_conll(path)
    assert str(error.value).startswith(f"{path}:{line}: ")
    assert "\n" not in str(error.value)


def test_a_long_bad_row_is_not_told_whole(tmp_path: Path) -> None:
    """A binary file has lines without end."""
    with pytest.raises(BadCorpus) as error:
        read_conll(written(tmp_path, "x" * 100_000))
    assert len(str(error.value)) < 400


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    """By its name, and what to do."""
    path = tmp_path / "corpus.conll"
    path.write_bytes("بغداد O\n".encode("cp1256"))
    with pytest.raises(BadCorpus, match="UTF-8"):
        read_conll(path)
    with pytest.raises(BadCorpus, match="nothing"):
        text_of(tmp_path / "nothing.conll")
    with pytest.raises(BadCorpus, match="directory"):
        text_of(tmp_path)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Zs", "Zl", "Zp", "Cc")), min_size=1, max_size=8) | st.sampled_from(
    ["بغداد", "و", "NATO", "2018", "،", "لـCNN", "أ.ف.ب", "😀", "\u0651", "\u200f", "«الضفاف»"]
)  # fmt: skip
SENTENCE = st.lists(
    st.builds(Row, WORDS, st.sampled_from(["O", "O", "B-PERSON", "I-PERSON", "B-LOC", "I-LOC"])), min_size=1, max_size=8
)


@given(st.lists(SENTENCE, max_size=6))
def test_a_conll_files_labels_come_back_from_its_documents(sentences: list[list[Row]]) -> None:
    """Of each word by the token in which it begins; a word that folds to nothing has none."""
    given_ = [row for sentence in sentences for row in sentence]
    found: list[tuple[str, str]] = []
    for one, starts in conll_documents(sentences):
        assert len(one.labels) == len(one.document.tokens)
        for sentence in starts:
            found += [
                (one.document.norms[index], one.labels[index]) if index < len(one.labels) else ("", "O")
                for index in sentence
            ]
    assert len(found) == len(given_)
    for row, (norm, label) in zip(given_, found, strict=True):
        tokens = document(row.word).norms
        if tokens:
            assert (tokens[0], row.label) == (norm, label)


SPLIT = [
    # a file's words, ours with their labels
    ([("لـCNN", "B-ORG")], [("ل", "B-ORG"), ("cnn", "I-ORG")]),
    ([("أ.ف.ب", "B-ORG"), ("في", "O")], [("ا", "B-ORG"), (".", "I-ORG"), ("ف", "I-ORG"), (".", "I-ORG"), ("ب", "I-ORG"), ("في", "O")]),
    ([("15-11", "O"), ("بغداد", "B-LOC")], [("15", "O"), ("-", "O"), ("11", "O"), ("بغداد", "B-LOC")]),
    ([("ـ", "O"), ("بغداد", "B-LOC")], [("بغداد", "B-LOC")]),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "tokens"), SPLIT)
def test_a_word_that_is_several_tokens_labels_them_all(
    rows: list[tuple[str, str]], tokens: list[tuple[str, str]]
) -> None:
    """The first begins the name, the others go on with it."""
    [(one, _)] = conll_documents([[Row(*row) for row in rows]])
    assert list(zip(one.document.norms, one.labels, strict=True)) == tokens


def test_documents_hold_some_sentences_each() -> None:
    """In order, named by the first of them; the last may be shorter."""
    sentences = [[Row(f"كلمة{number}", "O")] for number in range(2 * SENTENCES + 5)]
    found = list(conll_documents(sentences, "news"))
    assert [one.name for one, _ in found] == ["news:0", f"news:{SENTENCES}", f"news:{2 * SENTENCES}"]
    assert [len(starts) for _, starts in found] == [SENTENCES, SENTENCES, 5]
    assert [len(one.document.body.splitlines()) for one, _ in found] == [SENTENCES, SENTENCES, 5]


def test_drawn_texts_as_conll_tell_the_same_names(tmp_path: Path) -> None:
    """Written to a file and read back."""
    sentences = read_conll(write_conll(tmp_path / "news.conll"))
    assert len(sentences) == len(NEWS)
    [(one, _)] = conll_documents(sentences)
    assert [draw(one.document, one.labels)] == ["\n".join(" ".join(marked.split()) for marked in NEWS) + "\n"]


def test_marked_articles_are_read_with_their_labels(tmp_path: Path) -> None:
    """In order of their names, those without marks left out; the marks come along."""
    folder = write_marked(tmp_path / "news")
    (folder / "99.txt").write_text("بلا علامات", encoding="utf-8")
    (folder / "98.json").write_text("{}", encoding="utf-8")
    found = read_marked(folder)
    assert [one.name for one, _ in found] == [f"news/{number:02}" for number in range(len(NEWS))]
    assert [draw(one.document, one.labels).strip() for one, _ in found] == list(NEWS)
    assert [marks["events"] for _, marks in found] == [[]] * len(NEWS)


BAD_MARKS = [
    ("", "JSON"),
    ("{", "JSON"),
    ("[" * 100_000, "JSON"),
    ("[]", "entities"),
    ("{}", "entities"),
    ("5", "entities"),
    ('{"entities": 5}', "entities"),
    ('{"entities": [5]}', "entities"),
    ('{"entities": [{"start": 0, "end": 3}]}', "type"),
    ('{"entities": [{"start": "0", "end": 3, "type": "LOC"}]}', "entities"),
]


@pytest.mark.parametrize(("text", "said"), BAD_MARKS)
def test_bad_marks_are_told_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    """With the file and what is wanted there."""
    folder = write_marked(tmp_path / "news", NEWS[:1])
    (folder / "00.json").write_text(text, encoding="utf-8")
    with pytest.raises(BadCorpus, match=said) as error:
        read_marked(folder)
    assert "00.json" in str(error.value)
    assert "\n" not in str(error.value)


def test_an_article_that_can_not_be_read_is_told(tmp_path: Path) -> None:
    """By its file; a folder that is none by its name."""
    folder = write_marked(tmp_path / "news", NEWS[:1])
    (folder / "00.txt").write_bytes(b"\0\1\2\3" * 10)
    with pytest.raises(BadCorpus, match=r"00\.txt"):
        read_marked(folder)
    with pytest.raises(BadCorpus, match="nowhere"):
        read_marked(tmp_path / "nowhere")


LABELS = [
    ("وصل [حازم الدروبي|PERSON] إلى [بغداد|LOC]", "O B-PERSON I-PERSON O B-LOC"),
    ("و[بغداد|LOC] [بيروت|LOC]", "B-LOC B-LOC"),
    ("[أ.ف.ب|ORG] قالت", "B-ORG I-ORG I-ORG I-ORG I-ORG O"),
    ("بلا أسماء", "O O"),
    ("", ""),
]


@pytest.mark.parametrize(("marked", "labels"), LABELS)
def test_marks_are_labels(marked: str, labels: str) -> None:
    """Each token that shares a character with a mark is its."""
    body, entities = read(marked)
    assert labels_of(document(body), entities) == labels.split()


@given(st.lists(st.sampled_from(["O", "B-PERSON", "I-PERSON", "B-LOC", "I-LOC"]), max_size=10))
def test_well_formed_labels_come_back_from_the_spans_they_tell(labels: list[str]) -> None:
    """To spans in characters and back is the same for labels whose names all begin with B."""
    for index, label in enumerate(labels):
        if label[0] == "I" and (index == 0 or labels[index - 1][2:] != label[2:]):
            labels[index] = "B-" + label[2:]
    one = document(" ".join("كلمة" for _ in labels))
    entities = [
        {"start": one.tokens[first].start, "end": one.tokens[end - 1].end, "type": kind}
        for first, end, kind in spans(labels)
    ]
    assert labels_of(one, entities) == labels


def test_labels_survive_json(tmp_path: Path) -> None:
    """What a station exports is what is read: a round trip through the file."""
    body, entities = read(NEWS[0])
    again = json.loads(json.dumps({"entities": entities}))["entities"]
    [reading] = read_bytes("00.txt", body.encode())
    assert not isinstance(reading, Exception)
    assert labels_of(Document(reading.article), again) == labelled(NEWS[0]).labels
