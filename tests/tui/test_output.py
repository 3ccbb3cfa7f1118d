"""Command lines read right on a terminal, in the encoding that it needs; files and pipes get the text as it is."""

from __future__ import annotations

import io
import json
import os
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.tui.driving import SAMPLES
from tests.tui.terminal import VISUAL, Terminal, muraji
from tui.commands.output import harmless, readable
from tui.rtl import visual

NAME = "تقرير (الأربعاء) 12.txt"


def settings(folder: Path, bidi: str) -> dict[str, str]:
    """Return an environment in which an encoding is set."""
    path = folder / "settings.toml"
    path.write_text(f'bidi = "{bidi}"\n')
    return {"MURAJI_SETTINGS": str(path)}


def test_an_error_that_names_a_file_is_drawn_on_a_terminal_and_left_as_it_is_in_a_pipe(tmp_path: Path) -> None:
    command = muraji("load", NAME, "--store", str(tmp_path / "a.db"))
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 2
    assert NAME in done.stderr
    with Terminal(command, columns=100) as terminal:
        terminal.read(until="muraji", limit=20)
        assert terminal.wait() == 2
        [line] = [line for line in terminal.lines if line.startswith("muraji:")]
    assert line == visual(done.stderr.rstrip(), 100, base=0)
    assert NAME not in line


@pytest.mark.parametrize(
    ("bidi", "sent"),
    [
        ("visual", "muraji: ﺮﻤﻋ"),
        ("words", "muraji: ﻋﻤﺮ"),
        ("runs", " \u200emuraji: ﻋﻤﺮ\u200e"),
        # a mode would change the lines of other programs, so terminals with one get what needs none
        ("explicit", " \u200emuraji: ﻋﻤﺮ\u200e"),
        ("konsole", " \u200emuraji: ﻋﻤﺮ\u200e"),
        ("lro", " \u200e\u202dmuraji: ﺮﻤﻋ"),
        ("logical", "muraji: عمر"),
    ],
)
def test_a_line_is_sent_in_the_encoding_of_the_settings(bidi: str, sent: str, tmp_path: Path) -> None:
    with Terminal(
        muraji("load", "عمر", "--store", str(tmp_path / "a.db")), environment=settings(tmp_path, bidi)
    ) as terminal:
        out = terminal.read(until="muraji", limit=20).decode()
        assert terminal.wait() == 2
    assert out.startswith(sent)
    assert "\x1b[8l" not in out
    assert "\x1b]50" not in out


class Paper(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_line_longer_than_the_terminal_goes_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MURAJI_SETTINGS", str(VISUAL))
    monkeypatch.setenv("COLUMNS", "30")
    rows = readable("a.txt: " + "كلمة أخرى " * 8, Paper()).split("\n")
    assert len(rows) > 2
    assert all(len(row) <= 30 for row in rows)


def test_what_is_not_arabic_is_not_touched() -> None:
    assert readable("stats 12 \x1b[31m", Paper()) == harmless("stats 12 \x1b[31m") == "stats 12 ·[31m"


def test_harmful_characters_are_shown_as_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MURAJI_SETTINGS", str(VISUAL))
    shown = readable("عمر \u202e x\x1b[2J", Paper())
    assert "\u202e" not in shown
    assert "\x1b" not in shown
    assert "⟦RLO⟧" in shown


@pytest.mark.parametrize("command", [["keys"], ["predict", str(SAMPLES / "01-site-page-copied.txt")]])
def test_a_locale_without_arabic_is_no_error(command: list[str], tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONIOENCODING": "ascii",
        "MURAJI_STORE": str(tmp_path / "a.db"),
    }
    done = subprocess.run(muraji(*command), check=False, capture_output=True, env=environment)
    assert b"Traceback" not in done.stderr
    assert "ش" in done.stdout.decode()


def test_a_file_name_that_is_no_text_comes_out_as_json(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/a\xff.txt"
    Path(os.fsdecode(name)).write_text("خبر من بغداد")
    command = [*muraji("load", "--json", "--store", str(tmp_path / "a.db")), os.fsdecode(name)]
    done = subprocess.run(command, check=True, capture_output=True)
    assert json.loads(done.stdout)["file"].encode(errors="surrogateescape") == name


def test_with_its_streams_closed_it_says_nothing_and_does_its_work(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("خبر من بغداد")
    store = tmp_path / "a.db"
    line = shlex.join(muraji("load", str(tmp_path / "a.txt"), "--store", str(store))) + " <&- >&- 2>&-"
    assert subprocess.run(line, shell=True, check=False).returncode == 0
    assert store.exists()
