"""Who chooses the encoding: the command line, the settings of this terminal, of all, or the terminal."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.tui.recognition.fake import FakeTerminal
from tui.rtl.encode import ENCODINGS, NAMES
from tui.settings import Settings
from tui.terminal.display import Display, chosen, display
from tui.terminal.multiplexer import process_environment, tmux_outer
from tui.terminal.recognise import Outer

KNOWN = {"TERM": "xterm-256color"}
KONSOLE = {"\x1b[>q": b"\x1bP>|Konsole 22.12.3\x1b\\", "\x1b[c": b"\x1b[?62;1;4c"}


def shown(bidi: str | None, settings: Settings, environment: Mapping[str, str] = KNOWN) -> tuple[Display, bytes]:
    """The display in a Konsole, and what that was asked."""
    with FakeTerminal(KONSOLE) as terminal:
        found = display(
            bidi=bidi,
            settings=settings,
            environment=environment,
            input_fd=terminal.fd,
            output_fd=terminal.fd,
            limit=0.5,
        )
        terminal.left()
        return found, terminal.asked


@pytest.mark.parametrize("name", NAMES)
def test_the_command_line_decides_and_nothing_is_asked(name: str) -> None:
    found, asked = shown(name, Settings(bidi="runs", terminals={"konsole": "lro"}))
    assert (found.encoding.name, found.source, found.recognised, asked) == (name, "flag", None, b"")


def test_then_the_settings_and_nothing_is_asked() -> None:
    found, asked = shown(None, Settings(bidi="runs"))
    assert (found.encoding.name, found.source, asked) == ("runs", "settings", b"")


def test_the_setting_of_this_terminal_is_before_that_of_all() -> None:
    found, asked = shown(None, Settings(bidi="runs", terminals={"konsole": "lro"}))
    assert (found.encoding.name, found.source) == ("lro", "settings")
    assert asked


def test_another_terminals_setting_is_no_matter() -> None:
    assert shown(None, Settings(terminals={"kitty": "lro"}))[0].encoding.name == "konsole"
    assert shown(None, Settings(bidi="visual", terminals={"kitty": "lro"}))[0].encoding.name == "visual"


def test_then_the_terminal_says() -> None:
    found, _ = shown(None, Settings())
    assert (found.encoding, found.source) == (ENCODINGS["konsole"], "recognised")
    assert found.recognised
    assert found.recognised.terminal == "konsole"
    assert found.answers.primary == "62;1;4"


@pytest.mark.parametrize("settings", [Settings(bidi="runs"), Settings(terminals={"konsole": "lro"})])
def test_auto_on_the_command_line_passes_over_the_settings(settings: Settings) -> None:
    found, _ = shown("auto", settings)
    assert (found.encoding.name, found.source) == ("konsole", "recognised")


def test_auto_for_this_terminal_alone() -> None:
    found, _ = shown(None, Settings(bidi="visual", terminals={"konsole": "auto"}))
    assert (found.encoding.name, found.source) == ("konsole", "recognised")


@pytest.mark.parametrize("name", NAMES)
def test_letters_apart_change_nothing_else(name: str) -> None:
    encoding = next(each for each in ENCODINGS.values() if each.name == name)
    joined = chosen(encoding.name, Settings(), "flag").rendering
    apart = chosen(encoding.name, Settings(letters="separate"), "flag").rendering
    assert joined == encoding.rendering
    assert (apart.joined, apart.ordered) == (False, encoding.rendering.ordered)


def test_mlterm_is_told_in_its_own_way_even_when_nothing_was_asked() -> None:
    found, asked = shown("explicit", Settings(), {"TERM": "mlterm"})
    assert "use_ctl=false" in found.encoding.start
    assert asked == b""


# -- tmux


def fake_tmux(folder: Path, script: str) -> dict[str, str]:
    program = folder / "tmux"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    return {"TMUX": "/tmp/x,1,0", "TMUX_PANE": "%7", "PATH": f"{folder}:/usr/bin:/bin"}


def test_tmux_says_who_its_client_is(tmp_path: Path) -> None:
    known = fake_tmux(tmp_path, f"echo \"$@\" >{tmp_path}/asked; printf 'xterm\\t0\\tXTerm(379)\\n'")
    assert tmux_outer(known) == Outer("xterm", "XTerm(379)", process_environment("0"))
    assert "-t %7" in (tmp_path / "asked").read_text(encoding="utf-8")


@pytest.mark.parametrize("script", ["exit 1", "exec sleep 5", "printf '\\t\\t\\n'", "printf '\\377'"])
def test_a_tmux_that_does_not_say(script: str, tmp_path: Path) -> None:
    assert tmux_outer(fake_tmux(tmp_path, script), limit=0.3) in {None, Outer("\ufffd")}


def test_outside_of_tmux_or_without_its_program_nothing_is_asked(tmp_path: Path) -> None:
    assert tmux_outer({"PATH": "/usr/bin:/bin"}) is None
    assert tmux_outer({"TMUX": "x", "PATH": str(tmp_path)}) is None


def test_the_environment_of_a_process() -> None:
    assert process_environment("") is None
    assert process_environment("../../etc") is None
    assert process_environment("999999999") is None
    if Path("/proc/self/environ").exists():
        assert "PATH" in (process_environment(str(os.getpid())) or {})
