"""Where the store is and who reviews, when nobody says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.settings import REVIEWER_VARIABLE, STORE_VARIABLE, default_reviewer, default_store


def test_the_environment_says_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STORE_VARIABLE, "/somewhere/else.db")
    monkeypatch.setenv(REVIEWER_VARIABLE, "لينا")
    assert default_store() == Path("/somewhere/else.db")
    assert default_reviewer() == "لينا"


def test_else_the_users_data_folder_and_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(STORE_VARIABLE, "")
    monkeypatch.delenv(REVIEWER_VARIABLE, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_store().name == "muraji.db"
    assert default_store().is_relative_to(tmp_path)
    monkeypatch.setenv("LOGNAME", "omar")
    assert default_reviewer() == "omar"


@pytest.mark.parametrize("error", [KeyError("uid not found"), OSError("no passwd")])
def test_a_user_without_a_name_is_a_reviewer_still(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def nobody() -> str:
        raise error

    monkeypatch.delenv(REVIEWER_VARIABLE, raising=False)
    monkeypatch.setattr("getpass.getuser", nobody)
    assert default_reviewer() == "reviewer"
