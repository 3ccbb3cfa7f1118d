"""How a store is: a finding whatever is wrong with it, and nothing changed by looking."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from store.database import open_database
from store.health import flaws, health
from store.lock import held_by


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "a.db"
    open_database(made).close()
    return made


def test_a_store_that_is_well(path: Path) -> None:
    found = health(path)
    assert (found.exists, found.error, found.journal, found.check, found.holder) == (True, "", "wal", "ok", "")
    assert found.size == path.stat().st_size
    assert found.free
    assert (found.articles, found.items, found.decisions) == (0, 0, 0)


def test_no_store_is_no_error_and_none_is_made(tmp_path: Path) -> None:
    found = health(tmp_path / "a" / "none.db")
    assert (found.exists, found.error) == (False, "")
    assert found.free
    assert list(tmp_path.iterdir()) == []


def test_who_has_it_open_is_named(path: Path) -> None:
    with open_database(path):
        assert str(os.getpid()) in health(path).holder
        assert str(os.getpid()) in (held_by(path) or "")
    assert health(path).holder == ""
    assert held_by(path) is None


def test_looking_keeps_nobody_from_writing(path: Path) -> None:
    held_by(path)
    health(path)
    with open_database(path) as db:
        assert db.writable


@pytest.mark.parametrize("data", [b"", b"not a store", b"SQLite format 3\x00" + bytes(200)])
def test_what_is_no_store_is_said(data: bytes, tmp_path: Path) -> None:
    other = tmp_path / "b.db"
    other.write_bytes(data)
    found = health(other)
    assert found.exists
    assert str(other) in found.error
    assert other.read_bytes() == data


def test_a_folder_and_a_name_that_can_not_be(tmp_path: Path) -> None:
    assert health(tmp_path).error
    assert not health(tmp_path / "a\0b").exists


def test_a_broken_page_is_complained_of(path: Path) -> None:
    whole = path.read_bytes()
    size = int.from_bytes(whole[16:18], "big")
    said = []
    # past the schema, which is read at opening
    for start in range(2 * size, len(whole), size):
        path.write_bytes(whole[:start] + b"\xff" * 100 + whole[start + 100 :])
        found = health(path)
        said.append(found.check)
        assert found.check != "ok" or found.error, start
    assert any("page" in check.lower() or "malformed" in check for check in said)


def test_a_look_that_takes_too_long_is_given_up(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.health._STEPS", 1)
    assert health(path, limit=-1).check == "not finished"


@pytest.mark.parametrize(
    ("version", "names"),
    [((3, 40, 1), ["wal_reset"]), ((3, 51, 2), ["wal_reset"]), ((3, 51, 3), []), ((3, 54, 1), [])],
)
def test_faults_of_sqlite(version: tuple[int, int, int], names: list[str]) -> None:
    assert flaws(version) == names
