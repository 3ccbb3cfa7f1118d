"""Which files a person means, and what comes of reading them."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.article import Reading
from extract.errors import Unreadable
from tests.tui.driving import SAMPLES
from tui.errors import BadUsage
from tui.files import Found, find, find_usable, readings


def tree(folder: Path, *names: str) -> Path:
    """Make files of these names, with a word in each."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("وصل الوفد", "utf-8")
    return folder


def names(found: list[Found], folder: Path) -> list[str]:
    """Return the paths below a folder."""
    return [Path(each.name).relative_to(folder).as_posix() for each in found]


def test_a_folder_is_walked_in_the_order_of_names(tmp_path: Path) -> None:
    tree(
        tmp_path, "b/2.txt", "b/10.txt", "a.html", "c.jsonl", "d.HTM", "z.md", ".hidden.txt", ".git/x.txt", "e.txt.bak"
    )
    assert names(find([str(tmp_path)]), tmp_path) == ["a.html", "b/10.txt", "b/2.txt", "c.jsonl", "d.HTM"]


def test_a_file_that_is_named_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    tree(tmp_path, "z.md", ".hidden.txt")
    assert names(find([str(tmp_path / "z.md"), str(tmp_path / ".hidden.txt")]), tmp_path) == ["z.md", ".hidden.txt"]


def test_paths_keep_the_order_in_which_they_are_given(tmp_path: Path) -> None:
    tree(tmp_path, "1.txt", "b/2.txt")
    found = find([str(tmp_path / "b"), "-", str(tmp_path / "1.txt")])
    assert [each.name for each in found] == [str(tmp_path / "b" / "2.txt"), "-", str(tmp_path / "1.txt")]
    assert found[1].path is None


def test_a_link_to_a_folder_is_not_walked_into_a_circle(tmp_path: Path) -> None:
    tree(tmp_path, "a/1.txt")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    (tmp_path / "a" / "file.txt").symlink_to(tmp_path / "a" / "1.txt")
    assert names(find([str(tmp_path)]), tmp_path) == ["a/1.txt", "a/file.txt"]


@pytest.mark.parametrize("name", ["none.txt", "none/", "empty"])
def test_nothing_there_is_said_with_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadUsage) as error:
        find([str(SAMPLES), str(tmp_path / name)])
    assert name.rstrip("/") in str(error.value)
    assert "\n" not in str(error.value)


def test_a_path_that_is_not_there_keeps_its_place_among_the_others(tmp_path: Path) -> None:
    tree(tmp_path, "1.txt", "2.txt")
    (tmp_path / "empty").mkdir()
    told: list[str] = []
    found = find_usable([str(tmp_path / name) for name in ("none.txt", "1.txt", "empty", "2.txt")], told.append)
    assert told == []
    assert [(Path(each.name).name, bool(each.error)) for each in found] == [
        ("none.txt", True), ("1.txt", False), ("empty", True), ("2.txt", False),
    ]  # fmt: skip
    [error] = readings(found[0])
    assert isinstance(error, Unreadable)
    assert "none.txt" in str(error)
    assert found[0].size == 0


def test_no_path_of_use_is_an_error_a_line_for_each(tmp_path: Path) -> None:
    told: list[str] = []
    with pytest.raises(BadUsage, match=r"b\.txt: no such file"):
        find_usable([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], told.append)
    assert len(told) == 1
    assert "a.txt" in told[0]
    assert find_usable([], told.append) == []


def test_sizes(tmp_path: Path) -> None:
    [found] = find([str(tree(tmp_path, "1.txt"))])
    assert found.size == len("وصل الوفد".encode())
    assert Found("-", None).size == 0
    assert Found("gone", tmp_path / "gone").size == 0


def test_a_file_that_goes_away_is_an_error_of_its_own(tmp_path: Path) -> None:
    [found] = find([str(tree(tmp_path, "1.txt"))])
    (tmp_path / "1.txt").unlink()
    [error] = readings(found)
    assert isinstance(error, Unreadable)
    assert "1.txt" in str(error)


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("وصل الوفد إلى بغداد".encode())))
    [reading] = readings(Found("-", None))
    assert isinstance(reading, Reading)
    assert reading.article.body == "وصل الوفد إلى بغداد"
    assert reading.source.name == "-"


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.jsonl", "a"]))
def test_no_bytes_raise(tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str) -> None:
    folder = tmp_path_factory.getbasetemp() / "bytes"
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(data)
    for each in readings(Found(str(path), path)):
        if isinstance(each, Unreadable):
            assert name in str(each)
            assert "\n" not in str(each)
        else:
            assert each.article.body
