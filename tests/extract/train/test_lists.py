"""The program that packs lists: all spellings with their kinds and flags; a bad row is one line with its place."""

from __future__ import annotations

from pathlib import Path

import marisa_trie
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.learned.lists import KINDS, LONGEST, pack
from extract.train import lists as train_lists
from extract.train.corpora import BadCorpus
from extract.train.lists import entries, main, pack_lists


def written(folder: Path, text: str, name: str = "places.tsv") -> Path:
    """Return a folder with one list of this text."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def read(data: bytes) -> tuple[str, int]:
    """Return an entry's kind and level."""
    return KINDS[data[0]], data[1]


ROWS = [
    # list, row, spellings with their level
    ("places.tsv", "LOC\tبغداد", [("بغداد", 9)]),
    ("places.tsv", "LOC\tأمّ القُرى|أم القرى|القُرى", [("ام القري", 9), ("ام القري", 9), ("القري", 9)]),
    # The flag is of the last spelling, and of every one of a single word.
    ("places.tsv", "LOC\tواحة النخيل|النخيل\tweak", [("واحه النخيل", 9), ("النخيل", 2)]),
    ("places.tsv", "LOC\tالنخيل|واحة|واحة النخيل\tweak", [("النخيل", 2), ("واحه", 2), ("واحه النخيل", 2)]),
    ("places.tsv", "LOC\tالنخيل\t", [("النخيل", 9)]),
    ("media.tsv", "ORG\tأ.ف.ب|AFP", [("ا . ف . ب", 9), ("afp", 9)]),
    ("sites.tsv", "FAC\tقصر «الضفاف»", [("قصر « الضفاف »", 9)]),
    ("people.tsv", "PERSON\tحازم الدروبي", [("حازم الدروبي", 9)]),
    ("given_names.tsv", "حازم\t9", [("حازم", 9)]),
    ("family_names.tsv", "الدُروبي\t5", [("الدروبي", 5)]),
    # Of a longer name its first words.
    ("bodies.tsv", "ORG\ta b c d e f g h", [("a b c d e f", 9)]),
]


@pytest.mark.parametrize(("name", "row", "spellings"), ROWS)
def test_a_row_gives_its_folded_spellings(
    tmp_path: Path, name: str, row: str, spellings: list[tuple[str, int]]
) -> None:
    """Each with its kind and how surely it is meant so; comments and empty lines give none."""
    found = list(entries(written(tmp_path, f"# a comment\n\n{row}\n", name)))
    assert [(spelling, read(data)[1]) for spelling, data in found] == spellings
    kind = {"given_names.tsv": "given", "family_names.tsv": "family"}.get(name, row.partition("\t")[0])
    assert {read(data)[0] for _, data in found} == {kind}
    assert all(len(spelling.split(" ")) <= LONGEST for spelling, _ in found)


BAD = [
    ("places.tsv", "بغداد"),
    ("places.tsv", "LOC بغداد"),
    ("places.tsv", "TEAM\tبغداد"),
    ("places.tsv", "loc\tبغداد"),
    ("places.tsv", "given\tبغداد"),
    ("places.tsv", "LOC\t"),
    ("places.tsv", "LOC\tبغداد|"),
    ("places.tsv", "LOC\tبغداد||بيروت"),
    ("places.tsv", "LOC\tبغداد\tweak\t5"),
    ("places.tsv", "\tبغداد"),
    ("places.tsv", " "),
    ("given_names.tsv", "حازم"),
    ("given_names.tsv", "حازم\t"),
    ("given_names.tsv", "حازم\t0"),
    ("given_names.tsv", "حازم\t10"),
    ("given_names.tsv", "حازم\t٥"),
    ("given_names.tsv", "حازم\tnine"),
    ("family_names.tsv", "\t5"),
    ("family_names.tsv", "الدروبي\t5\t5"),
]


@pytest.mark.parametrize(("name", "row"), BAD)
def test_a_bad_row_is_told_with_its_place(tmp_path: Path, name: str, row: str) -> None:
    """In one line; nothing is packed, the packed file of before stays."""
    target = tmp_path / "lists.marisa"
    target.write_bytes(b"before")
    folder = written(tmp_path / "lists", f"# a comment\n{row}\n", name)
    with pytest.raises(BadCorpus) as error:
        pack_lists(folder, target)
    assert str(error.value).startswith(f"{folder / name}:2: ")
    assert "\n" not in str(error.value)
    assert target.read_bytes() == b"before"


def test_all_kinds_of_a_name_are_packed_and_the_surest_of_each(tmp_path: Path) -> None:
    """A name of two lists has both; said twice, the higher level."""
    folder = tmp_path / "lists"
    written(folder, "LOC\tالنخيل\tweak\nLOC\tالنخيل\nORG\tالنخيل", "a.tsv")
    written(folder, "LOC\tالنخيل\tweak", "b.tsv")
    written(folder, "النخيل\t3", "family_names.tsv")
    target = tmp_path / "lists.marisa"
    assert pack_lists(folder, target) == 3
    trie = marisa_trie.BytesTrie().load(str(target))
    assert sorted(map(read, trie["النخيل"])) == [("LOC", 9), ("ORG", 9), ("family", 3)]
    assert set(trie.keys()) == {"النخيل"}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["LOC", "ORG", "FAC"]),
            st.lists(st.sampled_from(["بغداد", "بيروت", "قصر النخيل", "AFP"]), min_size=1, max_size=3),
            st.booleans(),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_whatever_is_listed_is_packed(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, list[str], bool]]
) -> None:
    """Every spelling, of its kinds; the same bytes again."""
    folder = tmp_path_factory.mktemp("lists")
    text = "\n".join("\t".join([kind, "|".join(names), *["weak"] * weak]) for kind, names, weak in rows)
    written(folder, text)
    count = pack_lists(folder, folder / "one.marisa")
    assert pack_lists(folder, folder / "two.marisa") == count
    assert (folder / "one.marisa").read_bytes() == (folder / "two.marisa").read_bytes()
    trie = marisa_trie.BytesTrie().load(str(folder / "one.marisa"))
    found = {(spelling, read(data)[0]) for spelling, data in trie.items()}
    assert len(found) == count
    folded = {"AFP": "afp"}
    assert found == {(folded.get(name, name), kind) for kind, names, _ in rows for name in names}


def test_the_program_says_what_it_packed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """How many names and bytes."""
    folder, target = written(tmp_path / "lists", "LOC\tبغداد|بيروت\n"), tmp_path / "out.marisa"
    assert main(["--folder", str(folder), "--target", str(target)]) == 0
    assert capsys.readouterr().out == f"2 names, {target.stat().st_size:,} bytes\n"
    assert marisa_trie.BytesTrie().load(str(target))["بغداد"] == [pack("LOC", 9)]


def test_the_written_lists_can_be_packed(tmp_path: Path) -> None:
    """Those that are shipped: no bad row, as many names as lines or more."""
    folder = Path(str(Path(main.__code__.co_filename).parents[1] / "data" / "lists"))
    lines = sum(
        1
        for path in folder.glob("*.tsv")
        for line in path.read_text(encoding="utf-8").split("\n")
        if line[:1] not in ("", "#")
    )
    assert pack_lists(folder, tmp_path / "lists.marisa") > 0.9 * lines > 10_000


def test_the_packed_lists_are_those_that_are_written(tmp_path: Path) -> None:
    """A name added to a list is found only once they are packed again: `python -m extract.train lists`."""
    assert main(["--target", str(tmp_path / "lists.marisa")]) == 0
    fresh, shipped = marisa_trie.BytesTrie(), marisa_trie.BytesTrie()
    fresh.load(str(tmp_path / "lists.marisa"))
    shipped.load(str(Path(train_lists.__file__).parent.parent / "data" / "lists.marisa"))
    assert shipped.items() == fresh.items()
