"""Where the store is and who reviews, when nobody says; the settings file, read and changed."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.errors import BadSettings
from tui.settings import (
    REVIEWER_VARIABLE,
    SETTINGS_VARIABLE,
    STORE_VARIABLE,
    Settings,
    default_reviewer,
    default_store,
    parse_settings,
    read_settings,
    save,
    settings_path,
)


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


# -- the settings file


def test_without_a_file_all_is_as_usual(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "none.toml") == Settings()
    assert Settings() == Settings(bidi="auto", letters="joined", caret="visual", mouse=True, copy=True, terminals={})


def test_the_file_is_where_the_environment_says_else_in_the_config_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(SETTINGS_VARIABLE, str(tmp_path / "mine.toml"))
    (tmp_path / "mine.toml").write_text("mouse = false\n", encoding="utf-8")
    assert settings_path() == tmp_path / "mine.toml"
    assert not read_settings().mouse
    monkeypatch.delenv(SETTINGS_VARIABLE)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert settings_path().name == "settings.toml"
    assert settings_path().is_relative_to(tmp_path)


ALL = """# mine
bidi = "visual"      # all terminals but one
letters = 'separate'
caret = "logical"
mouse = false
copy = false

[terminal.kitty]
bidi = "words"
[terminal."tmux-vte"]
bidi = "auto"
"""


def test_all_keys(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text(ALL, encoding="utf-8")
    found = read_settings(file)
    assert found == Settings(
        bidi="visual",
        letters="separate",
        caret="logical",
        mouse=False,
        copy=False,
        terminals={"kitty": "words", "tmux-vte": "auto"},
    )
    assert [found.bidi_in(name) for name in ("kitty", "tmux-vte", "xterm")] == ["words", "auto", "visual"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('bidi = "right"', ("bidi", "right", "visual", "auto", "logical")),
        ("bidi = 1", ("bidi", "1", "auto")),
        ('letters = "loose"', ("letters", "joined", "separate")),
        ('caret = "up"', ("caret", "visual", "logical")),
        ("mouse = 1", ("mouse", "true", "false")),
        ('copy = "yes"', ("copy", "true", "false")),
        ("colour = true", ("colour", "bidi", "letters", "caret", "mouse", "copy", "terminal")),
        ("terminal = 3", ("terminal",)),
        ("[terminal]\nkitty = 3", ("terminal.kitty",)),
        ('[terminal.kitty]\nbidi = "left"', ("terminal.kitty.bidi", "left", "words")),
        ("[terminal.kitty]\nmouse = true", ("terminal.kitty", "mouse", "bidi")),
        ("bidi = ", ("TOML",)),
        ('bidi = "visual"\nbidi = "visual"', ("TOML",)),
    ],
)
def test_what_is_not_allowed_is_one_line_with_file_key_and_what_is(text: str, words: tuple[str, ...]) -> None:
    with pytest.raises(BadSettings) as caught:
        parse_settings(text.encode(), "/etc/s.toml")
    message = str(caught.value)
    assert "\n" not in message
    assert all(word in message for word in ("/etc/s.toml", *words))


def test_a_file_that_is_no_text_or_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="UTF-8"):
        parse_settings(b"\xff\xfe", "s.toml")
    with pytest.raises(BadSettings, match=str(tmp_path)):
        read_settings(tmp_path)


def test_a_byte_order_mark_is_no_fault() -> None:
    assert not parse_settings(b"\xef\xbb\xbfmouse = false", "s.toml").mouse


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=40))
def test_any_bytes_are_settings_or_one_error(data: bytes) -> None:
    said = ""
    try:
        parse_settings(data, "s.toml")
    except BadSettings as error:
        said = str(error)
    assert "\n" not in said


@pytest.mark.parametrize(
    ("before", "keys", "value", "after"),
    [
        ("", ("bidi",), "lro", 'bidi = "lro"\n'),
        ("", ("terminal", "kitty", "bidi"), "words", '[terminal.kitty]\nbidi = "words"\n'),
        ("", ("terminal", "tmux-vte", "bidi"), "lro", '[terminal.tmux-vte]\nbidi = "lro"\n'),
        ("mouse = true # m", ("mouse",), False, "mouse = false # m"),
        ("  mouse=true\t# m\r\n# end", ("mouse",), False, "  mouse=false\t# m\r\n# end"),
        ("# one\nmouse = true", ("copy",), False, "# one\nmouse = true\ncopy = false\n"),
        ("# one\n", ("copy",), False, "# one\ncopy = false\n"),
        ("[terminal.kitty]\n", ("mouse",), False, "mouse = false\n[terminal.kitty]\n"),
        (
            "mouse = true\n\n# k\n[terminal.kitty]\nbidi = 'words' # w\n",
            ("terminal", "kitty", "bidi"),
            "visual",
            'mouse = true\n\n# k\n[terminal.kitty]\nbidi = "visual" # w\n',
        ),
        (
            "[terminal.kitty]\n# nothing\n[terminal.vte]\nbidi = 'lro'",
            ("terminal", "kitty", "bidi"),
            "words",
            "[terminal.kitty]\nbidi = \"words\"\n# nothing\n[terminal.vte]\nbidi = 'lro'",
        ),
        (
            '[terminal.vte]\nbidi = "lro"\r\n',
            ("terminal", "kitty", "bidi"),
            "words",
            '[terminal.vte]\nbidi = "lro"\r\n\n[terminal.kitty]\nbidi = "words"\n',
        ),
        ('terminal.kitty.bidi = "lro"\n', ("terminal", "kitty", "bidi"), "words", 'terminal.kitty.bidi = "words"\n'),
        (
            '[terminal]\nkitty.bidi = "lro"\n',
            ("terminal", "kitty", "bidi"),
            "words",
            '[terminal]\nkitty.bidi = "words"\n',
        ),
        ("[ terminal . 'kitty' ]\n", ("terminal", "kitty", "bidi"), "lro", "[ terminal . 'kitty' ]\nbidi = \"lro\"\n"),
        ('"bidi" = "lro"\n', ("bidi",), "auto", '"bidi" = "auto"\n'),
        ("\ufeffmouse = true\n", ("mouse",), False, "\ufeffmouse = false\n"),
        ("\ufeff# only\n", ("mouse",), False, "\ufeff# only\nmouse = false\n"),
    ],
)
def test_a_change_keeps_every_other_byte(
    before: str, keys: tuple[str, ...], value: str | bool, after: str, tmp_path: Path
) -> None:
    file = tmp_path / "s.toml"
    file.write_bytes(before.encode())
    save(keys, value, file)
    assert file.read_bytes().decode() == after


ASSIGNED: tuple[tuple[tuple[str, ...], tuple[str | bool, ...]], ...] = (
    (("bidi",), ("auto", "visual", "words")),
    (("letters",), ("joined", "separate")),
    (("caret",), ("visual", "logical")),
    (("mouse",), (True, False)),
    (("copy",), (True, False)),
    (("terminal", "kitty", "bidi"), ("auto", "words")),
    (("terminal", "tmux-vte", "bidi"), ("lro", "runs")),
)
assigned = st.sampled_from(ASSIGNED).flatmap(lambda each: st.tuples(st.just(each[0]), st.sampled_from(each[1])))


def set_in(found: Settings, keys: tuple[str, ...]) -> object:
    return found.terminals.get(keys[1]) if len(keys) == 3 else getattr(found, keys[0])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=st.sampled_from(("", ALL, "# nothing\r\n")), changes=st.lists(assigned, max_size=8))
def test_changes_one_after_another_are_what_is_read_back(
    before: str, changes: list[tuple[tuple[str, ...], str | bool]], tmp_path: Path
) -> None:
    file = tmp_path / "s.toml"
    file.write_bytes(before.encode())
    last: dict[tuple[str, ...], object] = {}
    for keys, value in changes:
        save(keys, value, file)
        last[keys] = value
    found = read_settings(file)
    assert {keys: set_in(found, keys) for keys in last} == last
    # comments outlive every change
    assert [line for line in before.splitlines() if line.startswith("#")] == [
        line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("#")
    ]


@pytest.mark.parametrize(
    ("before", "keys", "value"),
    [
        ("terminal = { kitty = { bidi = 'lro' } }\n", ("terminal", "kitty", "bidi"), "words"),
        ("mouse = [", ("mouse",), True),
        ("mouse = true\n", ("bidi",), "sideways"),
        ("mouse = true\n", ("colour",), True),
        ("mouse = true\n", ("mouse",), "true"),
        ('bidi = """lro"""\n', ("bidi",), "auto"),
    ],
)
def test_a_change_that_can_not_be_made_leaves_the_file_as_it_was(
    before: str, keys: tuple[str, ...], value: str | bool, tmp_path: Path
) -> None:
    file = tmp_path / "s.toml"
    file.write_bytes(before.encode())
    with pytest.raises(BadSettings) as caught:
        save(keys, value, file)
    assert "\n" not in str(caught.value)
    assert file.read_bytes() == before.encode()
    assert list(tmp_path.iterdir()) == [file]


def test_a_change_makes_the_folder_keeps_the_rights_and_goes_through_a_link(tmp_path: Path) -> None:
    made = save(("mouse",), False, tmp_path / "a" / "b" / "s.toml")
    made.chmod(0o600)
    link = tmp_path / "link.toml"
    link.symlink_to(made)
    assert save(("copy",), False, link) == made
    assert link.is_symlink()
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert read_settings(link) == Settings(mouse=False, copy=False)


def test_a_write_that_breaks_off_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "s.toml"
    file.write_text("mouse = true\n", encoding="utf-8")

    def broken(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", broken)
    with pytest.raises(BadSettings, match="No space left"):
        save(("mouse",), False, file)
    assert file.read_text(encoding="utf-8") == "mouse = true\n"
    assert list(tmp_path.iterdir()) == [file]


def test_what_can_not_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(BadSettings) as caught:
        save(("mouse",), False, tmp_path / "file" / "s.toml")
    assert "\n" not in str(caught.value)


def test_a_bad_file_ends_a_command_with_one_line_and_exit_code_2(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text('bidi = "right"\n', encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tui", "doctor", "--store", str(tmp_path / "a.db")],
        env={**os.environ, SETTINGS_VARIABLE: str(file)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "a.db").exists()
