"""`force_ltr`, from a command line and from files."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tui.terminal.kitty import forces_ltr


@contextmanager
def kitty(*arguments: str) -> Iterator[str]:
    """A process with such a command line; yields its id."""
    # not by -c, which kitty has too
    command = [sys.executable, "-m", "tests.tui.recognition.waiting", *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        # its command line stands once it runs
        process.stdout.readline()
        yield str(process.pid)
        process.stdin.close()


@pytest.mark.parametrize(
    ("arguments", "forced"),
    [
        (("--config", "NONE", "-o", "force_ltr=yes"), True),
        (("--config", "NONE", "-o", "font_size=9", "-o", "force_ltr yes"), True),
        (("--config", "NONE", "--override", "force_ltr=y"), True),
        (("--config=NONE", "--override=force_ltr=true"), True),
        (("-c", "NONE", "-oforce_ltr=yes"), True),
        (("--config", "NONE", "-o", "force_ltr=yes", "-o", "force_ltr=no"), False),
        (("--config", "NONE", "-o", "force_ltr=no"), False),
        (("--config", "NONE"), False),
        (("--config", "NONE", "force_ltr=yes"), False),
    ],
)
def test_the_command_line(arguments: tuple[str, ...], forced: bool) -> None:
    with kitty(*arguments) as process:
        assert forces_ltr({"KITTY_PID": process}) is forced


@pytest.mark.parametrize(
    ("text", "forced"),
    [
        ("force_ltr yes\n", True),
        ("# force_ltr yes\n", False),
        ("force_ltr yes\nforce_ltr no\n", False),
        ("font_size 12\n  force_ltr   y\n", True),
        ("include other.conf\n", True),
        ("include missing.conf\n", False),
        ("include kitty.conf\n", False),
        ("", False),
    ],
)
def test_the_configuration(text: str, forced: bool, tmp_path: Path) -> None:
    (tmp_path / "kitty.conf").write_text(text, encoding="utf-8")
    (tmp_path / "other.conf").write_text("force_ltr yes\n", encoding="utf-8")
    with kitty() as process:
        assert forces_ltr({"KITTY_PID": process, "KITTY_CONFIG_DIRECTORY": str(tmp_path)}) is forced
        with kitty("--config", str(tmp_path / "kitty.conf")) as given:
            assert forces_ltr({"KITTY_PID": given}) is forced


@pytest.mark.parametrize("place", ["xdg/kitty", "home/.config/kitty"])
def test_where_the_configuration_is_looked_for(place: str, tmp_path: Path) -> None:
    folder = tmp_path / place
    folder.mkdir(parents=True)
    (folder / "kitty.conf").write_text("force_ltr yes\n", encoding="utf-8")
    known = {"HOME": str(tmp_path / "home"), "XDG_CONFIG_DIRS": str(tmp_path / "none")}
    if place.startswith("xdg"):
        known["XDG_CONFIG_HOME"] = str(tmp_path / "xdg")
    with kitty() as process:
        assert forces_ltr({**known, "KITTY_PID": process}) is True


def test_the_command_line_comes_before_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "kitty.conf").write_text("force_ltr yes\n", encoding="utf-8")
    with kitty("-o", "force_ltr=no") as process:
        assert forces_ltr({"KITTY_PID": process, "KITTY_CONFIG_DIRECTORY": str(tmp_path)}) is False


@pytest.mark.parametrize("environment", [{}, {"KITTY_PID": ""}, {"KITTY_PID": "../1"}, {"KITTY_PID": "999999999"}])
def test_a_kitty_of_another_machine_is_not_known(environment: dict[str, str]) -> None:
    assert forces_ltr(environment) is None
