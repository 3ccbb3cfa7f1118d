"""What is packed of words: raw text of any wrapping, shares by a model's labels, a file that is read as it was made."""

from __future__ import annotations

import lzma
from collections.abc import Sequence
from pathlib import Path

import marisa_trie
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.learned.evidence import evidence
from extract.train.corpora import BadCorpus
from extract.train.words import _other, _write, levels, main, raw_articles, raw_lines, shares
from extract.word_records import SHARES, Evidence, unpack
from tests.extract.train.drawn import NEWS, labelled, write_conll

TEXT = "وصل الوزير\nإلى بغداد\n\nثم عاد\n\n\n \nوانتهى"
ARTICLES = ["وصل الوزير\nإلى بغداد\n", "ثم عاد\n", "وانتهى"]


def raw(path: Path, text: str) -> Path:
    """Return a raw text, compressed where its name says so."""
    data = text.encode("utf-8")
    path.write_bytes(lzma.compress(data) if path.suffix == ".xz" else data)
    return path


@pytest.mark.parametrize("name", ["news.txt", "news.xz", "news"])
def test_a_raw_text_is_read_by_line_and_article(tmp_path: Path, name: str) -> None:
    """Plain or compressed; blank lines part articles, however many."""
    path = raw(tmp_path / name, TEXT)
    assert "".join(raw_lines(path)) == TEXT
    assert list(raw_articles(path)) == ARTICLES


@pytest.mark.parametrize("text", ["", "\n", "\n \n\n"])
def test_an_empty_raw_text_has_no_articles(tmp_path: Path, text: str) -> None:
    """Blank lines alone are none."""
    assert list(raw_articles(raw(tmp_path / "news.txt", text))) == []


def test_a_raw_text_that_is_none_is_told_with_its_line(tmp_path: Path) -> None:
    """Other encodings, other files under the ending, half a file."""
    path = tmp_path / "news.txt"
    path.write_bytes("وصل\n".encode() + "بغداد\n".encode("cp1256"))
    with pytest.raises(BadCorpus, match=r"news\.txt:2: is not UTF-8"):
        list(raw_lines(path))
    path = tmp_path / "news.xz"
    path.write_bytes("وصل\n".encode())
    with pytest.raises(BadCorpus, match=r"news\.xz"):
        list(raw_lines(path))
    path.write_bytes(lzma.compress("وصل\n".encode() * 1000)[:-20])
    with pytest.raises(BadCorpus, match=r"news\.xz"):
        list(raw_lines(path))


LEVELS = [
    # label counts of a word, its levels for PERSON LOC ORG FAC, then 1 for known
    ({"O": 10}, (0, 0, 0, 0, 1)),
    ({"PERSON": 10}, (5, 0, 0, 0, 1)),
    ({"LOC": 86, "O": 14}, (0, 5, 0, 0, 1)),
    ({"LOC": 85, "O": 15}, (0, 4, 0, 0, 1)),
    ({"LOC": 61, "O": 39}, (0, 4, 0, 0, 1)),
    ({"LOC": 31, "O": 69}, (0, 3, 0, 0, 1)),
    ({"LOC": 11, "O": 89}, (0, 2, 0, 0, 1)),
    ({"LOC": 3, "O": 97}, (0, 1, 0, 0, 1)),
    ({"LOC": 2, "O": 98}, (0, 0, 0, 0, 1)),
    ({"PERSON": 1, "LOC": 1, "ORG": 1, "FAC": 1}, (2, 2, 2, 2, 1)),
    ({"MISC": 10}, (0, 0, 0, 0, 1)),
]


@pytest.mark.parametrize(("counts", "found"), LEVELS)
def test_a_share_is_a_level(counts: dict[str, int], found: tuple[int, ...]) -> None:
    """By 2, 10, 30, 60 and 85 hundredths, each exceeded."""
    assert levels(counts) == found


@given(st.dictionaries(st.sampled_from(["PERSON", "LOC", "ORG", "FAC", "O"]), st.integers(1, 200), min_size=1))
def test_levels_never_fall_with_the_count(counts: dict[str, int]) -> None:
    """One more of a kind never lowers its own level nor raises another's."""
    before = levels(counts)
    for place, kind in enumerate(SHARES[:4]):
        after = levels({**counts, kind: counts.get(kind, 0) + 1})
        assert after[place] >= before[place]
        assert all(after[other] <= before[other] for other in range(4) if other != place)
        assert max(after) <= 5


class ByWord:
    """A tagger that takes words for what a table says."""

    def __init__(self, **kinds: str) -> None:
        """Take `kind="word word"`."""
        self.kinds = {word: f"B-{kind}" for kind, table in kinds.items() for word in table.split()}

    def tag(self, sentence: Sequence[Sequence[str]]) -> list[str]:
        """Return a label a token."""
        words = [next(each[2:] for each in token if each[:2] == "w=") for token in sentence]
        return [self.kinds.get(word, "O") for word in words]


def test_shares_are_counted_by_word(tmp_path: Path) -> None:
    """A corpus's own names of types are brought to ours; a word seen once, or of one letter, has none."""
    path = raw(tmp_path / "news.txt", "حازم في بغداد و\n\nحازم في بغداد و\n\nبغداد هنا")
    tagger = ByWord(PERS="حازم", LOC="بغداد")
    found = shares(path, tagger, 1, frozenset())
    assert found == {"حازم": (5, 0, 0, 0, 1), "بغداد": (0, 5, 0, 0, 1), "في": (0, 0, 0, 0, 1)}


@pytest.mark.parametrize(
    ("every", "marked", "seen"),
    [(1, (), {"اول", "ثان", "ثالث"}), (2, (), {"اول", "ثالث"}), (3, (), {"اول"}), (1, ("ثان ثان",), {"اول", "ثالث"})],
)
def test_articles_are_left_out_of_the_shares(
    tmp_path: Path, every: int, marked: tuple[str, ...], seen: set[str]
) -> None:
    """Every n-th is looked at; those that a test is made of never: they begin with one of the lines."""
    path = raw(tmp_path / "news.txt", "أول أول\n\nثان ثان\n\nثالث ثالث\n")
    assert set(shares(path, ByWord(), every, frozenset(marked))) == seen


def test_what_is_known_of_words_is_packed_and_read(tmp_path: Path) -> None:
    """A word of any of the three sources is in; what a source lacks is 0; one letter is no word."""
    target = tmp_path / "words.marisa"
    count = _write(
        target,
        {"بغداد": (1, 2, 3, 4), "ب": (1, 1, 1, 1)},
        {"بغداد": (0, 1, 2, 3, 4, 5, 6, 2, 7), "بيروت": (0, 0, 0, 0, 0, 0, 4, 0, 1)},
        {"دمشق": (0, 5, 0, 0, 1)},
    )
    assert count == 3
    trie = marisa_trie.BytesTrie().load(str(target))
    assert {word: unpack(data) for word, data in trie.items()} == {
        "بغداد": Evidence((1, 2, 3, 4), (0, 1, 2, 3, 4, 5, 6, 2, 7), (0, 0, 0, 0, 0)),
        "بيروت": Evidence((0, 0, 0, 0), (0, 0, 0, 0, 0, 0, 4, 0, 1), (0, 0, 0, 0, 0)),
        "دمشق": Evidence((0, 0, 0, 0), (0,) * 9, (0, 5, 0, 0, 1)),
    }
    assert [path.name for path in tmp_path.iterdir()] == ["words.marisa"]


def test_writing_elsewhere_leaves_the_shipped_words(tmp_path: Path) -> None:
    """What is asked after it is told as before; who has the old file mapped keeps it."""
    before = evidence("بغداد")
    mapped = tmp_path / "words.marisa"
    _write(mapped, {"بغداد": (1, 2, 3, 4)}, {}, {})
    trie = marisa_trie.BytesTrie()
    trie.mmap(str(mapped))
    _write(mapped, {"بيروت": (4, 3, 2, 1)}, {}, {})
    assert trie.keys() == ["بغداد"]
    assert marisa_trie.BytesTrie().load(str(mapped)).keys() == ["بيروت"]
    assert evidence("بغداد") == before


def test_the_model_behind_the_shares_is_of_the_corpus_named(tmp_path: Path) -> None:
    """It tells names as the corpus does, with the corpus's labels."""
    tagger = _other(write_conll(tmp_path / "news.conll", [each.replace("|PERSON]", "|PERS]") for each in NEWS]))
    assert {"B-PERS", "B-LOC", "B-ORG", "O"} <= set(tagger.labels())
    path = raw(tmp_path / "news.txt", "\n\n".join(labelled(each).document.body for each in NEWS))
    found = shares(path, tagger, 1, frozenset())
    assert found["الموصل"][1] == 5
    assert found["حازم"][0] == 5
    assert found["بعد"][:4] == (0, 0, 0, 0)


def test_the_program_needs_its_corpora(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without them it says what is wanted."""
    with pytest.raises(SystemExit) as end:
        main([str(tmp_path / "news.txt")])
    assert end.value.code == 2
    assert "--conll" in capsys.readouterr().err
