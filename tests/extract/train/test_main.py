"""`python -m extract.train`: every step is there, and what is wrong is one line and an exit code."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from extract.train import __main__ as program
from tests.extract.train.drawn import NEWS, write_marked


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Return the exit code of the program with these arguments."""
    monkeypatch.setattr(sys, "argv", ["extract.train", *arguments])
    return program.main()


@pytest.mark.parametrize("step", sorted(program.STEPS))
def test_every_step_can_be_asked_for_help(
    step: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its module has a `main`, and names itself as it is called."""
    assert callable(import_module(program.STEPS[step]).main)
    with pytest.raises(SystemExit) as end:
        run(monkeypatch, step, "--help")
    assert end.value.code == 0
    assert f"python -m extract.train {step}" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [(), ("",), ("dates",), ("--help",), ("names.py",)])
def test_another_step_is_answered_with_those_that_there_are(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the error stream, with exit code 2."""
    assert run(monkeypatch, *arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert all(step in told.err for step in program.STEPS)
    assert len(told.err.splitlines()) == 1


BAD = [
    # the step's arguments (D is a folder of the test's), what is said
    (("lists", "--folder", "D/lists", "--target", "D/out"), "places.tsv:1"),
    (("lists", "--folder", "D", "--target", "D/no/out"), "D/no"),
    (("names", "--marked", "D/nowhere", "--target", "D/out"), "D/nowhere"),
    (("names", "--marked", "D/bad", "--target", "D/out"), "00.json"),
    (("words", "D/nothing.txt", "--conll", "D/nothing.conll", "--target", "D/out"), "D/nothing.txt"),
    (("words", "D/other.txt", "--conll", "D/nothing.conll", "--target", "D/out"), "other.txt:1"),
]


@pytest.mark.parametrize(("arguments", "said"), BAD)
def test_bad_files_are_one_line(
    arguments: tuple[str, ...],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """With the file (and line), exit code 1, and nothing written."""
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "places.tsv").write_text("TEAM\tبغداد", encoding="utf-8")
    (write_marked(tmp_path / "bad", NEWS[:1]) / "00.json").write_text("{}", encoding="utf-8")
    (tmp_path / "other.txt").write_bytes("بغداد\n".encode("cp1256"))
    assert (
        run(monkeypatch, *(each.replace("D", str(tmp_path), 1) if each[0] == "D" else each for each in arguments)) == 1
    )
    told = capsys.readouterr()
    assert told.out == ""
    assert said.replace("D", str(tmp_path), 1) in told.err if said[0] == "D" else said in told.err
    assert len(told.err.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_a_step_is_run_and_its_end_is_the_programs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Lists of one name."""
    (tmp_path / "places.tsv").write_text("LOC\tبغداد\n", encoding="utf-8")
    assert run(monkeypatch, "lists", "--folder", str(tmp_path), "--target", str(tmp_path / "lists.marisa")) == 0
    assert capsys.readouterr().out.startswith("1 names, ")
    assert (tmp_path / "lists.marisa").stat().st_size > 0


def test_the_program_starts_without_the_packages_of_training() -> None:
    """What clusters words is of one step: what asks for usage needs none."""
    code = "import sys, extract.train.__main__ as m; sys.argv = ['x']; c = m.main(); print(c, {'gensim', 'sklearn', 'numpy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "2 set()\n"
